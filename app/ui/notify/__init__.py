"""Notifications: what is worth one and when, and how it reaches the desktop. Never a name."""
