"""The rows of a connection's day: those on the sheet, and how many its choices keep off it.

A removed connection has no choices any more: what was on the sheet when it was removed was kept
with its column, type and flag written into the row (`store/removal.py`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Reader, Record, date_or_none, instant, instant_or_none
from app.store.sheet_edits import SheetEdits, overlaid, read_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionDay:
    """Which day to read of a connection, in whose zone, and whether only telehealth counts.

    `removed_at` is set for a connection that was removed; `checked_at` is its last good check.
    `is_over`: the day is past, and who moved within it need not be told any more.
    """

    connection_id: str
    pms_type: str
    system: str
    day: date
    timezone: str
    telehealth_only: bool
    removed_at: datetime | None = None
    checked_at: datetime | None = None
    is_over: bool = False

    @property
    def parameters(self) -> dict[str, object]:
        """What the sheet's queries name."""
        return {"connection": self.connection_id, "day": self.day.isoformat()}


TELEHEALTH = """COALESCE(
    CASE WHEN t.is_telehealth <> t.system_is_telehealth THEN t.is_telehealth END,
    a.is_telehealth, t.is_telehealth, FALSE)"""
"""What a row `a` with its type `t` counts as, the store's one place for it: a tick that overrides
the type's own flag, else the system's word on the row, else the tick (as the domain's
`counts_as_telehealth` has it).
"""

SHOWN = f"""(t.sync_enabled IS NULL OR t.sync_enabled)
    AND (NOT p.sync_telehealth_only OR {TELEHEALTH})"""
"""True of a row `a` that the choices of its connection `p` let onto the sheet."""

PLACED = """
    FROM run_sheet_appointments a
    JOIN pms_connections p ON p.id = a.pms_connection_id
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
"""
"""Rows that have a column, each with its column `c`, type `t` and whom it was moved from."""

MOVED_FROM = "COALESCE(old_c.name, old_p.family_name)"

_ARRIVAL_SEEN = """CASE WHEN a.arrived_at IS NULL THEN (
    SELECT MAX(seen.changed_at) FROM appointment_changes seen
    WHERE seen.appointment_id = a.id AND seen.after_status = 'arrived'
        AND seen.before_status <> 'arrived') END"""
"""When a row `a` was first seen as arrived, where the system gives no time for that."""

_ROWS = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled, {MOVED_FROM} AS moved_from_name,
           {_ARRIVAL_SEEN} AS arrival_seen_at
    {PLACED}
    WHERE a.pms_connection_id = :connection
"""  # constants of ours

_KEPT_ROWS = """
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           a.kept_type_name AS pms_type_name, a.kept_colour AS colour,
           a.is_telehealth AS counts_as_telehealth,
           NULL AS type_enabled, a.kept_moved_from AS moved_from_name, NULL AS arrival_seen_at
    FROM run_sheet_appointments a
    JOIN run_sheet_clinicians c ON c.id = a.clinician_id
    WHERE a.pms_connection_id = :connection
"""

_OF_DAY = " AND a.local_day = :day ORDER BY a.start_at, c.position, a.id"
_BY_ID = " AND a.id = :row"

_MOVES = """
    FROM appointment_changes h
    JOIN run_sheet_appointments a ON a.id = h.appointment_id
    JOIN pms_connections p ON p.id = h.connection_id
    JOIN pms_clinician_mappings m ON m.connection_id = h.connection_id
        AND m.pms_practitioner_id = h.before_practitioner_id AND m.sync_enabled
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
    LEFT JOIN pms_clinician_mappings new_m ON new_m.connection_id = a.pms_connection_id
        AND new_m.pms_practitioner_id = a.pms_practitioner_id AND new_m.sync_enabled
    LEFT JOIN run_sheet_clinicians new_c ON new_c.id = new_m.run_sheet_clinician_id
    LEFT JOIN pms_appointment_types t ON t.connection_id = a.pms_connection_id
        AND t.pms_type_id = a.pms_type_id
    WHERE h.connection_id = :connection AND h.kind = 'moved'
