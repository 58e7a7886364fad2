"""Reading the run sheet: which days of which connections, and what they come to.

Plain SQL with named parameters, so that one text serves both the open database and the first look
at the start, which must not wait for SQLAlchemy to load. Nothing here imports it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from app.domain.appointment import NO_PRACTITIONER
from app.domain.freshness import Freshness, with_fault
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet, RunSheetColumn
from app.store.reading import Reader, date_or_none, instant_or_none
from app.store.sheet.columns import merge_columns, read_columns, sheet_freshness
from app.store.sheet.day import read_day_rows
from app.store.sheet.manual import read_hand_columns, read_manual_rows, with_twins
from app.store.sheet.row_memory import RowMemory
from app.store.sheet.rows import PLACED, SHOWN, ConnectionDay
from app.store.sheet.status_overlay import with_matched_statuses


def read_sheet(
    read: Reader,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
    memory: RowMemory | None = None,
) -> RunSheet:
    """The whole sheet; `day` None is each practice's own today. `memory`: of the reads before."""
    memory = memory or RowMemory()
    days = _days(read, day=day, labels=labels, now=now, fallback_timezone=fallback_timezone)
    timezone = days[0].timezone if days else fallback_timezone
    parts = [with_matched_statuses(read, read_day_rows(read, of, memory)) for of in days]
    manual = read_manual_rows(read, day=day, timezone=timezone, now=now)
    rows = [row for part in parts for row in part.rows]
    rows += with_twins(read, manual, rows)
    by_hand = read_hand_columns(read, rows)
    columns = merge_columns(read_columns(read, days, now=now), parts, by_hand=by_hand, now=now)
    order = {column.clinician_id: place for place, column in enumerate(columns)}
    rows.sort(key=lambda row: (row.start, order.get(row.clinician_id, len(order)), row.id))
    quarantined = {of.connection_id: _count_quarantined(read, of) for of in days}
    unread = {each: count for each, (count, _) in quarantined.items()}
    nobodys = {each: count for each, (_, count) in quarantined.items()}
    return RunSheet(
        day=day or today(now, timezone).day,
        timezone=timezone,
        freshness=_freshness(read, columns),
        columns=columns,
        rows=tuple(rows),
        hidden_by_connection={part.of.connection_id: part.hidden for part in parts if part.hidden},
        quarantined_count=sum(unread.values()),
        without_practitioner_count=sum(nobodys.values()),
        quarantined_in=_most_first(unread),
        without_practitioner_in=_most_first(nobodys),
    )


def _most_first(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The connections that have any."""
    return tuple(sorted((each for each in counts if counts[each]), key=lambda each: -counts[each]))


_FAULTS = """
    SELECT last_sync_error_code, last_sync_error FROM pms_connections
    WHERE last_sync_status = 'partial' AND last_sync_error_code IS NOT NULL
        AND removed_at IS NULL
    ORDER BY created_at, id
"""


def _freshness(read: Reader, columns: Sequence[RunSheetColumn]) -> Freshness:
    freshness = sheet_freshness(columns)
    for row in read(_FAULTS, {}):
        code, error = row["last_sync_error_code"], row["last_sync_error"]
        freshness = with_fault(freshness, code=code, error=error)
    return freshness


_CONNECTIONS = """
    SELECT id, pms_type, timezone, sync_telehealth_only, removed_at, last_sync_at
    FROM pms_connections WHERE tenant_id IS NOT NULL
    ORDER BY CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END, created_at, id
"""


def _days(
    read: Reader,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> list[ConnectionDay]:
    """The day of every connection, the removed ones (which have kept rows on some day) last."""
    days = []
    for row in read(_CONNECTIONS, {}):
        timezone = row["timezone"] or fallback_timezone
        current = today(now, timezone).day
        days.append(
            ConnectionDay(
                connection_id=row["id"],
                pms_type=row["pms_type"],
                system=labels.get(row["pms_type"], row["pms_type"]),
                day=day or current,
                timezone=timezone,
                telehealth_only=bool(row["sync_telehealth_only"]) and row["removed_at"] is None,
                removed_at=instant_or_none(row["removed_at"]),
                checked_at=instant_or_none(row["last_sync_at"]),
                is_over=(day or current) < current,
            )
        )
    return days


_NEXT_DAY = f"""
    SELECT MIN(day) AS day FROM (
        SELECT a.local_day AS day {PLACED}
        WHERE a.local_day > :day AND a.removed_at IS NULL AND a.status <> 'cancelled'
            AND p.tenant_id IS NOT NULL AND {SHOWN}
        UNION ALL
        SELECT a.local_day FROM run_sheet_appointments a
        JOIN pms_connections p ON p.id = a.pms_connection_id AND p.removed_at IS NOT NULL
        WHERE a.local_day > :day AND a.removed_at IS NULL AND a.status <> 'cancelled'
            AND a.clinician_id IS NOT NULL
        UNION ALL
        SELECT a.local_day FROM run_sheet_appointments a
        WHERE a.pms_connection_id IS NULL AND a.local_day > :day AND a.status <> 'cancelled'
    ) AS days
"""  # noqa: S608  # constants of ours


def next_day_with_rows(read: Reader, *, after: date) -> date | None:
    """The first stored day after this one on which somebody is to come."""
    return date_or_none(read(_NEXT_DAY, {"day": after.isoformat()})[0]["day"])


_QUARANTINED = """
    SELECT COUNT(*) AS how_many,
           COUNT(CASE WHEN reason = :no_practitioner THEN 1 END) AS without_practitioner
    FROM sync_quarantine WHERE connection_id = :connection AND local_day = :day
"""


def _count_quarantined(read: Reader, of: ConnectionDay) -> tuple[int, int]:
    """Records of the day that are in no column: those that could not be read, and those that name
    no practitioner.
    """
    named = {**of.parameters, "no_practitioner": NO_PRACTITIONER}
    (found,) = read(_QUARANTINED, named)
    nobodys: int = found["without_practitioner"]
    return found["how_many"] - nobodys, nobodys
