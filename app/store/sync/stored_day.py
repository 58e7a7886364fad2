"""What a sync reads of a stored day: pages as last read, and the rows to compare with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import Select, select

from app.domain.appointment import (
    AppointmentStatus,
)
from app.domain.reconcile import RowKey, StoredRow
from app.store.bulk import batches
from app.store.schema import (
    run_sheet_appointments,
    sync_quarantine,
    sync_snapshots,
)

Marks = tuple[tuple[str, str | None], ...]
"""Pages of a practitioner's day as last read: digest and following cursor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A practitioner's day as it was last read whole."""

    marks: Marks
    row_count: int
    quarantined_count: int


def read_snapshots(sql: Sql, connection_id: str, day: date) -> dict[str, Snapshot]:
    """By pms_practitioner_id."""
    query = select(sync_snapshots).where(
        sync_snapshots.c.connection_id == connection_id, sync_snapshots.c.local_day == day
    )
    return {
        row.pms_practitioner_id: Snapshot(
            marks=tuple((digest, cursor) for digest, cursor in row.page_marks),
            row_count=row.row_count,
            quarantined_count=row.quarantined_count,
        )
        for row in sql.execute(query)
    }


def read_quarantined_ids(
    sql: Sql, connection_id: str, *, day: date, practitioner_ids: Collection[str]
) -> frozenset[str]:
    """Appointments of these practitioners' day that could not be read when it was last read."""
    table = sync_quarantine.c
    query = select(table.pms_appointment_id).where(
        table.connection_id == connection_id,
        table.local_day == day,
        table.pms_appointment_id.is_not(None),
    )
    found: set[str] = set()
    for batch in batches(practitioner_ids):
        found.update(sql.scalars(query.where(table.pms_practitioner_id.in_(batch))))
    return frozenset(found)


def read_rows(
    sql: Sql,
    connection_id: str,
    *,
    day: date,
    practitioner_ids: Collection[str],
    fetched_ids: Collection[str],
) -> dict[RowKey, StoredRow]:
    """The stored rows of these practitioners' day, and those of these appointments anywhere."""
    table = run_sheet_appointments.c
    rows: dict[RowKey, StoredRow] = {}
    for batch in batches(practitioner_ids):
        query = _rows_of(connection_id).where(
            table.local_day == day, table.pms_practitioner_id.in_(batch)
        )
        rows.update(_stored(sql, query))
    elsewhere = set(fetched_ids).difference(appointment_id for appointment_id, _ in rows)
    if elsewhere and _has_other_rows(sql, connection_id, known=len(rows)):
        for batch in batches(elsewhere):
            rows.update(
                _stored(sql, _rows_of(connection_id).where(table.pms_appointment_id.in_(batch)))
            )
    return rows


def read_rows_by_id(sql: Sql, connection_id: str, row_ids: Iterable[str]) -> tuple[StoredRow, ...]:
    """Rows by their own ids; those that are gone are left out."""
    found: dict[RowKey, StoredRow] = {}
    for batch in batches(row_ids):
        found.update(
            _stored(sql, _rows_of(connection_id).where(run_sheet_appointments.c.id.in_(batch)))
        )
    return tuple(found.values())


def _rows_of(connection_id: str) -> Select[Any]:
    """What the purge left of old rows says no more which appointment it was."""
    table = run_sheet_appointments.c
    return select(
        table.id,
        table.pms_appointment_id,
        table.pms_patient_id,
        table.pms_practitioner_id,
        table.local_day,
        table.start_at,
        table.status,
        table.digest,
        table.removed_at,
    ).where(table.pms_connection_id == connection_id, table.identity_removed_at.is_(None))


def _has_other_rows(sql: Sql, connection_id: str, *, known: int) -> bool:
    """Spares a first sync the search for thousands of appointments that can't be there."""
    one_more = _rows_of(connection_id).limit(1).offset(known)
    return sql.execute(one_more).first() is not None


def _stored(sql: Sql, query: Select[Any]) -> dict[RowKey, StoredRow]:
    return {
        (row.pms_appointment_id, row.pms_patient_id): StoredRow(
            id=row.id,
            key=(row.pms_appointment_id, row.pms_patient_id),
            pms_practitioner_id=row.pms_practitioner_id,
            local_day=row.local_day,
            start=row.start_at,
            status=AppointmentStatus(row.status),
            digest=row.digest,
            is_removed=row.removed_at is not None,
        )
        for row in sql.execute(query)
    }
