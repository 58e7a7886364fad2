"""The sheet's columns: who has one, and how far each can be trusted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.freshness import Freshness, FreshnessState, SyncFacts, freshness_of, worst
from app.domain.opening_hours import HOURS_PREFERENCE, OpeningHours, opening_hours_of
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheetColumn
from app.domain.situation import Situation
from app.store.reading import Reader, Record, instant, instant_or_none
from app.store.sheet.day import DayRows
from app.store.sheet.manual import HandColumn
from app.store.sheet.rows import ConnectionDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """One practitioner's part of a column: where it comes from and how its syncing stands."""

    clinician_id: str
    name: str
    position: int
    system: str
    facts: SyncFacts
    interval: timedelta
    situation: Situation

    def freshness(self, now: datetime) -> Freshness:
        """How far this part can be trusted."""
        return freshness_of(self.facts, now=now, interval=self.interval, situation=self.situation)


_HOURS = "SELECT value FROM preferences WHERE name = :name"


def read_opening_hours(read: Reader) -> OpeningHours:
    """The practice's saved hours; the default where there are none."""
    found = read(_HOURS, {"name": HOURS_PREFERENCE})
    return opening_hours_of(found[0]["value"] if found else None)


_COLUMNS = """
    SELECT c.id, c.name, c.position, s.fetched_at,
           p.last_attempt_at, p.last_error_code, p.last_error, p.failures_in_a_row,
           k.sync_frequency_minutes, k.last_sync_status, k.last_sync_error_code,
           k.last_sync_error, k.last_attempt_at AS connection_attempt_at,
           k.failures_in_a_row AS connection_failures,
           k.last_sync_at
    FROM pms_clinician_mappings m
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
    JOIN pms_connections k ON k.id = m.connection_id
    LEFT JOIN pms_practitioners p ON p.connection_id = m.connection_id
        AND p.pms_practitioner_id = m.pms_practitioner_id
    LEFT JOIN sync_snapshots s ON s.connection_id = m.connection_id
        AND s.pms_practitioner_id = m.pms_practitioner_id AND s.local_day = :day
    WHERE m.connection_id = :connection AND m.sync_enabled
"""


_SITUATION = """
    SELECT k.paused_until, k.paused_by,
           MIN(a.start_at) AS first_start, MAX(a.end_at) AS last_end
    FROM pms_connections k
    LEFT JOIN run_sheet_appointments a ON a.pms_connection_id = k.id AND a.local_day = :day
        AND a.removed_at IS NULL AND a.status <> 'cancelled'
    WHERE k.id = :connection GROUP BY k.id
"""


def read_situation(
    read: Reader, connection_id: str, *, hours: OpeningHours, timezone: str, now: datetime
) -> Situation:
    """What a connection's practice is doing today, whatever day is on screen. Rows that are off
    don't keep it open.
    """
    current = today(now, timezone).day
    (row,) = read(_SITUATION, {"connection": connection_id, "day": current.isoformat()})
    first, last = instant_or_none(row["first_start"]), instant_or_none(row["last_end"])
    return Situation(
        hours=hours,
        timezone=timezone,
        busy=((first, last),) if first is not None and last is not None else (),
        paused_until=instant_or_none(row["paused_until"]),
        paused_by=row["paused_by"],
    )


def read_columns(
    read: Reader, days: Sequence[ConnectionDay], *, now: datetime
) -> tuple[ColumnFacts, ...]:
    """One entry per mapped practitioner of these connections, in column order."""
    hours = read_opening_hours(read)
    facts = [each for of in days for each in _columns_of(read, of, hours=hours, now=now)]
    return tuple(sorted(facts, key=lambda item: (item.position, item.name)))


def _columns_of(
    read: Reader, of: ConnectionDay, *, hours: OpeningHours, now: datetime
) -> Iterator[ColumnFacts]:
    rows = read(_COLUMNS, of.parameters)
    if rows:
        situation = read_situation(
            read, of.connection_id, hours=hours, timezone=of.timezone, now=now
        )
        yield from (_column(row, of, situation) for row in rows)


