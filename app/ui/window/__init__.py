"""The window around the pages: menu, frame, status bar, keys, its place, and closing it."""
