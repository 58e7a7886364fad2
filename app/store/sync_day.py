"""What a sync reads of a stored day and the one transaction in which it writes everything."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.appointment import (
    Appointment,
    AppointmentStatus,
    Patient,
    QuarantinedRecord,
)
from app.domain.practice_day import zone
from app.domain.reconcile import ChangeKind, RowChange, RowKey, StoredRow
from app.store.bulk import execute_many
from app.store.ids import new_id
from app.store.schema import (
    appointment_changes,
    pms_practitioners,
    run_sheet_appointments,
    sync_quarantine,
    sync_snapshots,
)

Marks = tuple[tuple[str, str | None], ...]
"""Pages of a practitioner's day as last read: digest and following cursor."""

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A practitioner's day as it was last read whole."""

    marks: Marks
    row_count: int
    quarantined_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWrite:
    """A practitioner's day that was read whole. Empty `marks`: read it in full next time too."""

    pms_practitioner_id: str
    marks: Marks
    row_count: int
    quarantined_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFailure:
    """A practitioner's day that was not, and why."""

    pms_practitioner_id: str
    error_code: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWrites:
    """Everything one run writes about one day of one connection."""

    day: date
    timezone: str
    changes: Sequence[RowChange]
    removed: Sequence[StoredRow]
    cells: Sequence[CellWrite]
    failures: Sequence[CellFailure]
    quarantined: Mapping[str, tuple[QuarantinedRecord, ...]]


# --- Reading --------------------------------------------------------------------------------------


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
    for batch in _batches(practitioner_ids):
        query = _rows_of(connection_id).where(
            table.local_day == day, table.pms_practitioner_id.in_(batch)
        )
        rows.update(_stored(sql, query))
    elsewhere = set(fetched_ids).difference(appointment_id for appointment_id, _ in rows)
    if elsewhere and _has_other_rows(sql, connection_id, known=len(rows)):
        for batch in _batches(elsewhere):
            rows.update(
                _stored(sql, _rows_of(connection_id).where(table.pms_appointment_id.in_(batch)))
            )
    return rows


def _rows_of(connection_id: str) -> Select[Any]:
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
    ).where(table.pms_connection_id == connection_id)


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


def _batches(items: Iterable[str]) -> Iterable[list[str]]:
    ordered = list(items)
    return (ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH))


# --- Writing (inside the run's one transaction) ---------------------------------------------------


def write_day(
    sql: Sql, connection_id: str, writes: DayWrites, *, run_id: str, now: datetime
) -> None:
    """Rows, removals, change log, snapshots, quarantine and each practitioner's facts."""
    _write_rows(sql, connection_id, writes, now=now)
    mark_removed(sql, [row.id for row in writes.removed], now=now)
    _write_change_log(sql, connection_id, writes, run_id=run_id, now=now)
    _write_snapshots(sql, connection_id, writes, now=now)
    _forget_marks(sql, connection_id, writes)
    _write_quarantine(sql, connection_id, writes, now=now)
    _write_practitioner_facts(sql, connection_id, writes, now=now)


def mark_removed(sql: Sql, row_ids: Iterable[str], *, now: datetime) -> None:
    """The rows stay on the sheet as *no longer in the system*."""
    table = run_sheet_appointments
    for batch in _batches(row_ids):
        sql.execute(
            update(table).where(table.c.id.in_(batch)).values(removed_at=now, updated_at=now)
        )


_COLUMNS = tuple(
    column
    for column in run_sheet_appointments.columns
    if column.name not in {"clinician_id", "notes"}
)
"""What a sync writes of a row; the column and the notes of a manual row are not the system's."""

_KEPT = frozenset({"id", "source", "first_seen_at"})


