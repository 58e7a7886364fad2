"""The rows of a connection's day: those on the sheet, and how many its choices keep off it."""

from dataclasses import dataclass

from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Reader, Record
from app.store.sheet.edits import SheetEdits, overlaid, read_edits
from app.store.sheet.places import place_left_by_hand, read_old_places
from app.store.sheet.rows import BY_ID, KEPT_ROWS, OF_DAY, ROWS, ConnectionDay, row_of


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
        found += read_old_places(read, of, edits)
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
    query = ROWS if of.removed_at is None else KEPT_ROWS
    found = []
    for record in read(query + OF_DAY, of.parameters):
        row = row_of(record, of)
        edited = overlaid(row, edits.of(row.id))
        stays = edited is row or local(edited.start, of.timezone).date() == of.day
        found.append((record, edited if stays else place_left_by_hand(row, edited, of.day)))
    here = {record["id"] for record, _ in found}
    for row_id in edits.moved_into(of.day, of.timezone):
        wanted = {"connection": of.connection_id, "row": row_id}
        records = read(query + BY_ID, wanted) if row_id not in here else ()
        found += [(each, overlaid(row_of(each, of), edits.of(row_id))) for each in records]
    return found


def _is_shown(record: Record, row: RunSheetRow, of: ConnectionDay) -> bool:
    if record["type_enabled"] is not None and not record["type_enabled"]:
        return False
    return row.is_telehealth or not of.telehealth_only
