"""What is too old goes, a small batch a transaction, so that nobody waits for it.

What counts stays: an appointment or a booking keeps its day, column, type and status, and does not
say any more whose it was. Each function gives how many rows it found; call it until it finds none.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    case,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy import Connection as Sql
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.booking import BookingStatus
from app.domain.practice_day import zone
from app.domain.retention import (
    ANSWERED,
    COUNTS,
    REMOVED,
    SETTLED_EDITS,
    UNREADABLE,
    UNREADABLE_IDS,
)
from app.domain.sync_run import SyncStatus
from app.store.booking_tables import crm_bookings, crm_reports
from app.store.file.cipher import open_encrypted
from app.store.file.database import translated_errors
from app.store.schema import (
    appointment_changes,
    local_edits,
    notices,
    pms_connections,
    pms_sync_log,
    run_sheet_appointments,
    sync_day_sums,
    sync_quarantine,
    sync_snapshots,
)

BATCH = 200

_ROWS, _LOG = run_sheet_appointments.c, pms_sync_log.c
_OPEN_BOOKINGS = (
    BookingStatus.WAITING,
    BookingStatus.SENDING,
    BookingStatus.CHECKING,
    BookingStatus.NEEDS_REVIEW,
)
_SUMMED = (
    "appointments_fetched",
    "appointments_created",
    "appointments_updated",
    "appointments_removed",
)


def remove_people(sql: Sql, *, before: date, now: datetime) -> int:
    """Appointments of days before `before`, and those that vanished long ago."""
    is_old = or_(_ROWS.local_day < before, _ROWS.removed_at < now - REMOVED)
    ids = _some(sql, _ROWS.id, is_old, _ROWS.identity_removed_at.is_(None))
    named = or_(_ROWS.pms_patient_id != "", _ROWS.patient_last_name.is_not(None))
    sql.execute(delete(local_edits).where(local_edits.c.appointment_id.in_(ids)))
    sql.execute(
        update(run_sheet_appointments)
        .where(_ROWS.id.in_(ids))
        .values(
            pms_appointment_id=case((_ROWS.pms_appointment_id.is_not(None), _ROWS.id)),
            pms_patient_id=case((named, _ROWS.id), else_=""),
            patient_first_name=None,
            patient_last_name=None,
            patient_phone=None,
            patient_email=None,
            patient_dob=None,
            telehealth_url=None,
            notes=None,
            kept_appointment_id=None,
            digest="",
            identity_removed_at=now,
        )
    )
    return len(ids)


def remove_booked_people(sql: Sql, *, before: datetime, now: datetime) -> int:
    """Bookings that were over before `before`, but those that a person has still to finish."""
    table = crm_bookings.c
    is_over = table.end_at < before, table.status.not_in(_OPEN_BOOKINGS)
    ids = _some(sql, table.id, *is_over, table.identity_removed_at.is_(None))
    sql.execute(
        update(crm_bookings)
        .where(table.id.in_(ids))
        .values(
            idempotency_key=None,
            request_digest="",
            external_id=None,
            contact_id=None,
            patient_first_name=None,
            patient_last_name=None,
            patient_phone=None,
            patient_email=None,
            notes=None,
            extra={},
            identity_removed_at=now,
        )
    )
    return len(ids)


def drop_far_days(sql: Sql, *, after: date) -> int:
    """What systems said of days after `after`, but where somebody edited it."""
    edited = select(local_edits.c.appointment_id)
    ids = _some(
        sql,
        _ROWS.id,
        _ROWS.local_day > after,
        _ROWS.pms_appointment_id.is_not(None),
        _ROWS.id.not_in(edited),
    )
    sql.execute(delete(appointment_changes).where(appointment_changes.c.appointment_id.in_(ids)))
    sql.execute(delete(run_sheet_appointments).where(_ROWS.id.in_(ids)))
    sql.execute(delete(sync_snapshots).where(sync_snapshots.c.local_day > after))
    return len(ids)


def sum_up_syncs(sql: Sql, *, before: date, fallback_timezone: str) -> int:
    """The syncs of the oldest day before `before` (the practice's own) become their sums."""
    is_over = _LOG.status != SyncStatus.RUNNING
    query = (
        select(pms_sync_log, pms_connections.c.timezone)
        .join(pms_connections, pms_connections.c.id == _LOG.connection_id)
        .where(is_over)
        .order_by(_LOG.started_at)
        .limit(BATCH)
    )
    old = [
        (row, day)
        for row in sql.execute(query)
        if (day := row.started_at.astimezone(zone(row.timezone or fallback_timezone)).date())
        < before
    ]
    for row, day in old:
        _add_to_sum(sql, row, day)
    sql.execute(delete(pms_sync_log).where(_LOG.id.in_([row.id for row, _ in old])))
    return len(old)


def drop_old_rows(sql: Sql, *, today: date, now: datetime) -> int:
    """Whatever else has had its time, a batch of each kind."""
    counts_until, edits = now - COUNTS, local_edits.c
    queue, changes = sync_quarantine.c, appointment_changes.c
    old_days = today - COUNTS
    wanted: Iterable[tuple[Table, tuple[ColumnElement[bool], ...]]] = (
        (local_edits, (edits.settled_at < now - SETTLED_EDITS,)),
        (sync_quarantine, (queue.last_seen_at < now - UNREADABLE,)),
        (notices, (notices.c.state != "open", notices.c.updated_at < now - ANSWERED)),
        (appointment_changes, (changes.changed_at < counts_until,)),
        (run_sheet_appointments, (_ROWS.local_day < old_days, _ROWS.identity_removed_at < now)),
        (sync_snapshots, (sync_snapshots.c.local_day < old_days,)),
        (sync_day_sums, (sync_day_sums.c.local_day < old_days,)),
        (
            crm_bookings,
            (crm_bookings.c.end_at < counts_until, crm_bookings.c.identity_removed_at < now),
        ),
        (
            crm_reports,
            (crm_reports.c.requested_at < counts_until, crm_reports.c.settled_at.is_not(None)),
        ),
    )
    return sum(_drop_some(sql, table, conditions) for table, conditions in wanted)


def forget_marks(sql: Sql, *, before: date, now: datetime) -> int:
    """What old days' pages looked like, and whose the records were that could not be read."""
    marks, queue = sync_snapshots.c, sync_quarantine.c
    pages = update(sync_snapshots).where(marks.local_day < before, marks.page_marks != [])
    records = update(sync_quarantine).where(
        queue.last_seen_at < now - UNREADABLE_IDS, queue.pms_appointment_id.is_not(None)
    )
    return (
        sql.execute(pages.values(page_marks=[])).rowcount
        + sql.execute(records.values(pms_appointment_id=None)).rowcount
    )


def empty_log(data_file: Path, key: bytes) -> bool:
    """Write the file's log into it and cut it off: what was deleted is nowhere any more.

    False while somebody reads what was before. Blocks; raises LOC-01, LOC-06, LOC-08, LOC-09.
    """
    with translated_errors(), closing(open_encrypted(data_file, key)) as raw:
        is_busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def drop_nameless(
    sql: Sql, connection_id: str, *, day: date, practitioner_ids: Iterable[str]
) -> None:
    """An old day that was read anew: what the purge left of it gives way."""
    of_day = (
        _ROWS.pms_connection_id == connection_id,
        _ROWS.local_day == day,
        _ROWS.identity_removed_at.is_not(None),
    )
    people = list(practitioner_ids)
    for start in range(0, len(people), BATCH):
        some = _ROWS.pms_practitioner_id.in_(people[start : start + BATCH])
        sql.execute(delete(run_sheet_appointments).where(*of_day, some))


def _some(sql: Sql, key: Column[str], *conditions: ColumnElement[bool]) -> Sequence[str]:
    return sql.execute(select(key).where(*conditions).limit(BATCH)).scalars().all()


def _drop_some(sql: Sql, table: Table, conditions: tuple[ColumnElement[bool], ...]) -> int:
    """By SQLite's own row numbers: some of these tables have a key of many columns."""
    number: ColumnElement[int] = literal_column("rowid")
    some = select(number).select_from(table).where(*conditions).limit(BATCH)
    return sql.execute(delete(table).where(number.in_(some))).rowcount


def _add_to_sum(sql: Sql, row: Any, day: date) -> None:
    values = {name: getattr(row, name) for name in _SUMMED} | {"runs": 1}
    table = sync_day_sums.c
    sql.execute(
        upsert(sync_day_sums)
        .values(connection_id=row.connection_id, local_day=day, status=row.status, **values)
        .on_conflict_do_update(
            index_elements=["connection_id", "local_day", "status"],
            set_={name: table[name] + count for name, count in values.items()},
        )
    )
