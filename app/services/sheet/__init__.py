"""The run sheet: a day of it, what the desk adds to it, and what is to be said of it."""
