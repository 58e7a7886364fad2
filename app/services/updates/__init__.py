"""Whether there is a newer RunSheet: asked once a day, believed when we signed it, only told."""
