"""Pregnancy and maternity."""
