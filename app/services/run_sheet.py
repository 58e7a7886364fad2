"""The run sheet: one practice day from what is stored, never from the network."""

from datetime import date

from app.domain.connection import Clinician
from app.domain.run_sheet import RunSheet
from app.domain.timeline import TimelineEntry
from app.services.core import LABELS, Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store.practitioners import list_clinicians
from app.store.sheet import next_day_with_rows, read_sheet
from app.store.timeline import read_timeline


class RunSheetService:
    """Reads the sheet; a read takes one transaction and no network."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def sheet(self, day: date | None = None) -> RunSheet:
        """The sheet of a local day; without one, each practice's own today."""
        return await self._core.database.read(
            read_sheet,
            day=day,
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )

    async def next_day(self, after: date) -> date | None:
        """The first stored day after this one with appointments to come."""
        return await self._core.database.read(next_day_with_rows, after=after)

    async def clinicians(self) -> tuple[Clinician, ...]:
        """Every column in order."""
        return await self._core.database.read(list_clinicians)

    async def timeline(self, appointment_id: str) -> tuple[TimelineEntry, ...]:
        """What became of an appointment, newest first; `RunSheetRow.history_id` names it.

        Raises InvalidRequest for one that is not known.
        """
        return await self._core.database.read(read_timeline, appointment_id, labels=LABELS)
