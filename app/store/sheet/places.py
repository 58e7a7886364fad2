"""The places that appointments left, which stay on the sheet and say where they went."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from app.domain.local_edit import EditField, LocalEdit, start_of
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Reader, Record, instant
from app.store.sheet.edits import SheetEdits
from app.store.sheet.rows import TELEHEALTH, ConnectionDay, row_of

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

_KEPT_WITHIN = """
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           a.kept_type_name AS pms_type_name, a.kept_colour AS colour,
           a.is_telehealth AS counts_as_telehealth, NULL AS type_enabled,
           NULL AS moved_from_name, NULL AS arrival_seen_at,
           h.id AS move_id, h.before_start_at, h.before_practitioner_id, h.changed_at,
           new_c.name AS moved_to_name
    FROM appointment_changes h
    JOIN run_sheet_appointments a ON a.id = h.appointment_id
    JOIN run_sheet_clinicians c ON c.id = h.before_clinician_id
    JOIN run_sheet_clinicians new_c ON new_c.id = a.clinician_id
    WHERE h.connection_id = :connection AND h.kind = 'moved' AND h.before_local_day = :day
        AND a.local_day = h.before_local_day AND h.acknowledged_at IS NULL
        AND (h.before_start_at <> a.start_at OR c.id <> new_c.id)
        AND h.id = (SELECT MAX(last.id) FROM appointment_changes last
                    WHERE last.appointment_id = h.appointment_id AND last.kind = 'moved'
                        AND last.before_start_at = h.before_start_at
                        AND last.before_practitioner_id = h.before_practitioner_id)
"""
"""The same of a removed connection, whose changes name the columns themselves."""

_OLD_PLACE = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled, NULL AS moved_from_name, NULL AS arrival_seen_at,
           h.id AS move_id, h.before_start_at, h.before_practitioner_id, h.changed_at,
           new_c.name AS moved_to_name
"""  # constants of ours

_MOVED_AWAY = f"{_OLD_PLACE} {LEFT} AND h.before_local_day = :day"
_MOVED_WITHIN = f"{_OLD_PLACE} {_LEFT_WITHIN} AND h.before_local_day = :day"


def read_old_places(
    read: Reader, of: ConnectionDay, edits: SheetEdits
) -> list[tuple[Record, RunSheetRow]]:
    """What appointments left on this day: for another day, for nobody's column, and, until the day
    is over or somebody has seen it, for another place of the day. Of a removed connection only the
    last: the others were kept as rows.
    """
    is_living = of.removed_at is None
    left = read(_MOVED_AWAY, of.parameters) if is_living else ()
    found: list[tuple[Record, RunSheetRow]] = [
        (record, _old_place(record, of, edits)) for record in left
    ]
    if not of.is_over:
        moves = read(_MOVED_WITHIN if is_living else _KEPT_WITHIN, of.parameters)
        found += [(record, _old_place_today(record, of, edits)) for record in moves]
    return found


def place_left_by_hand(row: RunSheetRow, edited: RunSheetRow, day: date) -> RunSheetRow:
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


def place_overruled(
    row: RunSheetRow, edit: LocalEdit, edits: tuple[LocalEdit, ...], day: date
) -> RunSheetRow:
    """Where an appointment stood that a person had moved to this day, until the system won: gone
    from there as it is gone from the system, or moved to where the system has it.
    """
    start = start_of(edit.value or "")
    place = replace(
        row,
        id=place_id(row.id, day),
        place_of=row.id,
        start=start,
        end=start + (row.end - row.start),
        moved_from_start=None,
        moved_from_clinician=None,
        edits=tuple(each for each in edits if not each.is_active),
    )
    if row.is_off:
        return place
    return replace(
        place,
        removed_at=edit.settled_at,
        moved_to_start=row.start,
        moved_to_clinician=row.clinician_name,
    )


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
