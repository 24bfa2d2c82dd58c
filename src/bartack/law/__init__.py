"""Dated law as data: one folder a country, one file a province, each value with its first day, last day and citation."""
