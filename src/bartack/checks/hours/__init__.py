"""Hours and rest."""
