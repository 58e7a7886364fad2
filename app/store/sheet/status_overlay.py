"""A day's rows with the meanings that people gave to unknown status words. Plain SQL only."""

from dataclasses import replace

from app.domain.appointment import AppointmentStatus
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Reader
from app.store.sheet.day import DayRows

_WORDS = "SELECT raw_status, status FROM status_words WHERE connection_id = :connection"

_KNOWN = frozenset(AppointmentStatus)


def with_matched_statuses(read: Reader, part: DayRows) -> DayRows:
    """The rows, their unknown words read as matched; a word kept as it is stays unknown."""
    if not any(row.has_unknown_status for row in part.rows):
        return part
    found = read(_WORDS, {"connection": part.of.connection_id})
    words = {row["raw_status"]: row["status"] for row in found if row["status"] in _KNOWN}
    return replace(part, rows=tuple(_matched(row, words) for row in part.rows))


def _matched(row: RunSheetRow, words: dict[str, str]) -> RunSheetRow:
    if not row.has_unknown_status or row.raw_status not in words:
        return row
    return replace(row, status=AppointmentStatus(words[row.raw_status]), has_unknown_status=False)
