"""The lock: every window goes, and one asks who is there."""
