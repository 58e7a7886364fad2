"""Removing a connection: everything of it goes, but the days on the run sheet stay as old ones.

What was on the sheet stays with its column, type and flag written into the row and with what was
noted of its changes, and a place that an appointment left as a row of its own. So does a row that
was not on the sheet but bears a note or an edit: it is still not on it, until the practice is
connected again, but what a person wrote is not lost. The connection's own row stays as their label,
without its settings, until the last of them is gone. When the same practice is connected again,
each day that is read whole takes the place of what was kept of it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import Delete, delete, exists, func, or_, select, text, update

from app.store.bulk import batches
from app.store.connection.carry_over import bears_words, carry_over
from app.store.connection.connections import delete_unused_clinicians, require_connection
from app.store.connection.kept_history import forget_rowless_history, keep_history
from app.store.connection.left_places import add_places, read_left_places
from app.store.schema import (
    notices,
    pms_appointment_types,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    pms_sync_log,
    run_sheet_appointments,
    status_words,
    sync_leases,
    sync_quarantine,
    sync_snapshots,
)
from app.store.sheet.rows import MOVED_FROM, PLACED, PLACED_BY_HAND, SHOWN, TELEHEALTH

_KEEP = tuple(
    text(f"""
        UPDATE run_sheet_appointments SET
            clinician_id = kept.column_id, is_telehealth = kept.counts_as_telehealth,
            kept_type_name = kept.pms_type_name, kept_colour = kept.colour,
            kept_moved_from = kept.moved_from_name
        FROM (
            SELECT a.id, c.id AS column_id, {TELEHEALTH} AS counts_as_telehealth,
                   t.pms_type_name, t.colour, {MOVED_FROM} AS moved_from_name
            {placed}
            WHERE a.pms_connection_id = :connection AND {SHOWN}
        ) AS kept
        WHERE run_sheet_appointments.id = kept.id
    """)  # noqa: S608  # constants of ours
    for placed in (PLACED, PLACED_BY_HAND)
)

_ITS_OWN = (
    notices,
    pms_appointment_types,
    pms_clinician_mappings,
    pms_practitioners,
    pms_sync_log,
    status_words,
    sync_leases,
    sync_quarantine,
    sync_snapshots,
)

_NOTHING_LEFT = {
    "region": None,
    "practice_id": None,
    "credentials_configured": False,
    "sync_enabled": False,
    "last_sync_status": None,
    "last_sync_error": None,
    "last_sync_error_code": None,
    "last_attempt_at": None,
    "people_fetched_at": None,
    "failures_in_a_row": 0,
    "abandoned_in_a_row": 0,
    "retry_at": None,
    "paused_until": None,
    "paused_by": None,
}


def remove_connection(sql: Sql, connection_id: str, *, now: datetime) -> None:
    """Take a connection away with its choices and its runs; raises ConnectionNotFound.

    A sync of it that is still running finds its lease gone and writes nothing.
    """
    require_connection(sql, connection_id)
    places = read_left_places(sql, connection_id)
    for keep in _KEEP:
        sql.execute(keep, {"connection": connection_id})
    rows = run_sheet_appointments
    here = rows.c.pms_connection_id == connection_id
    sql.execute(delete(rows).where(here, rows.c.clinician_id.is_(None), ~bears_words()))
    add_places(sql, places)
    keep_history(sql, connection_id, now=now)
    forget_rowless_history(sql, connection_id)
    for table in _ITS_OWN:
        sql.execute(delete(table).where(table.c.connection_id == connection_id))
    sql.execute(
        update(pms_connections)
        .where(pms_connections.c.id == connection_id)
        .values(**_NOTHING_LEFT, removed_at=now, updated_at=now)
    )
    forget_emptied(sql)


def replace_kept_rows(
    sql: Sql, connection_id: str, *, day: date, practitioner_ids: Iterable[str]
) -> None:
    """What was kept of the same practice gives way to what was read just now.

    That is all of the days that were read whole, and every appointment that is listed anew, so that
    nobody is on the sheet twice. What the desk had put on them goes over to the new rows.
    """
    earlier = _earlier_connections(sql, connection_id)
    if not earlier:
        return
    rows = run_sheet_appointments
    bearing = carry_over(sql, connection_id, earlier)
    kept = delete(rows).where(rows.c.pms_connection_id.in_(earlier), rows.c.id.not_in(bearing))
    for batch in batches(practitioner_ids):
        sql.execute(kept.where(rows.c.local_day == day, rows.c.pms_practitioner_id.in_(batch)))
    sql.execute(_listed_again(kept, connection_id))
    for earlier_id in earlier:
        forget_rowless_history(sql, earlier_id)
    forget_emptied(sql)


def forget_emptied(sql: Sql) -> None:
    """Drop removed connections of which no day is left, and columns that nothing is in."""
    has_rows = exists().where(run_sheet_appointments.c.pms_connection_id == pms_connections.c.id)
    sql.execute(delete(pms_connections).where(pms_connections.c.removed_at.is_not(None), ~has_rows))
    delete_unused_clinicians(sql)


_BEFORE = pms_connections.alias()


def _earlier_connections(sql: Sql, connection_id: str) -> list[str]:
    """Removed connections to the same practice."""
    now, before = pms_connections, _BEFORE
    query = (
        select(before.c.id)
        .join(now, (now.c.pms_type == before.c.pms_type) & (now.c.tenant_id == before.c.tenant_id))
        .where(now.c.id == connection_id, before.c.removed_at.is_not(None))
    )
    return list(sql.scalars(query))


def _listed_again(kept: Delete, connection_id: str) -> Delete:
    """Kept rows whose appointment is there anew; a place that it left only if it is back there."""
    rows, living = run_sheet_appointments, run_sheet_appointments.alias()
    return kept.where(
        exists().where(
            living.c.pms_connection_id == connection_id,
            living.c.pms_appointment_id
            == func.coalesce(rows.c.pms_appointment_id, rows.c.kept_appointment_id),
            living.c.pms_patient_id == rows.c.pms_patient_id,
            or_(
                rows.c.kept_appointment_id.is_(None),
                living.c.local_day == rows.c.local_day,
            ),
        )
    )
