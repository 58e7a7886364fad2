"""What the schedule reads: the connections, their newest runs, and which days are booked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import func, select

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection
from app.domain.opening_hours import OpeningHours
from app.domain.practice_day import today
from app.domain.situation import Span
from app.domain.sync_run import SyncStatus
from app.store.connection.connections import Labels, list_connections
from app.store.schema import (
    pms_clinician_mappings,
    pms_sync_log,
    run_sheet_appointments,
    sync_snapshots,
)
from app.store.sheet.queries import read_opening_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The facts of one moment. `started_at`: each connection's newest run's start, if any."""

    connections: tuple[Connection, ...]
    started_at: Mapping[str, datetime]
    hours: OpeningHours


def read_timetable(sql: Sql, *, labels: Labels) -> Timetable:
    """All of it in one consistent read."""
    connections = list_connections(sql, labels=labels)
    started = {each.id: _newest_start(sql, each.id) for each in connections}
    return Timetable(
        connections=connections,
        started_at={one: at for one, at in started.items() if at is not None},
        hours=read_opening_hours(sql),
    )


def _newest_start(sql: Sql, connection_id: str) -> datetime | None:
    """The last run's by its epoch: its start may be earlier than others', for clocks are set."""
    log = pms_sync_log.c
    was_run = (log.connection_id == connection_id) & (log.status != SyncStatus.SKIPPED)
    query = select(log.started_at).where(was_run)
    return sql.scalar(query.order_by(log.epoch.desc()).limit(1))


def read_busy_days(
    sql: Sql, *, zones: Mapping[str, str], now: datetime
) -> dict[str, tuple[Span, ...]]:
    """From each connection's today on, every stored day's first start and last end.

    `zones`: the connections' own. Rows that are off don't keep a practice open.
    """
    return {
        connection_id: _busy(sql, connection_id, since=today(now, timezone).day)
        for connection_id, timezone in zones.items()
    }


def _busy(sql: Sql, connection_id: str, *, since: date) -> tuple[Span, ...]:
    rows = run_sheet_appointments.c
    query = (
        select(func.min(rows.start_at).label("first"), func.max(rows.end_at).label("last"))
        .where(
            rows.pms_connection_id == connection_id,
            rows.local_day >= since,
            rows.removed_at.is_(None),
            rows.status != AppointmentStatus.CANCELLED,
        )
        .group_by(rows.local_day)
    )
    return tuple((row.first, row.last) for row in sql.execute(query))


def read_day_age(sql: Sql, connection_id: str, *, day: date) -> datetime | None:
    """When the column read longest ago of that day was read; None when one never was."""
    maps, taken = pms_clinician_mappings.c, sync_snapshots.c
    query = (
        select(taken.fetched_at)
        .select_from(pms_clinician_mappings)
        .outerjoin(
            sync_snapshots,
            (taken.connection_id == maps.connection_id)
            & (taken.pms_practitioner_id == maps.pms_practitioner_id)
            & (taken.local_day == day),
        )
        .where(
            maps.connection_id == connection_id,
            maps.run_sheet_clinician_id.is_not(None),
            maps.sync_enabled,
        )
    )
    read = list(sql.scalars(query))
    return None if not read or None in read else min(read)
