"""Dated, cited labour law as data."""
