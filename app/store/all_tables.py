"""Every table there is: `metadata` is the whole database's, once this file is loaded."""

from app.store import audit_tables, booking_tables, secrets
from app.store.schema import metadata

__all__ = ["audit_tables", "booking_tables", "metadata", "secrets"]
