"""The set-up of a connection, step by step, and signing in again."""
