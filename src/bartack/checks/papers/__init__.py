"""Papers and their validity."""
