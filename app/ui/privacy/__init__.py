"""Privacy mode: the one switch, what turns it on by itself, and the page that hides the board."""
