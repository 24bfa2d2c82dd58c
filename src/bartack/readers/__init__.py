"""One file per record layout."""
