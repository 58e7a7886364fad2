"""The Settings page: groups of rows, each applied the moment it is changed."""
