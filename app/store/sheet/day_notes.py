"""What is stored of a connection's day beside its rows: how busy it is, and unknown words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection as Sql
from sqlalchemy import bindparam, text

from app.domain.connection import Connection
from app.domain.day_notes import UnknownStatus
from app.domain.opening_hours import OpeningHours
from app.domain.quiet import WEEKDAYS_COMPARED, QuietFacts, same_weekdays
from app.domain.situation import Situation
from app.store.connection.connections import list_connections
from app.store.preferences import read_preferences
from app.store.reading import instant_or_none
from app.store.sheet.queries import read_opening_hours, read_situation
from app.store.sheet.rows import ConnectionDay, day_of

_WEEKS_LOOKED_AT = 8

_FOUND = text("""
    SELECT COUNT(*) FROM run_sheet_appointments a
    JOIN pms_clinician_mappings m ON m.connection_id = a.pms_connection_id
        AND m.pms_practitioner_id = a.pms_practitioner_id AND m.sync_enabled
    WHERE a.pms_connection_id = :connection AND a.local_day = :day
        AND a.removed_at IS NULL AND a.status <> 'cancelled'
""")

# Whoever had a column then counts, so that a person who was taken off the sheet is missed.
_EARLIER = text("""
    SELECT s.local_day, (
        SELECT COUNT(*) FROM run_sheet_appointments a
        WHERE a.pms_connection_id = s.connection_id AND a.local_day = s.local_day
            AND a.removed_at IS NULL AND a.status <> 'cancelled') AS found
    FROM sync_snapshots s
    WHERE s.connection_id = :connection AND s.local_day IN :days
    GROUP BY s.connection_id, s.local_day HAVING SUM(s.quarantined_count) = 0
    ORDER BY s.local_day DESC LIMIT :most
""").bindparams(bindparam("days", expanding=True))

_TIMES = text("""
    SELECT (SELECT MAX(changed_at) FROM appointment_changes
            WHERE connection_id = :connection AND before_local_day = :day) AS changed_at,
           (SELECT MAX(MAX(updated_at), MAX(first_seen_at)) FROM run_sheet_appointments
            WHERE pms_connection_id = :connection AND local_day = :day) AS written_at,
           (SELECT MIN(s.fetched_at) FROM sync_snapshots s
            JOIN pms_clinician_mappings m ON m.connection_id = s.connection_id
                AND m.pms_practitioner_id = s.pms_practitioner_id AND m.sync_enabled
            WHERE s.connection_id = :connection AND s.local_day = :day) AS read_at
""")

_UNKNOWN = text("""
    SELECT a.raw_status, COUNT(*) AS how_many FROM run_sheet_appointments a
    WHERE a.pms_connection_id = :connection AND a.local_day = :day AND a.has_unknown_status
        AND a.removed_at IS NULL AND a.raw_status IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM status_words w WHERE w.connection_id = a.pms_connection_id
                        AND w.raw_status = a.raw_status)
    GROUP BY a.raw_status ORDER BY a.raw_status
""")

_ROWS = text("""
    SELECT COUNT(*) FROM run_sheet_appointments
    WHERE pms_connection_id = :connection AND local_day = :day AND removed_at IS NULL
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedDay:
    """A connection's day with what may have to be said of it.

    `zoneless`: its rows, where nobody told the practice's zone.
    """

    connection: Connection
    of: ConnectionDay
    situation: Situation
    quiet: QuietFacts
    unknown: tuple[UnknownStatus, ...]
    zoneless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedDays:
    """Every paired connection's day, and the saved preferences."""

    days: tuple[NotedDay, ...]
    preferences: dict[str, str]


def read_noted_days(
    sql: Sql,
    *,
    labels: Mapping[str, str],
    day: date | None,
    now: datetime,
    fallback_timezone: str,
) -> NotedDays:
    """In one consistent read; without a day, of each practice's own today."""
    found, hours = [], read_opening_hours(sql)
    for each in list_connections(sql, labels=labels):
        if each.is_paired:
            of = day_of(each, day=day, now=now, fallback_timezone=fallback_timezone)
            found.append(_noted_day(sql, each, of, hours=hours, now=now))
    return NotedDays(days=tuple(found), preferences=read_preferences(sql))


def _noted_day(
    sql: Sql, connection: Connection, of: ConnectionDay, *, hours: OpeningHours, now: datetime
) -> NotedDay:
    interval = timedelta(minutes=connection.sync_frequency_minutes)
    return NotedDay(
        connection=connection,
        of=of,
        situation=read_situation(sql, connection.id, hours=hours, timezone=of.timezone, now=now),
        quiet=_quiet_facts(sql, of, interval=interval),
        unknown=_unknown_statuses(sql, of),
        zoneless=0 if connection.timezone else sql.execute(_ROWS, of.parameters).scalar_one(),
    )


def _quiet_facts(sql: Sql, of: ConnectionDay, *, interval: timedelta) -> QuietFacts:
    """How busy the day is beside the same weekdays before, and when anything last changed."""
    named = of.parameters
    (times,) = sql.execute(_TIMES, named).mappings()
    changes = (instant_or_none(times["changed_at"]), instant_or_none(times["written_at"]))
    return QuietFacts(
        connection_id=of.connection_id,
        system=of.system,
        day=of.day,
        found=sql.execute(_FOUND, named).scalar_one(),
        earlier=_earlier(sql, of.connection_id, of.day),
        changed_at=max((at for at in changes if at is not None), default=None),
        read_at=instant_or_none(times["read_at"]),
        interval=interval,
    )


def _earlier(sql: Sql, connection_id: str, day: date) -> tuple[int, ...]:
    days = [each.isoformat() for each in same_weekdays(day, weeks=_WEEKS_LOOKED_AT)]
    named = {"connection": connection_id, "days": days, "most": WEEKDAYS_COMPARED}
    return tuple(row.found for row in sql.execute(_EARLIER, named))


def _unknown_statuses(sql: Sql, of: ConnectionDay) -> tuple[UnknownStatus, ...]:
    """Words of the day that the adapter does not know and nobody has matched yet."""
    return tuple(
        UnknownStatus(
            connection_id=of.connection_id,
            system=of.system,
            word=row.raw_status,
            count=row.how_many,
        )
        for row in sql.execute(_UNKNOWN, of.parameters)
    )
