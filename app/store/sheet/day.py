"""The rows of a connection's day: those on the sheet, and how many its choices keep off it."""

from dataclasses import dataclass

from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.store.reading import DriverRecord, Reader, Record
from app.store.sheet.edits import SheetEdits, overlaid, read_edits
from app.store.sheet.places import place_left_by_hand, place_overruled, read_old_places
from app.store.sheet.row_memory import RowMemory
from app.store.sheet.rows import (
    BY_ID,
    KEPT_ROWS,
    OF_DAY,
    ROWS,
    ROWS_BY_HAND,
    ConnectionDay,
    row_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """A connection's rows of a day, how many are hidden, and the position of each row's column."""

    of: ConnectionDay
    rows: tuple[RunSheetRow, ...]
    hidden: int
    positions: dict[str, int]


def read_day_rows(read: Reader, of: ConnectionDay, memory: RowMemory) -> DayRows:
    """The rows of a connection's day; those of a removed one as they were kept."""
    edits = read_edits(read, of.connection_id, of.day)
    found = _edited_rows(read, of, edits, memory)
    found += read_old_places(read, of, edits)
    known = {row.id for _, row in found}
    found += [each for each in _overruled(read, of, edits) if each[1].id not in known]
    shown = tuple(row for record, row in found if _is_shown(record, row, of))
    positions = {record["column_id"]: record["column_position"] for record, _ in found}
    return DayRows(
        of=of,
        rows=shown,
        hidden=len(found) - len(shown),
        positions={**edits.positions, **positions},
    )


def _edited_rows(
    read: Reader, of: ConnectionDay, edits: SheetEdits, memory: RowMemory
) -> list[tuple[Record, RunSheetRow]]:
    """The day's rows as persons say they are; who moved one to another day here left its place."""
    found: list[tuple[Record, RunSheetRow]] = []
    records = _records(read, of, OF_DAY)
    for record, row in zip(records, memory.rows_of(records, of), strict=True):
        edited = overlaid(row, edits.of(row.id))
        stays = edited is row or local(edited.start, of.timezone).date() == of.day
        found.append((record, edited if stays else place_left_by_hand(row, edited, of.day)))
    here = {record["id"] for record, _ in found}
    for row_id in edits.moved_into(of.day, of.timezone):
        records = _records(read, of, BY_ID, row=row_id) if row_id not in here else []
        found += [(each, overlaid(row_of(each, of), edits.of(row_id))) for each in records]
    return found


def _records(read: Reader, of: ConnectionDay, which: str, **named: str) -> list[DriverRecord]:
    """Rows as they are stored; of a removed connection as they were kept."""
    queries = (ROWS, ROWS_BY_HAND) if of.removed_at is None else (KEPT_ROWS,)
    wanted = {**of.parameters, **named}
    return [record for query in queries for record in read(query + which, wanted)]


def _overruled(
    read: Reader, of: ConnectionDay, edits: SheetEdits
) -> list[tuple[Record, RunSheetRow]]:
    """Where rows stood on this day that a person had moved here, until the system won."""
    return [
        (record, place_overruled(row, edit, edits.of(row_id), of.day))
        for row_id, edit in edits.overruled_on(of.day, of.timezone).items()
        for record in _records(read, of, BY_ID, row=row_id)
        for row in [row_of(record, of)]
        if local(row.start, of.timezone).date() != of.day
    ]


def _is_shown(record: Record, row: RunSheetRow, of: ConnectionDay) -> bool:
    if record["type_enabled"] is not None and not record["type_enabled"]:
        return False
    return row.is_telehealth or not of.telehealth_only
