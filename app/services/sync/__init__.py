"""Syncing: the door to it, one run from claim to commit, and when the next one is due."""
