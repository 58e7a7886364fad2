"""The sync history over all connections: what happened, when, and what came of it."""

from datetime import datetime, timedelta

from app.domain.audit import Deed
from app.domain.history import HistoryCursor, HistoryFilter, HistoryRun, RunDetail, RunMark
from app.services.core import LABELS, Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store.sync import history

PAGE = 100
STRIP = timedelta(hours=24)
CHANGES_SHOWN = 500
_EVERYTHING = HistoryFilter()


class HistoryService:
    """Reads only, from what is stored; a removed connection's history is gone with it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def runs(
        self,
        wanted: HistoryFilter = _EVERYTHING,
        *,
        limit: int = PAGE,
        before: HistoryCursor | None = None,
    ) -> tuple[HistoryRun, ...]:
        """Runs of every connection, newest first, at most `limit`; the next page is `before` the
        last one's cursor.
        """
        return await self._core.database.read(
            history.list_history,
            wanted,
            limit=limit,
            before=before,
            labels=LABELS,
            fallback_timezone=FALLBACK_TIMEZONE,
        )

    async def run(self, run_id: str) -> RunDetail:
        """One run in full, at most 500 of its changes. Raises ConnectionNotFound once it is gone
        with its connection.
        """
        await self._core.audit.note_sight(Deed.LIST_SEEN, "sync", run_id)
        return await self._core.database.read(
            history.read_detail,
            run_id,
            labels=LABELS,
            fallback_timezone=FALLBACK_TIMEZONE,
            changes_at_most=CHANGES_SHOWN,
        )

    async def last_day(self) -> tuple[RunMark, ...]:
        """Every run of the last 24 hours, oldest first."""
        return await self._core.database.read(history.list_marks, since=self._core.now() - STRIP)

    async def kept_since(self) -> datetime | None:
        """When the oldest run that is kept began (aware UTC); None without any."""
        return await self._core.database.read(history.first_started_at)
