"""The tray: an icon by shape, a tooltip with counts, and the menu the window's ⋯ shows too."""
