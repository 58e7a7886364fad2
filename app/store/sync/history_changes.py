"""What one run changed: the rows it brought, and its part of the change log."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Connection as Sql
from sqlalchemy import func, or_, select

from app.domain.appointment import AppointmentStatus
from app.domain.history import AppointmentChange, HistoryRun
from app.domain.reconcile import ChangeKind
from app.store.bulk import batches
from app.store.schema import AnyRow, appointment_changes, run_sheet_appointments

_ORDER = (
    ChangeKind.CREATED,
    ChangeKind.MOVED,
    ChangeKind.CANCELLED,
    ChangeKind.REMOVED,
    ChangeKind.RESTORED,
    ChangeKind.UPDATED,
)
_ROWS, _LOG = run_sheet_appointments.c, appointment_changes.c
_NAMES = (_ROWS.patient_first_name, _ROWS.patient_last_name)


def read_changes(
    sql: Sql, entry: HistoryRun, *, names: Mapping[str, str], at_most: int
) -> tuple[tuple[AppointmentChange, ...], int]:
    """The first `at_most` by kind and time, and how many there are. `names`: of practitioners."""
    found = [_new(row, names) for row in _new_rows(sql, entry)]
    found += [_changed(row, names) for row in _logged_rows(sql, entry)]
    found.sort(key=lambda each: (_ORDER.index(each.kind), each.after_start, each.appointment_id))
    return tuple(found[:at_most]), len(found)


def _logged_rows(sql: Sql, entry: HistoryRun) -> Sequence[AnyRow]:
    query = (
        select(appointment_changes, *_NAMES)
        .outerjoin(run_sheet_appointments, _ROWS.id == _LOG.appointment_id)
        .where(
            _LOG.sync_id == entry.id,
            _LOG.connection_id == entry.run.connection_id,
            _LOG.kind.in_(_ORDER),  # what persons did is told at the row
        )
    )
    return sql.execute(query).all()


def _new_rows(sql: Sql, entry: HistoryRun) -> Sequence[AnyRow]:
    """Rows this run brought, on its day or (moved since) elsewhere, with how they were then.

    Found by day, which has an index; the run's id alone has none.
    """
    run = entry.run
    here = _LOG.connection_id == run.connection_id
    around = [run.day + timedelta(days=days) for days in (-1, 0, 1)]
    left = select(_LOG.appointment_id).where(here, _LOG.before_local_day.in_(around))
    query = select(
        _ROWS.id, _ROWS.start_at, _ROWS.pms_practitioner_id, _ROWS.status, *_NAMES
    ).where(
        _ROWS.pms_connection_id == run.connection_id,
        or_(_ROWS.local_day.in_(around), _ROWS.id.in_(left)),
        _ROWS.first_seen_run == run.id,
    )
    rows = sql.execute(query).all()
    first = _first_changes(sql, [row.id for row in rows])
    return [first.get(row.id, row) for row in rows]


def _first_changes(sql: Sql, row_ids: Sequence[str]) -> Mapping[str, AnyRow]:
    """By row that has changed since it came: what it was before its first change."""
    found: dict[str, AnyRow] = {}
    for batch in batches(row_ids):
        of_each = _LOG.appointment_id.in_(batch)
        first = select(func.min(_LOG.id)).where(of_each).group_by(_LOG.appointment_id)
        query = (
            select(
                _ROWS.id,
                _LOG.before_start_at.label("start_at"),
                _LOG.before_practitioner_id.label("pms_practitioner_id"),
                _LOG.before_status.label("status"),
                *_NAMES,
            )
            .join(run_sheet_appointments, _ROWS.id == _LOG.appointment_id)
            .where(_LOG.id.in_(first))
        )
        found.update((row.id, row) for row in sql.execute(query))
    return found


def _new(row: AnyRow, names: Mapping[str, str]) -> AppointmentChange:
    clinician, status = names.get(row.pms_practitioner_id), AppointmentStatus(row.status)
    return AppointmentChange(
        kind=ChangeKind.CREATED,
        appointment_id=row.id,
        patient_first_name=row.patient_first_name,
        patient_last_name=row.patient_last_name,
        before_start=row.start_at,
        after_start=row.start_at,
        before_clinician=clinician,
        after_clinician=clinician,
        before_status=status,
        after_status=status,
    )


def _changed(row: AnyRow, names: Mapping[str, str]) -> AppointmentChange:
    return AppointmentChange(
        kind=ChangeKind(row.kind),
        appointment_id=row.appointment_id,
        patient_first_name=row.patient_first_name,
        patient_last_name=row.patient_last_name,
        before_start=row.before_start_at,
        after_start=row.after_start_at,
        before_clinician=names.get(row.before_practitioner_id),
        after_clinician=names.get(row.after_practitioner_id),
        before_status=AppointmentStatus(row.before_status),
        after_status=AppointmentStatus(row.after_status),
        changed_fields=tuple(row.changed_fields),
    )
