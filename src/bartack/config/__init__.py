"""Strict YAML, quantities and the site's own settings."""
