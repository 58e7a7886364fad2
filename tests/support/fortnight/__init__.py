"""Two weeks of a front desk's PC, lived in seconds, with the real scheduler and database."""
