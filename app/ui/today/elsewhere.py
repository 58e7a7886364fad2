"""The find box over the days to come: who is looked for may not be on the day on screen.

The other days are read when somebody first types, and matched in memory from then on, so that the
answer is there while a person is typing.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.domain.finding import FindableRows
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.ui.page import PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.today.other_days import OtherDays

DAYS = 7
SHORTEST = 2
"""One letter finds half of everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row of another day."""

    day: date
    row: RunSheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FindableDay:
    """A day's rows, made ready."""

    day: date
    rows: FindableRows


def findable(sheets: Sequence[RunSheet]) -> tuple[FindableDay, ...]:
    """Takes a tenth of a second for 14,000 rows: not on the event loop."""
    return tuple(FindableDay(day=sheet.day, rows=FindableRows(sheet.rows)) for sheet in sheets)


def found_rows(days: Sequence[FindableDay], text: str) -> tuple[FoundRow, ...]:
    """The rows that match, day by day, whoever is coming before whoever isn't."""
    if len(text.strip()) < SHORTEST:
        return ()
    return tuple(
        FoundRow(day=each.day, row=row)
        for each in days
        for row in sorted(each.rows.find(text), key=lambda row: row.is_off)
    )


class Elsewhere(QObject):
    """Makes its panel when there is first something to show. `wanted` carries a `FoundRow`."""

    wanted = Signal(object)

    def __init__(
        self, context: PageContext, place: QVBoxLayout, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._place, self._tasks = context, place, tasks
        self._panel: OtherDays | None = None
        self._shown: Snapshot | None = None
        self._days: tuple[FindableDay, ...] = ()
        self._text = ""
        self._is_reading, self._is_due = False, True

    @property
    def found(self) -> tuple[FoundRow, ...]:
        """Who matches on the other days that were read."""
        if self._shown is None or self._context.privacy.veil.hides_board:
            return ()
        shown = self._shown.sheet.day
        return found_rows([each for each in self._days if each.day != shown], self._text)

    @property
    def panel(self) -> "OtherDays":
        """Who was found on other days; hidden while that is nobody."""
        if self._panel is None:
            from app.ui.today.other_days import OtherDays

            self._panel = OtherDays()
            self._place.addWidget(self._panel)
            self._panel.wanted.connect(self.wanted)
        return self._panel

    def show(self, snapshot: Snapshot) -> None:
        """A newer list: the other days may differ too. Until they are read again when somebody
        looks for one, those there are stay, so that nothing flickers under a person's hand.
        """
        if self._shown is None or snapshot.number != self._shown.number:
            self._is_due = True
        self._shown = snapshot
        self.find(self._text)

    def find(self, text: str) -> None:
        """Looks for a text; an empty one ends it."""
        self._text = text
        if len(text.strip()) >= SHORTEST and self._is_due and not self._is_reading:
            self._is_reading, self._is_due = True, False
            self._tasks.start(self._read())
        self._show_found()

    async def _read(self) -> None:
        try:
            services = await self._context.late.ready()
            if self._shown is None:
                return
            first = today(services.now(), self._shown.sheet.timezone).day
            days = [first + timedelta(days=ahead) for ahead in range(DAYS)]
            sheets = await services.run_sheet.sheets(days)
            self._days = await asyncio.to_thread(findable, sheets)
        finally:
            self._is_reading = False
        self._show_found()

    def _show_found(self) -> None:
        found = self.found
        if found or self._panel is not None:
            self.panel.show_found(found, self._context.privacy.veil)
