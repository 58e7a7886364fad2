"""A day's rows, written by a sync: new, changed, and no longer in the system."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import func, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.appointment import (
    AppointmentStatus,
    Patient,
)
from app.domain.practice_day import zone
from app.domain.reconcile import ChangeKind, RowChange
from app.store.bulk import batches, execute_many
from app.store.ids import new_id
from app.store.schema import (
    run_sheet_appointments,
)


def mark_removed(sql: Sql, row_ids: Iterable[str], *, now: datetime) -> None:
    """The rows stay on the sheet as *no longer in the system*."""
    table = run_sheet_appointments
    for batch in batches(row_ids):
        sql.execute(
            update(table).where(table.c.id.in_(batch)).values(removed_at=now, updated_at=now)
        )


_COLUMNS = tuple(
    column
    for column in run_sheet_appointments.columns
    if column.name not in {"clinician_id", "notes", "entered_by", "identity_removed_at"}
    and not column.name.startswith("kept_")
)
"""What a sync writes of a row; the column and the notes of a manual row are not the system's, and
what is kept of a removed connection's is written when it is removed.
"""

_KEPT = frozenset({"id", "source", "first_seen_run", "first_seen_at"})


def write_rows(
    sql: Sql,
    connection_id: str,
    changes: Sequence[RowChange],
    *,
    run_id: str,
    timezone: str,
    now: datetime,
) -> None:
    """Upsert the changed rows by appointment and patient."""
    if not changes:
        return
    tz = zone(timezone)
    rows = (
        _row_values(
            change,
            connection_id=connection_id,
            run_id=run_id,
            local_day=change.appointment.start.astimezone(tz).date(),
            now=now,
        )
        for change in changes
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
    change: RowChange, *, connection_id: str, run_id: str, local_day: date, now: datetime
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
        run_id,
        now,
        now,
    )


_NOBODY = Patient(pms_patient_id="")


def _is_newly_cancelled(change: RowChange) -> bool:
    cancelled = AppointmentStatus.CANCELLED
    was_cancelled = change.stored is not None and change.stored.status is cancelled
    return change.appointment.status is cancelled and not was_cancelled
