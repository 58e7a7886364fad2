"""Connections as cards, and one of them whole."""
