"""A connection's rows: itself, its people, its types, and what stays when it is removed."""
