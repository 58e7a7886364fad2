"""What the page shows, read page by page: rows of a filter, the strip, one run's details."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.history import HistoryCursor, HistoryFilter, HistoryRun
from app.domain.opening_hours import HOURS_PREFERENCE, opening_hours_of
from app.domain.practice_day import local
from app.ui.history.rows import HistoryRow, Setting, history_row
from app.ui.history.strip_words import STRIP, Strip, closed_hours

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.connections.service import ConnectionOverview


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds the rows: connections by id, the first day with a run, the strip, the keys."""

    setting: Setting
    connections: Mapping[str, str]
    first_day: date | None
    today: date
    strip: Strip
    has_letter_keys: bool


async def read_around(services: "Services", overviews: "tuple[ConnectionOverview, ...]") -> Around:
    """Everything but the rows, as it stands now."""
    now, saved = services.now(), await services.preferences.read()
    zones = [each.connection.timezone for each in overviews]
    timezone = next((zone for zone in zones if zone), "UTC")
    systems = [each.connection.system for each in overviews]
    twins = frozenset(system for system in systems if systems.count(system) > 1)
    setting = Setting(timezone=timezone, now=now, twins=twins)
    names = {each.connection.id: _name(each, twins) for each in overviews}
    kept_since = await services.history.kept_since()
    strip = Strip(
        marks=await services.history.last_day(),
        lanes=names,
        closed=closed_hours(
            opening_hours_of(saved.get(HOURS_PREFERENCE)),
            since=now - STRIP,
            until=now,
            timezone=timezone,
        ),
        setting=setting,
    )
    return Around(
        setting=setting,
        connections=names,
        first_day=_day(kept_since, timezone),
        today=local(now, timezone).date(),
        strip=strip,
        has_letter_keys=saved.get("keys.single_letters") != "no",
    )


class Rows:
    """The rows that are loaded, and where the next page begins (None: that was all)."""

    def __init__(self) -> None:
        self.next: HistoryCursor | None = None
        self._rows: list[HistoryRow] = []
        self._cursors: dict[str, HistoryCursor] = {}

    async def read_newest(
        self, services: "Services", wanted: HistoryFilter, setting: Setting, *, is_new: bool
    ) -> list[HistoryRow]:
        """The newest page, and behind it what was loaded before; `is_new`: of another filter."""
        from app.services.history import PAGE

        entries = await services.history.runs(wanted, limit=PAGE)
        page = [history_row(entry, setting) for entry in entries]
        self._note(entries)
        is_all = len(entries) < PAGE
        behind = [] if is_new or is_all else self._behind(entries[-1])
        self._rows = [*page, *behind]
        if not behind:
            self.next = None if is_all else entries[-1].cursor
        return self._rows

    async def read_more(
        self, services: "Services", wanted: HistoryFilter, setting: Setting
    ) -> list[HistoryRow]:
        """The next page alone; empty at the end."""
        from app.services.history import PAGE

        if self.next is None:
            return []
        entries = await services.history.runs(wanted, limit=PAGE, before=self.next)
        self._note(entries)
        page = [history_row(entry, setting) for entry in entries]
        self._rows = [*self._rows, *page]
        self.next = entries[-1].cursor if len(entries) == PAGE else None
        return page

    def _note(self, entries: tuple[HistoryRun, ...]) -> None:
        self._cursors.update((entry.id, entry.cursor) for entry in entries)

    def _behind(self, last: HistoryRun) -> list[HistoryRow]:
        """What is loaded and older than the page's last run."""
        place = (last.run.started_at, last.id)
        cursors = ((row, self._cursors[row.id]) for row in self._rows)
        return [row for row, at in cursors if (at.started_at, at.run_id) < place]


def _name(overview: "ConnectionOverview", twins: frozenset[str]) -> str:
    connection = overview.connection
    is_twin = connection.system in twins
    return f"{connection.system}, {connection.display_name}" if is_twin else connection.system


def _day(instant: datetime | None, timezone: str) -> date | None:
    return None if instant is None else local(instant, timezone).date()
