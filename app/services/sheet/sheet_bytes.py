"""The run sheet as bytes of JSON, kept until something is written: programs ask often, and mostly
nothing has changed since.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from app.services.core import LABELS, Core
from app.services.settings import FALLBACK_TIMEZONE
from app.services.sheet.run_sheet_json import run_sheet_json
from app.store.sheet.queries import DataMark, read_sheet_unless

_MOST = 8
"""So many days are kept ready."""

_QUARTER = timedelta(minutes=15)
"""In every zone a day begins at a quarter of an hour of UTC; so long *today* is the same day."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """`quarter`: of which quarter of an hour it is, where *today* was asked for."""

    mark: DataMark
    quarter: int | None
    content: bytes


class SheetBytes:
    """Every read asks the database whether anything was written, here or by another process."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._ready: OrderedDict[date | None, _Ready] = OrderedDict()

    async def read(self, day: date | None) -> bytes:
        """The sheet of a local day; without one, each practice's own today."""
        now = self._core.now()
        quarter = None if day else int(now.timestamp() // _QUARTER.total_seconds())
        ready = self._ready.get(day)
        if ready is not None and ready.quarter != quarter:
            ready = None
        mark, sheet = await self._core.database.read(
            read_sheet_unless,
            ready.mark if ready is not None else None,
            day=day,
            labels=LABELS,
            now=now,
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        if sheet is not None:
            ready = _Ready(mark, quarter, msgspec.json.encode(run_sheet_json(sheet)))
        assert ready is not None  # noqa: S101  # else the sheet was read
        self._keep(day, ready)
        return ready.content

    def _keep(self, day: date | None, ready: _Ready) -> None:
        self._ready[day] = ready
        self._ready.move_to_end(day)
        while len(self._ready) > _MOST:
            self._ready.popitem(last=False)
