"""What is known of one appointment's past: its row, and every change that was noted of it."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from sqlalchemy import Connection as Sql
from sqlalchemy import and_, func, select

from app.domain.appointment import AppointmentStatus
from app.domain.errors import InvalidRequest
from app.domain.said import say
from app.domain.timeline import Place, TimelineEntry, TimelineKind
from app.store.schema import (
    AnyRow,
    appointment_changes,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    run_sheet_appointments,
    run_sheet_clinicians,
)

OURSELVES = "RunSheet"
_KINDS = frozenset(TimelineKind)


def read_timeline(
    sql: Sql, appointment_id: str, *, labels: Mapping[str, str]
) -> tuple[TimelineEntry, ...]:
    """Newest first. `labels`: the systems' names. Raises InvalidRequest for an unknown row.

    A removed connection's history is kept with its rows.
    """
    row = _row_of(sql, appointment_id)
    system = labels.get(row.pms_type, row.pms_type) if row.pms_type else OURSELVES
    names = _Names(sql, row.pms_connection_id)
    changes = list(_changes(sql, row, system=system, names=names))
    own = [entry for entry, is_own in changes if is_own]
    entries = [entry for entry, _ in changes]
    if not own or own[0].kind is not TimelineKind.ENTERED:
        first = _first(row, own, system=system, names=names)
        earlier = takewhile(lambda each: not each[1] and each[0].at < first.at, changes)
        entries.insert(sum(1 for _ in earlier), first)
    return tuple(reversed(entries))


def _row_of(sql: Sql, row_id: str) -> AnyRow:
    """The row; for a place that was kept when its connection was removed, its appointment's."""
    rows, connections = run_sheet_appointments, pms_connections
    query = select(rows, connections.c.pms_type).outerjoin(
        connections, connections.c.id == rows.c.pms_connection_id
    )
    row = sql.execute(query.where(rows.c.id == row_id)).first()
    if row is None:
        raise InvalidRequest(reason=say("That appointment is not known."))
    if row.kept_appointment_id is None:
        return row
    whole = query.where(
        rows.c.pms_connection_id == row.pms_connection_id,
        rows.c.pms_appointment_id == row.kept_appointment_id,
        rows.c.pms_patient_id == row.pms_patient_id,
    )
    return sql.execute(whole).first() or row


class _Names:
    """Who a practitioner or a column is, by the names of now."""

    def __init__(self, sql: Sql, connection_id: str | None) -> None:
        columns = run_sheet_clinicians
        self._columns: dict[str, str] = {
            row.id: row.name for row in sql.execute(select(columns.c.id, columns.c.name))
        }
        people, mapped = pms_practitioners, pms_clinician_mappings
        query = (
            select(
                people.c.pms_practitioner_id,
                func.coalesce(columns.c.name, people.c.family_name).label("name"),
            )
            .outerjoin(
                mapped,
                and_(
                    mapped.c.connection_id == people.c.connection_id,
                    mapped.c.pms_practitioner_id == people.c.pms_practitioner_id,
                ),
            )
            .outerjoin(columns, columns.c.id == mapped.c.run_sheet_clinician_id)
            .where(people.c.connection_id == connection_id)
        )
        self._people: dict[str, str | None] = {
            row.pms_practitioner_id: row.name for row in sql.execute(query)
        }

    def of(self, practitioner_id: str | None, column_id: str | None) -> str | None:
        """The column's name, else the practitioner's; None where neither is known any more."""
        return self._columns.get(column_id or "") or self._people.get(practitioner_id or "")


def _changes(
    sql: Sql, row: AnyRow, *, system: str, names: _Names
) -> Iterator[tuple[TimelineEntry, bool]]:
    """Oldest first, and whether each is the row's own; else of a row that was joined with it."""
    table = appointment_changes
    query = select(table).where(table.c.appointment_id == row.id).order_by(table.c.id)
    for change in sql.execute(query):
        if change.kind in _KINDS:
            is_own = change.connection_id == row.pms_connection_id
            yield _entry(change, row, system=system, names=names), is_own


def _entry(change: AnyRow, row: AnyRow, *, system: str, names: _Names) -> TimelineEntry:
    kind = TimelineKind(change.kind)
    return TimelineEntry(
        at=change.changed_at,
        kind=kind,
        source=change.changed_by or system,
        before=Place(
            start=change.before_start_at,
            clinician=names.of(change.before_practitioner_id, change.before_clinician_id),
            status=AppointmentStatus(change.before_status),
        ),
        after=Place(
            start=change.after_start_at,
            clinician=names.of(change.after_practitioner_id, change.after_clinician_id),
            status=AppointmentStatus(change.after_status),
        ),
        changed=frozenset(change.changed_fields),
        vendor_at=row.cancelled_at if kind is TimelineKind.CANCELLED else None,
        is_by_person=change.changed_by is not None,
    )


def _first(
    row: AnyRow, changes: list[TimelineEntry], *, system: str, names: _Names
) -> TimelineEntry:
    """How the row came: as its first change found it, else as it is."""
    here = Place(
        start=row.start_at,
        clinician=names.of(row.pms_practitioner_id, row.clinician_id),
        status=AppointmentStatus(row.status),
    )
    place = changes[0].before if changes else here
    entered_by: str | None = row.entered_by
    return TimelineEntry(
        at=row.first_seen_at,
        kind=TimelineKind.FIRST_SEEN,
        source=entered_by or system,
        before=place,
        after=place,
        is_by_person=entered_by is not None,
    )
