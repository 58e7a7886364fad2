"""The key of the data file: where it lies, its change, the ways out when it is lost, its end."""
