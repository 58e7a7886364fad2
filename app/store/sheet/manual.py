"""Rows of the sheet that a person entered here. Plain SQL, no SQLAlchemy (see `run_sheet.py`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.practice_day import today
from app.domain.run_sheet import RunSheetRow
from app.domain.same_visit import is_same_visit
from app.store.reading import Reader
from app.store.sheet.rows import ConnectionDay, row_of

KEPT_APART = "kept_apart"
"""What an answered *Same as …?* is among the local edits; it changes no field."""

COLUMN_ZONE = """(
    SELECT k.timezone FROM pms_clinician_mappings m
    JOIN pms_connections k ON k.id = m.connection_id
    WHERE m.run_sheet_clinician_id = c.id AND m.sync_enabled AND k.timezone IS NOT NULL
    ORDER BY k.created_at, k.id LIMIT 1)"""
"""The zone of a column `c`: that of the first practice that fills it; none where none does."""

_ROWS = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           a.kept_type_name AS pms_type_name, NULL AS colour,
           a.is_telehealth AS counts_as_telehealth, NULL AS moved_from_name,
           NULL AS arrival_seen_at,
           {COLUMN_ZONE} AS column_zone
    FROM run_sheet_appointments a
    JOIN run_sheet_clinicians c ON c.id = a.clinician_id
    WHERE a.pms_connection_id IS NULL AND a.local_day = :day
"""  # noqa: S608  # constants of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class HandColumn:
    """A column that has a row on the sheet, whether or not a system fills it."""

    clinician_id: str
    name: str
    position: int


def read_manual_rows(
    read: Reader, *, day: date | None, timezone: str, now: datetime
) -> list[RunSheetRow]:
    """The manual rows of a day; `day` None is today in each column's own zone.

    `timezone` serves columns that no practice fills.
    """
    if day is not None:
        return _rows_of(read, day, timezone)
    zones = {timezone, *(row["timezone"] for row in read(_ZONES, {}))}
    return [
        row
        for each in sorted({today(now, zone).day for zone in zones})
        for row in _rows_of(read, each, timezone)
        if today(now, row.timezone).day == each
    ]


_ZONES = "SELECT DISTINCT timezone FROM pms_connections WHERE timezone IS NOT NULL"


def _rows_of(read: Reader, day: date, timezone: str) -> list[RunSheetRow]:
    return [
        replace(
            row_of(
                record,
                ConnectionDay(
                    connection_id="",
                    pms_type="",
                    system="",
                    day=day,
                    timezone=record["column_zone"] or timezone,
                    telehealth_only=False,
                ),
            ),
            connection_id=None,
            pms_type=None,
            system=None,
        )
        for record in read(_ROWS, {"day": day.isoformat()})
    ]


def with_twins(
    read: Reader, manual: Sequence[RunSheetRow], rows: Sequence[RunSheetRow]
) -> list[RunSheetRow]:
    """The manual rows, each with the system's row of the same visit unless a person kept both."""
    if not manual:
        return []
    apart = {(row["appointment_id"], row["value"]) for row in read(_APART, {"field": KEPT_APART})}
    return [replace(row, same_as=_twin(row, rows, apart)) for row in manual]


_APART = "SELECT appointment_id, value FROM local_edits WHERE field = :field"


def _twin(
    manual: RunSheetRow, rows: Sequence[RunSheetRow], apart: set[tuple[str, str]]
) -> str | None:
    return next(
        (row.id for row in rows if is_same_visit(manual, row) and (manual.id, row.id) not in apart),
        None,
    )


_COLUMN = "SELECT id, name, position FROM run_sheet_clinicians WHERE id = :id"


def read_hand_columns(read: Reader, rows: Sequence[RunSheetRow]) -> list[HandColumn]:
    """The columns of rows that a person entered, or moved to where they are."""
    wanted = dict.fromkeys(row.clinician_id for row in rows if row.is_manual or row.edits)
    return [
        HandColumn(clinician_id=found["id"], name=found["name"], position=found["position"])
        for clinician_id in wanted
        for found in read(_COLUMN, {"id": clinician_id})
    ]
