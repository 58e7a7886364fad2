"""The HTTP face: the same services for other programs of the practice, on this PC."""
