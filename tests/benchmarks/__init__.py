"""RunSheet's speed, measured beside the least that any program must do. See `__main__`."""
