"""Connections: what a person does with one, signing in, its people and its types."""
