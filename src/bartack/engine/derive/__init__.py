"""Derived tables, one file each."""
