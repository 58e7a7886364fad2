"""The window: everything that imports Qt. It shows what the services say and asks them to act."""
