"""One folder per practice system."""
