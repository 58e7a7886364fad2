"""The newest revision of the tables, where everybody can read it without loading Alembic."""

HEAD = "0005"
"""The revision id of the newest file in `migrations/versions`; a test holds it to that."""
