"""The support export page: what went wrong, from when, and every file before it is saved."""
