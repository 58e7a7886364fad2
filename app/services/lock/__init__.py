"""The screen's lock: the service, and who checks a password."""
