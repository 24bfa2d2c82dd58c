"""An invented factory with planted faults and its answer key."""
