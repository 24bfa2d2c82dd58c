"""Equipment, chart and roster."""
