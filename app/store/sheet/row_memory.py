"""Rows that were read before: most records are as they were, and making rows is the dear part."""

from collections.abc import Sequence

from app.domain.run_sheet import RunSheetRow
from app.store.reading import DriverRecord
from app.store.sheet.rows import ConnectionDay, row_of

_MOST_DAYS = 4
"""Of one connection each."""

_Values = tuple[object, ...]


class RowMemory:
    """The rows of the days read last. A row is made of its whole record and what `_made_with`
    names, and of nothing else: where those are as they were, it is. For one thread.
    """

    def __init__(self) -> None:
        self._days: dict[_Values, dict[_Values, RunSheetRow]] = {}

    def rows_of(self, records: Sequence[DriverRecord], of: ConnectionDay) -> list[RunSheetRow]:
        """`row_of` of each of a connection's day."""
        known = self._days.pop(_made_with(of), {})
        values = [record[:] for record in records]
        rows = [
            known.get(each) or row_of(record, of)
            for record, each in zip(records, values, strict=True)
        ]
        self._days[_made_with(of)] = dict(zip(values, rows, strict=True))
        if len(self._days) > _MOST_DAYS:
            del self._days[next(iter(self._days))]
        return rows


def _made_with(of: ConnectionDay) -> _Values:
    """What `row_of` takes from a connection's day, and which day it is."""
    return of.connection_id, of.day, of.pms_type, of.system, of.timezone, of.removed_at
