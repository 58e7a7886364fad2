"""The encrypted file: its folder, its key, opening it, and bringing it to this version."""
