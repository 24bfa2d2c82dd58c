"""Age and identity."""
