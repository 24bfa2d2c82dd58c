"""Outcomes, papers and answers under one scheme."""
