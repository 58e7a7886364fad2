"""The tables of the audit trail: its entries, and where the kept part of their chain begins."""

from sqlalchemy import JSON, Column, Integer, String, Table

from app.store.schema import UtcDateTime, metadata

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("by", String(100), nullable=False),
    Column("pc", String(100), nullable=False),
    Column("through", String(60), nullable=False),
    Column("deed", String(32), nullable=False),
    Column("objects", JSON, nullable=False),
    Column("link", String(64), nullable=False),
)

audit_anchor = Table(
    "audit_anchor",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("before", String(64), nullable=False),
    Column("last", Integer, nullable=False),
    Column("link", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)
"""One row: `domain.audit.Anchor`."""
