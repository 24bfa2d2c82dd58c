"""The nouns of the house. Standard library only."""
