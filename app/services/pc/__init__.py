"""This PC: its start, its user, its desktop entry, and files saved on it."""
