"""Connections in the database: create, read, change, and the facts of their last sync."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import bindparam, delete, func, insert, select, union, update

from app.domain.connection import Connection, SetupStep
from app.domain.errors import AlreadyConnected, ConnectionNotFound, OtherPractice
from app.domain.practice_day import zone
from app.domain.reconcile import ChangeKind
from app.store.ids import new_id
from app.store.schema import (
    AnyRow,
    appointment_changes,
    local_edits,
    pms_clinician_mappings,
    pms_connections,
    run_sheet_appointments,
    run_sheet_clinicians,
    sync_leases,
    sync_snapshots,
)

Labels = Mapping[str, str]
"""pms_type -> the system's name on screen."""

_IS_THERE = pms_connections.c.removed_at.is_(None)


def list_connections(sql: Sql, *, labels: Labels) -> tuple[Connection, ...]:
    """Every connection, oldest first; a removed one is none, whatever it left on the sheet."""
    query = (
        select(pms_connections)
        .where(_IS_THERE)
        .order_by(pms_connections.c.created_at, pms_connections.c.id)
    )
    return tuple(_connection(row, labels) for row in sql.execute(query))


def get_connection(sql: Sql, connection_id: str, *, labels: Labels) -> Connection:
    """One connection; raises ConnectionNotFound."""
    row = sql.execute(
        select(pms_connections).where(pms_connections.c.id == connection_id, _IS_THERE)
    ).one_or_none()
    if row is None:
        raise ConnectionNotFound()
    return _connection(row, labels)


def require_connection(sql: Sql, connection_id: str) -> None:
    """Raises ConnectionNotFound, for what was asked of a system while a person removed it here."""
    query = select(pms_connections.c.id).where(pms_connections.c.id == connection_id, _IS_THERE)
    if sql.execute(query).first() is None:
        raise ConnectionNotFound()


def add_connection(sql: Sql, *, pms_type: str, values: Mapping[str, Any], now: datetime) -> str:
    """A new connection, not syncing yet; its id."""
    connection_id = new_id()
    defaults = {
        "credentials_configured": False,
        "sync_enabled": False,
        "sync_frequency_minutes": 15,
        "sync_telehealth_only": True,
        "setup_step": SetupStep.CONNECT,
        "failures_in_a_row": 0,
        "abandoned_in_a_row": 0,
    }
    row = {**defaults, **values, "id": connection_id, "pms_type": pms_type}
    sql.execute(insert(pms_connections).values(**row, created_at=now, updated_at=now))
    sql.execute(insert(sync_leases).values(connection_id=connection_id, epoch=0))
    return connection_id


def change_connection(
    sql: Sql, connection_id: str, *, values: Mapping[str, Any], now: datetime
) -> None:
    """Write these columns; raises ConnectionNotFound."""
    changed = sql.execute(
        update(pms_connections)
        .where(pms_connections.c.id == connection_id, _IS_THERE)
        .values(**values, updated_at=now)
    )
    if changed.rowcount == 0:
        raise ConnectionNotFound()
    if values.get("timezone"):
        _rezone(sql, connection_id, values["timezone"])


def check_is_own(sql: Sql, connection_id: str, *, tenant_id: str) -> None:
    """The practice must be this connection's, and no other connection's.

    Raises ConnectionNotFound, OtherPractice, AlreadyConnected.
    """
    table = pms_connections
    here = select(table.c.pms_type, table.c.tenant_id).where(table.c.id == connection_id, _IS_THERE)
    connection = sql.execute(here).one_or_none()
    if connection is None:
        raise ConnectionNotFound()
    if connection.tenant_id not in (None, tenant_id):
        raise OtherPractice()
    practice = (table.c.pms_type == connection.pms_type) & (table.c.tenant_id == tenant_id)
    other = select(table.c.id).where(practice, table.c.id != connection_id, _IS_THERE)
    for found in sql.scalars(other):
        raise AlreadyConnected(connection_id=found)


def save_practice(
    sql: Sql, connection_id: str, *, tenant_id: str, values: Mapping[str, Any], now: datetime
) -> None:
    """Write which practice is behind a connection, with other columns of the same moment.

    Raises as `check_is_own` does: what was checked before may have changed in the meantime.
    """
    check_is_own(sql, connection_id, tenant_id=tenant_id)
    change_connection(sql, connection_id, values={**values, "tenant_id": tenant_id}, now=now)


def _rezone(sql: Sql, connection_id: str, timezone: str) -> None:
    """Rows belong to local days: in another zone they may belong to others, read in full again."""
    rows = run_sheet_appointments
    tz = zone(timezone)
    starts = sql.execute(
        select(rows.c.id, rows.c.start_at).where(rows.c.pms_connection_id == connection_id)
    ).all()
    moved = [{"row_id": row.id, "day": row.start_at.astimezone(tz).date()} for row in starts]
    if moved:
        statement = update(rows).where(rows.c.id == bindparam("row_id"))
        sql.execute(statement.values(local_day=bindparam("day")), moved)
    sql.execute(delete(sync_snapshots).where(sync_snapshots.c.connection_id == connection_id))


def delete_unused_clinicians(sql: Sql) -> None:
    """Drop columns without a mapping, a row, a place that a kept row left, or an edit of their own;
    never one added by hand.
    """
    rows, changes = run_sheet_appointments, appointment_changes
    mapped = pms_clinician_mappings.c.run_sheet_clinician_id
    used = union(
        select(mapped).where(mapped.is_not(None)),
        select(rows.c.clinician_id).where(rows.c.clinician_id.is_not(None)),
        select(local_edits.c.value).where(local_edits.c.field == "clinician"),
        select(changes.c.before_clinician_id).where(
            changes.c.kind == ChangeKind.MOVED,
            changes.c.acknowledged_at.is_(None),
            changes.c.before_clinician_id.is_not(None),
        ),
    )
    columns = run_sheet_clinicians
    unused = delete(columns).where(columns.c.id.not_in(used), columns.c.entered_by.is_(None))
    sql.execute(unused)


def count_people(sql: Sql, connection_id: str) -> int:
    """How many people have a column."""
    mapped = pms_clinician_mappings.c
    query = select(func.count()).where(
        mapped.connection_id == connection_id,
        mapped.run_sheet_clinician_id.is_not(None),
        mapped.sync_enabled,
    )
    return sql.execute(query).scalar_one()


def _connection(row: AnyRow, labels: Labels) -> Connection:
    return Connection(
        id=row.id,
        pms_type=row.pms_type,
        system=labels.get(row.pms_type, row.pms_type),
        display_name=row.display_name,
        tenant_id=row.tenant_id,
        timezone=row.timezone,
        region=row.region,
        practice_id=row.practice_id,
        credentials_configured=row.credentials_configured,
        sync_enabled=row.sync_enabled,
        sync_frequency_minutes=row.sync_frequency_minutes,
        sync_telehealth_only=row.sync_telehealth_only,
        setup_step=SetupStep(row.setup_step),
        last_sync_at=row.last_sync_at,
        last_sync_status=row.last_sync_status,
        last_attempt_at=row.last_attempt_at,
        last_sync_error=row.last_sync_error,
        last_sync_error_code=row.last_sync_error_code,
        failures_in_a_row=row.failures_in_a_row,
        abandoned_in_a_row=row.abandoned_in_a_row,
        retry_at=row.retry_at,
        paused_until=row.paused_until,
        paused_by=row.paused_by,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
