"""The day on paper: what is printed, how its pages look, and the panel that asks where to."""
