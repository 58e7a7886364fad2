"""The page of a start that failed: why, and every way out."""