def _column(row: Record, of: ConnectionDay, situation: Situation) -> ColumnFacts:
    """A fault of the whole connection counts for each of its columns."""
    failed = row["last_sync_status"] == "failed"
    attempts = (row["last_attempt_at"], row["connection_attempt_at"])
    return ColumnFacts(
        clinician_id=row["id"],
        name=row["name"],
        position=row["position"],
        system=of.system,
        facts=SyncFacts(
            last_success_at=instant_or_none(row["fetched_at"]),
            last_attempt_at=max((instant(at) for at in attempts if at), default=None),
            error_code=row["last_sync_error_code"] if failed else row["last_error_code"],
            error=row["last_sync_error"] if failed else row["last_error"],
            failures_in_a_row=max(row["connection_failures"], row["failures_in_a_row"] or 0),
            was_read_before=row["last_sync_at"] is not None,
        ),
        interval=timedelta(minutes=row["sync_frequency_minutes"]),
        situation=situation,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _OldPart:
    """What a removed connection left in a column."""

    clinician_id: str
    name: str
    position: int
    system: str
    removed_at: datetime
    checked_at: datetime | None


def merge_columns(
    facts: Sequence[ColumnFacts],
    parts: Sequence[DayRows],
    *,
    by_hand: Sequence[HandColumn] = (),
    now: datetime,
) -> tuple[RunSheetColumn, ...]:
    """The columns in order: those of living connections, those that only kept rows are in, and
    those that only have rows which a person put there.
    """
    living: dict[str, list[ColumnFacts]] = {}
    old: dict[str, list[_OldPart]] = {}
    places: dict[str, tuple[int, str]] = {}
    for item in facts:
        living.setdefault(item.clinician_id, []).append(item)
        places[item.clinician_id] = (item.position, item.name)
    for part in _old_parts(parts):
        old.setdefault(part.clinician_id, []).append(part)
        places[part.clinician_id] = (part.position, part.name)
    made = {key: _living_column(each, old.get(key, []), now=now) for key, each in living.items()}
    made |= {key: _old_column(each) for key, each in old.items() if key not in made}
    for column in by_hand:
        if column.clinician_id not in made:
            made[column.clinician_id] = _hand_column(column)
            places[column.clinician_id] = (column.position, column.name)
    return tuple(made[key] for key in sorted(made, key=lambda key: (*places[key], key)))


def sheet_freshness(columns: Sequence[RunSheetColumn]) -> Freshness:
    """Of the columns that are still checked; where none is, of the old ones. There is nothing to
    check of a column without a system.
    """
    columns = [column for column in columns if column.systems]
    checked = [column for column in columns if column.source_removed_at is None]
    return worst(column.freshness for column in checked or columns)


def _old_parts(parts: Sequence[DayRows]) -> list[_OldPart]:
    return [
        _OldPart(
            clinician_id=clinician_id,
            name=next(row.clinician_name for row in part.rows if row.clinician_id == clinician_id),
            position=part.positions[clinician_id],
            system=part.of.system,
            removed_at=part.of.removed_at,
            checked_at=part.of.checked_at,
        )
        for part in parts
        if part.of.removed_at is not None
        for clinician_id in dict.fromkeys(row.clinician_id for row in part.rows)
    ]


def _living_column(
    items: Sequence[ColumnFacts], old: Sequence[_OldPart], *, now: datetime
) -> RunSheetColumn:
    """Several practitioners may share a column: it is as fresh as the stalest of them."""
    systems = [item.system for item in items] + [part.system for part in old]
    return RunSheetColumn(
        clinician_id=items[0].clinician_id,
        name=items[0].name,
        systems=tuple(dict.fromkeys(systems)),
        freshness=worst(item.freshness(now) for item in items),
    )


def _hand_column(column: HandColumn) -> RunSheetColumn:
    """No system fills it, so nothing in it can be out of date."""
    return RunSheetColumn(
        clinician_id=column.clinician_id,
        name=column.name,
        systems=(),
        freshness=Freshness(
            state=FreshnessState.UP_TO_DATE, last_success_at=None, last_attempt_at=None
        ),
    )


def _old_column(old: Sequence[_OldPart]) -> RunSheetColumn:
    """Nothing checks these rows any more: as old as the last good check of any of its sources."""
    checked = [part.checked_at for part in old if part.checked_at is not None]
    return RunSheetColumn(
        clinician_id=old[0].clinician_id,
        name=old[0].name,
        systems=tuple(dict.fromkeys(part.system for part in old)),
        freshness=Freshness(
            state=FreshnessState.OUT_OF_DATE,
            last_success_at=min(checked, default=None),
            last_attempt_at=None,
        ),
        source_removed_at=max(part.removed_at for part in old),
    )
