"""Books against books."""
