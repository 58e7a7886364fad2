"""Who of a practice has a column."""
