"""The canonical tables and their header words."""
