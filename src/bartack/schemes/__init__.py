"""Audit schemes as data."""
