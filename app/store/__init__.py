"""Everything that knows SQL: the encrypted database and functions of a connection to it."""
