"""The downtime pack: made after each good check, and opened on the morning the internet is out."""
