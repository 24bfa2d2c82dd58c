"""Renders runs; computes nothing."""