"""
"""Moves `h` of rows `a`, with the column `c` they left and the one `new_c` they are in now."""

LEFT = f"""{_MOVES}
        AND (a.local_day <> h.before_local_day OR new_c.id IS NULL)
        AND h.id = (SELECT MAX(last.id) FROM appointment_changes last
                    WHERE last.appointment_id = h.appointment_id AND last.kind = 'moved'
                        AND last.before_local_day = h.before_local_day)
"""  # noqa: S608  # constants of ours
"""Places that rows `a` left for another day or for nobody's column: the last move of each day."""

_LEFT_WITHIN = f"""{_MOVES}
        AND a.local_day = h.before_local_day AND h.acknowledged_at IS NULL
        AND (h.before_start_at <> a.start_at OR c.id <> new_c.id)
        AND h.id = (SELECT MAX(last.id) FROM appointment_changes last
                    WHERE last.appointment_id = h.appointment_id AND last.kind = 'moved'
                        AND last.before_start_at = h.before_start_at
                        AND last.before_practitioner_id = h.before_practitioner_id)
"""  # noqa: S608  # constants of ours
"""Places that rows `a` left for another one of the same day, until somebody acknowledges it."""

_OLD_PLACE = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled, NULL AS moved_from_name, NULL AS arrival_seen_at,
           h.id AS move_id, h.before_start_at, h.before_practitioner_id, h.changed_at,
           new_c.name AS moved_to_name
"""  # constants of ours

_MOVED_AWAY = f"{_OLD_PLACE} {LEFT} AND h.before_local_day = :day"
_MOVED_WITHIN = f"{_OLD_PLACE} {_LEFT_WITHIN} AND h.before_local_day = :day"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """A connection's rows of a day, how many are hidden, and the position of each row's column."""

    of: ConnectionDay
    rows: tuple[RunSheetRow, ...]
    hidden: int
    positions: dict[str, int]


def read_day_rows(read: Reader, of: ConnectionDay) -> DayRows:
    """The rows of a connection's day; those of a removed one as they were kept."""
    edits = read_edits(read, of.connection_id)
    found = _edited_rows(read, of, edits)
    if of.removed_at is None:
        left = read(_MOVED_AWAY, of.parameters)
        found += [(record, _old_place(record, of, edits)) for record in left]
        if not of.is_over:
            moves = read(_MOVED_WITHIN, of.parameters)
            found += [(record, _old_place_today(record, of, edits)) for record in moves]
    shown = tuple(row for record, row in found if _is_shown(record, row, of))
    positions = {record["column_id"]: record["column_position"] for record, _ in found}
    return DayRows(
        of=of,
        rows=shown,
        hidden=len(found) - len(shown),
        positions={**edits.positions, **positions},
    )


def _edited_rows(
    read: Reader, of: ConnectionDay, edits: SheetEdits
) -> list[tuple[Record, RunSheetRow]]:
    """The day's rows as persons say they are; who moved one to another day here left its place."""
    query = _ROWS if of.removed_at is None else _KEPT_ROWS
    found = []
    for record in read(query + _OF_DAY, of.parameters):
        row = row_of(record, of)
        edited = overlaid(row, edits.of(row.id))
        stays = edited is row or local(edited.start, of.timezone).date() == of.day
        found.append((record, edited if stays else _place_left_by_hand(row, edited, of.day)))
    here = {record["id"] for record, _ in found}
    for row_id in edits.moved_into(of.day, of.timezone):
        wanted = {"connection": of.connection_id, "row": row_id}
        records = read(query + _BY_ID, wanted) if row_id not in here else ()
        found += [(each, overlaid(row_of(each, of), edits.of(row_id))) for each in records]
    return found


def _place_left_by_hand(row: RunSheetRow, edited: RunSheetRow, day: date) -> RunSheetRow:
    """Where an appointment stood that a person moved, in this app only, to another day."""
    moved = edited.edit_of(EditField.START)
    return replace(
        row,
        id=place_id(row.id, day),
        place_of=row.id,
        removed_at=moved.at if moved else None,
        moved_from_start=None,
        moved_from_clinician=None,
        moved_to_start=edited.start,
        moved_to_clinician=edited.clinician_name,
        edits=edited.edits,
    )


