"""Derives, runs checks, accounts for every row, writes the run."""
