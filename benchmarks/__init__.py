"""Speed and memory, measured beside alternatives in the same run. Never a test."""