def _write_rows(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    tz = zone(writes.timezone)
    rows = (
        _row_values(
            change,
            connection_id=connection_id,
            local_day=change.appointment.start.astimezone(tz).date(),
            now=now,
        )
        for change in writes.changes
    )
    statement = upsert(run_sheet_appointments)
    new, old = statement.excluded, run_sheet_appointments.c
    values: dict[str, Any] = {
        column.name: new[column.name] for column in _COLUMNS if column.name not in _KEPT
    }
    # A later change that isn't a move must not wipe where the row was moved from.
    for name in ("moved_from_start", "moved_from_practitioner_id", "seen_cancelled_at"):
        values[name] = func.coalesce(new[name], old[name])
    key = ["pms_connection_id", "pms_appointment_id", "pms_patient_id"]
    execute_many(
        sql, statement.on_conflict_do_update(index_elements=key, set_=values), _COLUMNS, rows
    )


def _row_values(
    change: RowChange, *, connection_id: str, local_day: date, now: datetime
) -> tuple[Any, ...]:
    """In the order of `_COLUMNS`."""
    appointment, stored = change.appointment, change.stored
    patient = appointment.patient or _NOBODY
    before = stored if change.kind is ChangeKind.MOVED else None
    return (
        stored.id if stored else new_id(),
        "pms",
        connection_id,
        appointment.pms_appointment_id,
        patient.pms_patient_id,
        appointment.pms_practitioner_id,
        local_day,
        appointment.start,
        appointment.end,
        appointment.status.value,
        appointment.raw_status,
        appointment.has_unknown_status,
        appointment.is_telehealth,
        appointment.appointment_type_id,
        patient.first_name,
        patient.last_name,
        patient.phone,
        patient.email,
        patient.birth_date,
        appointment.telehealth_url,
        appointment.arrived_at,
        appointment.cancelled_at,
        now if _is_newly_cancelled(change) else None,
        None,
        before.start if before else None,
        before.pms_practitioner_id if before else None,
        change.digest,
        now,
        now,
    )


_NOBODY = Patient(pms_patient_id="")


def _is_newly_cancelled(change: RowChange) -> bool:
    cancelled = AppointmentStatus.CANCELLED
    was_cancelled = change.stored is not None and change.stored.status is cancelled
    return change.appointment.status is cancelled and not was_cancelled


def _write_change_log(
    sql: Sql, connection_id: str, writes: DayWrites, *, run_id: str, now: datetime
) -> None:
    """Every change of a row that was there before; that it came is on the row itself."""
    base = {"connection_id": connection_id, "sync_id": run_id, "changed_at": now}
    rows: list[dict[str, Any]] = [
        base
        | {
            "appointment_id": change.stored.id,
            "kind": change.kind.value,
            "before": _place(change.stored),
            "after": _place(change.appointment),
        }
        for change in writes.changes
        if change.stored is not None
    ]
    rows += [
        base
        | {
            "appointment_id": row.id,
            "kind": ChangeKind.REMOVED.value,
            "before": _place(row),
            "after": {},
        }
        for row in writes.removed
    ]
    if rows:
        sql.execute(insert(appointment_changes), rows)


def _place(item: StoredRow | Appointment) -> dict[str, str]:
    return {
        "start": item.start.isoformat(),
        "practitionerId": item.pms_practitioner_id,
        "status": item.status.value,
    }


def _write_snapshots(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    rows = [
        {
            "connection_id": connection_id,
            "pms_practitioner_id": cell.pms_practitioner_id,
            "local_day": writes.day,
            "page_marks": [list(mark) for mark in cell.marks],
            "row_count": cell.row_count,
            "quarantined_count": cell.quarantined_count,
            "fetched_at": now,
        }
        for cell in writes.cells
    ]
    if not rows:
        return
    statement = upsert(sync_snapshots)
    kept = ("page_marks", "row_count", "quarantined_count", "fetched_at")
    sql.execute(
        statement.on_conflict_do_update(
            index_elements=["connection_id", "pms_practitioner_id", "local_day"],
            set_={name: statement.excluded[name] for name in kept},
        ),
        rows,
    )


def _forget_marks(sql: Sql, connection_id: str, writes: DayWrites) -> None:
    """Days that got a row without being read whole in this run are read in full next time.

    Their pages may come back byte for byte as they were before that row, and then the row, gone by
    now, would count as unchanged.
    """
    tz = zone(writes.timezone)
    touched = {
        (change.appointment.pms_practitioner_id, change.appointment.start.astimezone(tz).date())
        for change in writes.changes
    }
    touched -= {(cell.pms_practitioner_id, writes.day) for cell in writes.cells}
    table = sync_snapshots
    for practitioner_id, day in touched:
        sql.execute(
            update(table)
            .where(
                table.c.connection_id == connection_id,
                table.c.pms_practitioner_id == practitioner_id,
                table.c.local_day == day,
            )
            .values(page_marks=[])
        )


def _write_quarantine(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    """Replace what is known of the practitioners that were read in full just now."""
    table = sync_quarantine
    found = {
        (practitioner_id, record.payload_sha256): record
        for practitioner_id, records in writes.quarantined.items()
        for record in records
    }
    for batch in _batches(writes.quarantined):
        sql.execute(
            delete(table).where(
                table.c.connection_id == connection_id,
                table.c.local_day == writes.day,
                table.c.pms_practitioner_id.in_(batch),
                table.c.payload_sha256.not_in([digest for _, digest in found]),
            )
        )
    rows = [
        {
            "connection_id": connection_id,
            "pms_practitioner_id": practitioner_id,
            "local_day": writes.day,
            "payload_sha256": digest,
            "pms_appointment_id": record.pms_appointment_id,
            "reason": record.reason,
            "first_seen_at": now,
            "last_seen_at": now,
            "seen_count": 1,
        }
        for (practitioner_id, digest), record in found.items()
    ]
    if rows:
        sql.execute(
            upsert(table).on_conflict_do_update(
                index_elements=list(table.primary_key.columns),
                set_={"last_seen_at": now, "seen_count": table.c.seen_count + 1},
            ),
            rows,
        )


def _write_practitioner_facts(
    sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime
) -> None:
    people = pms_practitioners
    here = people.c.connection_id == connection_id
    for batch in _batches(cell.pms_practitioner_id for cell in writes.cells):
        sql.execute(
            update(people)
            .where(here, people.c.pms_practitioner_id.in_(batch))
            .values(
                last_success_at=now,
                last_attempt_at=now,
                last_error=None,
                last_error_code=None,
                failures_in_a_row=0,
            )
        )
    for failure in writes.failures:
        sql.execute(
            update(people)
            .where(here, people.c.pms_practitioner_id == failure.pms_practitioner_id)
            .values(
                last_attempt_at=now,
                last_error_code=failure.error_code,
                last_error=failure.error,
                failures_in_a_row=people.c.failures_in_a_row + 1,
            )
        )


def rows_by_ids(sql: Sql, row_ids: Iterable[str]) -> tuple[StoredRow, ...]:
    """Rows by their own ids; those that are gone are left out."""
    found: dict[RowKey, StoredRow] = {}
    table = run_sheet_appointments.c
    columns: Select[Any] = select(run_sheet_appointments)
    for batch in _batches(row_ids):
        found.update(_stored(sql, columns.where(table.id.in_(batch))))
    return tuple(found.values())
