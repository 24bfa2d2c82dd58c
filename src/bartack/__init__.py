"""Bartack: from a factory's own records to what an auditor would find."""

__version__ = "0.1.0"
