"""Reading the run sheet: the rows of a day with their columns, types and each column's facts.

Plain SQL with named parameters, so that one text serves both the open database and the first look
at the start, which must not wait for SQLAlchemy to load. Nothing here imports it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid5

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import Freshness, SyncFacts, freshness_of, with_fault, worst
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow


class Record(Protocol):
    """A row by column name: the driver's own, or SQLAlchemy's."""

    def __getitem__(self, name: str, /) -> Any: ...


Reader = Callable[[str, Mapping[str, object]], Sequence[Record]]
"""Runs a SELECT with `:name` parameters; each row as a mapping by column name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionDay:
    """Which day to read of a connection, in whose zone, and whether only telehealth counts."""

    connection_id: str
    pms_type: str
    system: str
    day: date
    timezone: str
    telehealth_only: bool

    @property
    def parameters(self) -> dict[str, object]:
        """What the queries below name."""
        return {"connection": self.connection_id, "day": self.day.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """One practitioner's part of a column: where it comes from and how its syncing stands."""

    clinician_id: str
    name: str
    position: int
    system: str
    facts: SyncFacts
    interval: timedelta


def read_sheet(
    read: Reader,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> RunSheet:
    """The whole sheet; `day` None is each practice's own today."""
    days = _days(read, day=day, labels=labels, now=now, fallback_timezone=fallback_timezone)
    parts = [_read_rows(read, of) for of in days]
    columns = _merge_columns(read_columns(read, days), now=now)
    order = {column.clinician_id: place for place, column in enumerate(columns)}
    rows = [row for part, _ in parts for row in part]
    rows.sort(key=lambda row: (row.start, order.get(row.clinician_id, len(order)), row.id))
    timezone = days[0].timezone if days else fallback_timezone
    return RunSheet(
        day=day or today(now, timezone).day,
        timezone=timezone,
        freshness=_sheet_freshness(read, columns),
        columns=columns,
        rows=tuple(rows),
        hidden_count=sum(hidden for _, hidden in parts),
        quarantined_count=sum(_count_quarantined(read, of) for of in days),
    )


_FAULTS = """
    SELECT last_sync_error_code, last_sync_error FROM pms_connections
    WHERE last_sync_status = 'partial' AND last_sync_error_code IS NOT NULL
    ORDER BY created_at, id
"""


def _sheet_freshness(read: Reader, columns: Sequence[RunSheetColumn]) -> Freshness:
    freshness = worst(column.freshness for column in columns)
    for row in read(_FAULTS, {}):
        code, error = row["last_sync_error_code"], row["last_sync_error"]
        freshness = with_fault(freshness, code=code, error=error)
    return freshness


TELEHEALTH = """COALESCE(
    CASE WHEN t.is_telehealth <> t.system_is_telehealth THEN t.is_telehealth END,
    a.is_telehealth, t.is_telehealth, FALSE)"""
"""What a row `a` with its type `t` counts as, the store's one place for it: a tick that overrides
the type's own flag, else the system's word on the row, else the tick (as the domain's
`counts_as_telehealth` has it).
"""

# --- Which days -----------------------------------------------------------------------------------

_CONNECTIONS = """
    SELECT id, pms_type, timezone, sync_telehealth_only
    FROM pms_connections WHERE tenant_id IS NOT NULL ORDER BY created_at, id
"""


def _days(
    read: Reader,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> list[ConnectionDay]:
    days = []
    for row in read(_CONNECTIONS, {}):
        timezone = row["timezone"] or fallback_timezone
        days.append(
            ConnectionDay(
                connection_id=row["id"],
                pms_type=row["pms_type"],
                system=labels.get(row["pms_type"], row["pms_type"]),
                day=day or today(now, timezone).day,
                timezone=timezone,
                telehealth_only=bool(row["sync_telehealth_only"]),
            )
        )
    return days


_NEXT_DAY = f"""
    SELECT MIN(a.local_day) AS day
    FROM run_sheet_appointments a
    JOIN pms_clinician_mappings m ON m.connection_id = a.pms_connection_id
        AND m.pms_practitioner_id = a.pms_practitioner_id AND m.sync_enabled
        AND m.run_sheet_clinician_id IS NOT NULL
    JOIN pms_connections p ON p.id = a.pms_connection_id AND p.tenant_id IS NOT NULL
    LEFT JOIN pms_appointment_types t ON t.connection_id = a.pms_connection_id
        AND t.pms_type_id = a.pms_type_id
    WHERE a.local_day > :day AND a.removed_at IS NULL AND a.status <> 'cancelled'
        AND (t.sync_enabled IS NULL OR t.sync_enabled)
        AND (NOT p.sync_telehealth_only OR {TELEHEALTH})
"""  # noqa: S608  # a constant of ours


def next_day_with_rows(read: Reader, *, after: date) -> date | None:
    """The first stored day after this one on which somebody is to come."""
    return _date_or_none(read(_NEXT_DAY, {"day": after.isoformat()})[0]["day"])


# --- Rows -----------------------------------------------------------------------------------------

_ROWS = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled,
           COALESCE(old_c.name, old_p.family_name) AS moved_from_name
    FROM run_sheet_appointments a
    JOIN pms_clinician_mappings m ON m.connection_id = a.pms_connection_id
        AND m.pms_practitioner_id = a.pms_practitioner_id AND m.sync_enabled
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
    LEFT JOIN pms_appointment_types t ON t.connection_id = a.pms_connection_id
        AND t.pms_type_id = a.pms_type_id
    LEFT JOIN pms_clinician_mappings old_m ON old_m.connection_id = a.pms_connection_id
        AND old_m.pms_practitioner_id = a.moved_from_practitioner_id
    LEFT JOIN run_sheet_clinicians old_c ON old_c.id = old_m.run_sheet_clinician_id
    LEFT JOIN pms_practitioners old_p ON old_p.connection_id = a.pms_connection_id
        AND old_p.pms_practitioner_id = a.moved_from_practitioner_id
    WHERE a.pms_connection_id = :connection AND a.local_day = :day
    ORDER BY a.start_at, c.position, a.id
"""  # noqa: S608  # a constant of ours

_MOVED_AWAY = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled, NULL AS moved_from_name,
           h.before_start_at, h.before_practitioner_id, h.changed_at, new_c.name AS moved_to_name
    FROM appointment_changes h
    JOIN run_sheet_appointments a ON a.id = h.appointment_id
    JOIN pms_clinician_mappings m ON m.connection_id = h.connection_id
        AND m.pms_practitioner_id = h.before_practitioner_id AND m.sync_enabled
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
    LEFT JOIN pms_clinician_mappings new_m ON new_m.connection_id = a.pms_connection_id
        AND new_m.pms_practitioner_id = a.pms_practitioner_id AND new_m.sync_enabled
    LEFT JOIN run_sheet_clinicians new_c ON new_c.id = new_m.run_sheet_clinician_id
    LEFT JOIN pms_appointment_types t ON t.connection_id = a.pms_connection_id
        AND t.pms_type_id = a.pms_type_id
    WHERE h.connection_id = :connection AND h.before_local_day = :day AND h.kind = 'moved'
        AND (a.local_day <> :day OR new_c.id IS NULL)
        AND h.id = (SELECT MAX(last.id) FROM appointment_changes last
                    WHERE last.appointment_id = h.appointment_id AND last.kind = 'moved'
                        AND last.before_local_day = :day)
"""  # noqa: S608  # a constant of ours


def _read_rows(read: Reader, of: ConnectionDay) -> tuple[tuple[RunSheetRow, ...], int]:
    """The rows of a connection's day, and how many its choices keep off the sheet."""
    here = [(record, _row(record, of)) for record in read(_ROWS, of.parameters)]
    away = [(record, _old_place(record, of)) for record in read(_MOVED_AWAY, of.parameters)]
    shown = tuple(row for record, row in here + away if _is_shown(record, row, of))
    return shown, len(here) + len(away) - len(shown)


def _is_shown(record: Record, row: RunSheetRow, of: ConnectionDay) -> bool:
    if record["type_enabled"] is not None and not record["type_enabled"]:
        return False
    return row.is_telehealth or not of.telehealth_only


def _old_place(record: Record, of: ConnectionDay) -> RunSheetRow:
    """Where an appointment stood that is now on another day or in nobody's column."""
    row = _row(record, of)
    before = _instant(record["before_start_at"])
    return replace(
        row,
        id=str(uuid5(UUID(row.id), of.day.isoformat())),
        start=before,
        end=before + (row.end - row.start),
        removed_at=_instant(record["changed_at"]),
        moved_from_start=None,
        moved_from_clinician=None,
        moved_to_start=row.start,
        moved_to_clinician=record["moved_to_name"],
    )


def _row(row: Record, of: ConnectionDay) -> RunSheetRow:
    start = _instant(row["start_at"])
    moved_from = _instant_or_none(row["moved_from_start"])
    return RunSheetRow(
        id=row["id"],
        source=row["source"],
        connection_id=of.connection_id,
        pms_type=of.pms_type,
        system=of.system,
        pms_appointment_id=row["pms_appointment_id"],
        pms_patient_id=row["pms_patient_id"] or None,
        clinician_id=row["column_id"],
        clinician_name=row["column_name"],
        timezone=of.timezone,
        start=start,
        end=_instant(row["end_at"]),
        status=AppointmentStatus(row["status"]),
        raw_status=row["raw_status"],
        has_unknown_status=bool(row["has_unknown_status"]),
        is_telehealth=bool(row["counts_as_telehealth"]),
        appointment_type_name=row["pms_type_name"],
        appointment_type_colour=row["colour"],
        patient_first_name=row["patient_first_name"],
        patient_last_name=row["patient_last_name"],
        patient_phone=row["patient_phone"],
        patient_email=row["patient_email"],
        patient_birth_date=_date_or_none(row["patient_dob"]),
        telehealth_url=row["telehealth_url"],
        notes=row["notes"],
        arrived_at=_instant_or_none(row["arrived_at"]),
        cancelled_at=_instant_or_none(row["cancelled_at"]),
        seen_cancelled_at=_instant_or_none(row["seen_cancelled_at"]),
        removed_at=_instant_or_none(row["removed_at"]),
        moved_from_start=None if moved_from == start else moved_from,
        moved_from_clinician=_moved_from(row),
        first_seen_at=_instant(row["first_seen_at"]),
        updated_at=_instant(row["updated_at"]),
    )


def _moved_from(row: Record) -> str | None:
    if row["moved_from_practitioner_id"] in (None, row["pms_practitioner_id"]):
        return None
    name: str | None = row["moved_from_name"]
    return name


# --- Columns --------------------------------------------------------------------------------------

_COLUMNS = """
    SELECT c.id, c.name, c.position, s.fetched_at,
           p.last_attempt_at, p.last_error_code, p.last_error, p.failures_in_a_row,
           k.sync_frequency_minutes, k.last_sync_status, k.last_sync_error_code,
           k.last_sync_error, k.last_attempt_at AS connection_attempt_at,
           k.failures_in_a_row AS connection_failures
    FROM pms_clinician_mappings m
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
    JOIN pms_connections k ON k.id = m.connection_id
    LEFT JOIN pms_practitioners p ON p.connection_id = m.connection_id
        AND p.pms_practitioner_id = m.pms_practitioner_id
    LEFT JOIN sync_snapshots s ON s.connection_id = m.connection_id
        AND s.pms_practitioner_id = m.pms_practitioner_id AND s.local_day = :day
    WHERE m.connection_id = :connection AND m.sync_enabled
"""


def read_columns(read: Reader, days: Sequence[ConnectionDay]) -> tuple[ColumnFacts, ...]:
    """One entry per mapped practitioner of these connections, in column order."""
    facts = [_column(row, of) for of in days for row in read(_COLUMNS, of.parameters)]
    return tuple(sorted(facts, key=lambda item: (item.position, item.name)))


def _column(row: Record, of: ConnectionDay) -> ColumnFacts:
    """A fault of the whole connection counts for each of its columns."""
    failed = row["last_sync_status"] == "failed"
    attempts = (row["last_attempt_at"], row["connection_attempt_at"])
    return ColumnFacts(
        clinician_id=row["id"],
        name=row["name"],
        position=row["position"],
        system=of.system,
        facts=SyncFacts(
            last_success_at=_instant_or_none(row["fetched_at"]),
            last_attempt_at=max((_instant(at) for at in attempts if at), default=None),
            error_code=row["last_sync_error_code"] if failed else row["last_error_code"],
            error=row["last_sync_error"] if failed else row["last_error"],
            failures_in_a_row=max(row["connection_failures"], row["failures_in_a_row"] or 0),
        ),
        interval=timedelta(minutes=row["sync_frequency_minutes"]),
    )


def _merge_columns(facts: Sequence[ColumnFacts], *, now: datetime) -> tuple[RunSheetColumn, ...]:
    """Several practitioners may share a column: it is as fresh as the stalest of them."""
    by_column: dict[str, list[ColumnFacts]] = {}
    for item in facts:
        by_column.setdefault(item.clinician_id, []).append(item)
    return tuple(
        RunSheetColumn(
            clinician_id=clinician_id,
            name=items[0].name,
            systems=tuple(dict.fromkeys(item.system for item in items)),
            freshness=worst(
                freshness_of(item.facts, now=now, interval=item.interval) for item in items
            ),
        )
        for clinician_id, items in by_column.items()
    )


# --- Quarantine and values ------------------------------------------------------------------------

_QUARANTINED = """
    SELECT COUNT(*) AS how_many FROM sync_quarantine
    WHERE connection_id = :connection AND local_day = :day
"""


def _count_quarantined(read: Reader, of: ConnectionDay) -> int:
    """Records of the day that could not be read and are not on the sheet."""
    how_many: int = read(_QUARANTINED, of.parameters)[0]["how_many"]
    return how_many


def _instant(value: str | datetime) -> datetime:
    """SQLite gives the text that was written, PostgreSQL a datetime; both aware."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _instant_or_none(value: str | datetime | None) -> datetime | None:
    return None if value is None else _instant(value)


def _date_or_none(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
