"""Signs of invented records, as questions."""
