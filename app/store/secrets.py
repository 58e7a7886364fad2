"""Secrets in the encrypted database itself, where a PC has no password store."""

from sqlalchemy import Column, String, Table, Text, delete, insert, select
from sqlalchemy import Connection as Sql

from app.store.schema import metadata

kept_secrets = Table(
    "kept_secrets",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("secret", Text, nullable=False),
)


def read_secret(sql: Sql, name: str) -> str | None:
    """The secret, or None when there is none of that name."""
    query = select(kept_secrets.c.secret).where(kept_secrets.c.name == name)
    return sql.execute(query).scalar()


def write_secret(sql: Sql, name: str, secret: str) -> None:
    """Keep it in place of the one before."""
    delete_secret(sql, name)
    sql.execute(insert(kept_secrets).values(name=name, secret=secret))


def delete_secret(sql: Sql, name: str) -> None:
    """Forget it, if there is one."""
    sql.execute(delete(kept_secrets).where(kept_secrets.c.name == name))
