"""Help: the guides of docs/ in a window, offline, open at the place that a person asks about."""
