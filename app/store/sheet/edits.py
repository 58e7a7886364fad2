"""Local edits laid over the rows of the sheet. Plain SQL, no SQLAlchemy (see `run_sheet.py`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField, EditState, LocalEdit, start_of
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Reader, Record, instant, instant_or_none

EDITS = """
    SELECT e.*, base.id AS base_column, base.name AS base_name, said.name AS value_name,
           said.position AS value_position, theirs.name AS system_name
    FROM local_edits e
    CROSS JOIN run_sheet_appointments a
    LEFT JOIN pms_clinician_mappings base_m ON e.field = 'clinician'
        AND base_m.connection_id = a.pms_connection_id
        AND base_m.pms_practitioner_id = e.base_value AND base_m.sync_enabled
    LEFT JOIN pms_clinician_mappings theirs_m ON e.field = 'clinician'
        AND theirs_m.connection_id = a.pms_connection_id
        AND theirs_m.pms_practitioner_id = e.system_value AND theirs_m.sync_enabled
    LEFT JOIN run_sheet_clinicians base ON e.field = 'clinician'
        AND base.id = COALESCE(base_m.run_sheet_clinician_id, NULLIF(a.clinician_id, e.value))
    LEFT JOIN run_sheet_clinicians said ON e.field = 'clinician' AND said.id = e.value
    LEFT JOIN run_sheet_clinicians theirs ON e.field = 'clinician' AND e.state = 'superseded'
        AND theirs.id = COALESCE(theirs_m.run_sheet_clinician_id, a.clinician_id)
    WHERE a.id = e.appointment_id AND e.state IN ('active', 'superseded')
        AND e.field IN ('status', 'phone', 'start', 'clinician')
"""
"""Edits that are shown. CROSS JOIN: the few edits lead, never the many appointments. A removed
connection's rows have their column themselves.
"""

_OF_DAY = """
    AND a.pms_connection_id = :connection AND e.appointment_id IN (
        SELECT id FROM run_sheet_appointments
        WHERE pms_connection_id = :connection AND local_day = :day
        UNION ALL
        SELECT appointment_id FROM appointment_changes
        WHERE connection_id = :connection AND before_local_day = :day AND kind = 'moved'
        UNION ALL
        SELECT appointment_id FROM local_edits
        WHERE field = 'start' AND state IN ('active', 'superseded')
            AND value >= :from_text AND value < :until_text)
    ORDER BY e.edited_at, e.id
"""
"""Of the day's rows, of those that left it, and of those that a person put there or had put there:
edits of other days, of which there are ever more, cost nothing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEdits:
    """The edits of some rows: by row, and the position of the columns that they name."""

    by_row: Mapping[str, tuple[LocalEdit, ...]]
    positions: Mapping[str, int]

    def of(self, row_id: str) -> tuple[LocalEdit, ...]:
        """A row's edits, oldest first; empty for nearly every row."""
        return self.by_row.get(row_id, ())

    def moved_into(self, day: date, timezone: str) -> list[str]:
        """Rows that an active edit puts on this practice day."""
        return [
            row_id
            for row_id, edits in self.by_row.items()
            if _is_on(_start_edit(edits, is_active=True), day, timezone)
        ]

    def overruled_on(self, day: date, timezone: str) -> dict[str, LocalEdit]:
        """By row, the edit that had put it on this practice day before the system won."""
        found = {}
        for row_id, edits in self.by_row.items():
            overruled = _start_edit(edits, is_active=False)
            is_moved_again = _start_edit(edits, is_active=True) is not None
            if overruled and not is_moved_again and _is_on(overruled, day, timezone):
                found[row_id] = overruled
        return found


def read_edits(read: Reader, connection_id: str, day: date) -> SheetEdits:
    """The shown edits of a connection's rows that have to do with a day."""
    from_text, until_text = (day + timedelta(days=away) for away in (-1, 2))
    wanted = {"connection": connection_id, "day": day.isoformat()}
    wanted |= {"from_text": from_text.isoformat(), "until_text": until_text.isoformat()}
    by_row: dict[str, tuple[LocalEdit, ...]] = {}
    positions: dict[str, int] = {}
    for record in read(EDITS + _OF_DAY, wanted):
        row_id = record["appointment_id"]
        by_row[row_id] = (*by_row.get(row_id, ()), edit_of(record))
        if record["value_position"] is not None:
            positions[record["value"]] = record["value_position"]
    return SheetEdits(by_row=by_row, positions=positions)


def edit_of(record: Record) -> LocalEdit:
    """An edit as `EDITS` reads it."""
    return LocalEdit(
        id=record["id"],
        field=EditField(record["field"]),
        base=record["base_value"],
        value=record["value"],
        by=record["edited_by"],
        at=instant(record["edited_at"]),
        state=EditState(record["state"]),
        system_value=record["system_value"],
        settled_at=instant_or_none(record["settled_at"]),
        base_column=record["base_column"],
        base_name=record["base_name"],
        value_name=record["value_name"],
        system_name=record["system_name"],
    )


def overlaid(row: RunSheetRow, edits: Iterable[LocalEdit]) -> RunSheetRow:
    """The row as persons say it is; the superseded edits only stand beside it."""
    edits = tuple(edits)
    if not edits:
        return row
    row = replace(row, edits=edits)
    for edit in edits:
        if edit.is_active:
            row = _with(row, edit)
    return row


def _with(row: RunSheetRow, edit: LocalEdit) -> RunSheetRow:
    match edit.field:
        case EditField.PHONE:
            return replace(row, patient_phone=edit.value)
        case EditField.STATUS:
            return _with_status(row, AppointmentStatus(edit.value or row.status), edit.at)
        case EditField.START:
            start = start_of(edit.value or "")
            return replace(row, start=start, end=start + (row.end - row.start))
        case EditField.CLINICIAN:
            name = edit.value_name or row.clinician_name
            return replace(row, clinician_id=edit.value or row.clinician_id, clinician_name=name)


def _with_status(row: RunSheetRow, status: AppointmentStatus, at: datetime) -> RunSheetRow:
    """Who marked somebody as arrived here did so when they came."""
    seen = at if status is AppointmentStatus.ARRIVED else row.arrival_seen_at
    return replace(row, status=status, has_unknown_status=False, arrival_seen_at=seen)


def _start_edit(edits: Iterable[LocalEdit], *, is_active: bool) -> LocalEdit | None:
    """The newest edit of the start that is active, or that is not."""
    found = None
    for edit in edits:
        if edit.field is EditField.START and edit.is_active is is_active:
            found = edit
    return found


def _is_on(edit: LocalEdit | None, day: date, timezone: str) -> bool:
    return edit is not None and local(start_of(edit.value or ""), timezone).date() == day