def _is_shown(record: Record, row: RunSheetRow, of: ConnectionDay) -> bool:
    if record["type_enabled"] is not None and not record["type_enabled"]:
        return False
    return row.is_telehealth or not of.telehealth_only


def place_id(row_id: str, day: date) -> str:
    """The id of the place that a row left on a day: its own, and the same at every reading."""
    return str(uuid5(UUID(row_id), day.isoformat()))


def move_place_id(row_id: str, move_id: int) -> str:
    """The id of the place that a row left for another one of the same day, by its last move."""
    return str(uuid5(UUID(row_id), f"move {move_id}"))


def _old_place_today(record: Record, of: ConnectionDay, edits: SheetEdits) -> RunSheetRow:
    """Where an appointment stood that is now elsewhere on the same day."""
    place = _old_place(record, of, edits)
    return replace(place, id=move_place_id(record["id"], record["move_id"]))


def _old_place(record: Record, of: ConnectionDay, edits: SheetEdits) -> RunSheetRow:
    """Where an appointment stood that is now on another day or in nobody's column."""
    row = row_of(record, of)
    before = instant(record["before_start_at"])
    return replace(
        row,
        id=place_id(row.id, of.day),
        place_of=row.id,
        start=before,
        end=before + (row.end - row.start),
        removed_at=instant(record["changed_at"]),
        moved_from_start=None,
        moved_from_clinician=None,
        moved_to_start=row.start,
        moved_to_clinician=record["moved_to_name"],
        edits=tuple(each for each in edits.of(row.id) if not each.is_active),
    )


def row_of(row: Record, of: ConnectionDay) -> RunSheetRow:
    """A row as it is stored, from a record with its column and type."""
    start = instant(row["start_at"])
    moved_from = instant_or_none(row["moved_from_start"])
    return RunSheetRow(
        id=row["id"],
        source=row["source"],
        connection_id=of.connection_id,
        pms_type=of.pms_type,
        system=of.system,
        pms_appointment_id=row["pms_appointment_id"] or row["kept_appointment_id"],
        pms_patient_id=row["pms_patient_id"] or None,
        clinician_id=row["column_id"],
        clinician_name=row["column_name"],
        timezone=of.timezone,
        start=start,
        end=instant(row["end_at"]),
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
        patient_birth_date=date_or_none(row["patient_dob"]),
        telehealth_url=row["telehealth_url"],
        notes=row["notes"],
        arrived_at=instant_or_none(row["arrived_at"]),
        cancelled_at=instant_or_none(row["cancelled_at"]),
        seen_cancelled_at=instant_or_none(row["seen_cancelled_at"]),
        removed_at=instant_or_none(row["removed_at"]),
        moved_from_start=None if moved_from == start else moved_from,
        moved_from_clinician=_moved_from(row),
        first_seen_at=instant(row["first_seen_at"]),
        updated_at=instant(row["updated_at"]),
        moved_to_start=instant_or_none(row["kept_moved_to_start"]),
        moved_to_clinician=row["kept_moved_to_clinician"],
        source_removed_at=of.removed_at,
        arrival_seen_at=_arrival_seen_at(row),
        entered_by=row["entered_by"],
    )


def _arrival_seen_at(row: Record) -> datetime | None:
    """None where the system gives the time; from the first look on where it was arrived then."""
    if row["arrived_at"] is not None:
        return None
    if row["arrival_seen_at"] is None and row["status"] == AppointmentStatus.ARRIVED:
        return instant(row["first_seen_at"])
    return instant_or_none(row["arrival_seen_at"])


def _moved_from(row: Record) -> str | None:
    if row["moved_from_practitioner_id"] in (None, row["pms_practitioner_id"]):
        return None
    name: str | None = row["moved_from_name"]
    return name
