"""How a day's rows were when somebody last looked, from what was noted of each change since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import CompoundSelect, and_, func, select, union
from sqlalchemy import Connection as Sql

from app.domain.appointment import AppointmentStatus
from app.domain.reconcile import ChangeKind
from app.domain.since import Before, was_on
from app.store.schema import (
    AnyRow,
    appointment_changes,
    pms_clinician_mappings,
    pms_connections,
    run_sheet_appointments,
    sync_snapshots,
)

_rows, _changes, _days = run_sheet_appointments, appointment_changes, sync_snapshots


def read_before(sql: Sql, *, day: date, since: datetime) -> dict[str, Before]:
    """The rows of this local day, or that left it, that a system changed since; by row id.

    A row that came with the first reading of its practitioner's day is not new: the whole list was.
    What a person did here is not told back to the desk.
    """
    came = {row.id: row for row in _newcomers(sql, day=day, since=since)}
    found = {row_id: _newcomer(row) for row_id, row in came.items()}
    for change in _noted(sql, day=day, since=since):
        row_id = change.appointment_id
        if row_id not in found:
            found[row_id] = _as_it_was(change)
        elif change.changed_at > found[row_id].changed_at:
            found[row_id] = replace(found[row_id], changed_at=change.changed_at)
    return found


def _newcomers(sql: Sql, *, day: date, since: datetime) -> Iterator[AnyRow]:
    query = (
        select(_rows.c.id, _rows.c.start_at, _rows.c.first_seen_at)
        .join(
            _days,
            and_(
                _days.c.connection_id == _rows.c.pms_connection_id,
                _days.c.pms_practitioner_id == _rows.c.pms_practitioner_id,
                _days.c.local_day == _rows.c.local_day,
            ),
        )
        .where(
            _rows.c.local_day == day,
            _rows.c.first_seen_at > since,
            _rows.c.first_seen_at > _days.c.first_fetched_at,
        )
    )
    yield from sql.execute(query)


def _noted(sql: Sql, *, day: date, since: datetime) -> Iterator[AnyRow]:
    """Changes by systems, oldest first, each with the column that its row was in before it."""
    mapped = pms_clinician_mappings
    query = (
        select(
            _changes,
            func.coalesce(mapped.c.run_sheet_clinician_id, _changes.c.before_clinician_id).label(
                "before_column_id"
            ),
        )
        .outerjoin(
            mapped,
            and_(
                mapped.c.connection_id == _changes.c.connection_id,
                mapped.c.pms_practitioner_id == _changes.c.before_practitioner_id,
            ),
        )
        .where(
            _changes.c.id.in_(_of_the_day(day)),
            _changes.c.changed_at > since,
            _changes.c.changed_by.is_(None),
            _changes.c.kind.in_([kind.value for kind in ChangeKind]),
        )
        .order_by(_changes.c.id)
    )
    yield from sql.execute(query)


def _of_the_day(day: date) -> CompoundSelect[tuple[int]]:
    """Changes of the day's rows, and of those that left it; by connection, as the indexes are."""
    systems = pms_connections
    here = (
        select(_changes.c.id)
        .join(_rows, _rows.c.id == _changes.c.appointment_id)
        .join(systems, systems.c.id == _rows.c.pms_connection_id)
        .where(_rows.c.local_day == day)
    )
    left = (
        select(_changes.c.id)
        .join(systems, systems.c.id == _changes.c.connection_id)
        .where(_changes.c.before_local_day == day)
    )
    return union(here, left)


def _newcomer(row: AnyRow) -> Before:
    return Before(
        start=row.start_at,
        clinician_id=None,
        is_on=None,
        changed_at=row.first_seen_at,
    )


def _as_it_was(change: AnyRow) -> Before:
    return Before(
        start=change.before_start_at,
        clinician_id=change.before_column_id,
        is_on=was_on(
            AppointmentStatus(change.before_status),
            is_removed=change.kind == ChangeKind.RESTORED,
        ),
        changed_at=change.changed_at,
    )
