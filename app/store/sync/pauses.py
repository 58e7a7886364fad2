"""Pauses: until when a person stopped a connection's timed syncs, and who."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import update

from app.domain.errors import ConnectionNotFound
from app.store.schema import pms_connections


def write_pause(
    sql: Sql, connection_id: str | None, *, until: datetime | None, by: str | None
) -> None:
    """Pause a connection, or all of them (None); `until` None ends a pause.

    Raises ConnectionNotFound.
    """
    table = pms_connections.c
    statement = update(pms_connections).where(table.removed_at.is_(None))
    if connection_id is not None:
        statement = statement.where(table.id == connection_id)
    changed = sql.execute(statement.values(paused_until=until, paused_by=by))
    if connection_id is not None and changed.rowcount == 0:
        raise ConnectionNotFound()
