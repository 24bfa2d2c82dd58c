"""Social insurance."""
