"""Cards by row id, made a few at a time so that a long list never holds the window up."""

import asyncio
from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.domain.appointment import AppointmentStatus
from app.domain.privacy import PrivacyLevel, Sight, Veil
from app.domain.run_sheet import RunSheetRow
from app.ui.sheet_feed import Snapshot
from app.ui.today.cards import Card, card_of
from app.ui.today.marks import NO_MARKS, Marks, marks_of

_AT_A_TIME = 200


class _Kept(NamedTuple):
    """A card, the row it was made of, its marks, and how much of the person was hidden then."""

    row: RunSheetRow
    marks: Marks
    hidden: PrivacyLevel | None
    card: Card


class CardShelf:
    """Keeps the cards of rows that did not change, so that they need not be made again.

    `veil` says what of a person may be seen now: cards are made of what it lets through.
    """

    def __init__(self, veil: Callable[[], Veil]) -> None:
        self._veil = veil
        self._kept: dict[str, _Kept] = {}
        self._marked: tuple[RunSheetRow, ...] | None = None
        self._marks: Mapping[str, Marks] = {}
        self._timezone = ""

    async def fill(self, snapshot: Snapshot) -> Mapping[str, Card]:
        """A card for every row of the snapshot's sheet, as may be seen when it returns."""
        await self._mark(snapshot.sheet.rows)
        while True:
            veil, fresh = self._veil(), dict[str, _Kept]()
            marks, sight = self._marks_of(snapshot), Sight(veil)
            for number, row in enumerate(snapshot.sheet.rows, start=1):
                fresh[row.id] = self._of(row, snapshot, sight, marks.get(row.id, NO_MARKS))
                if number % _AT_A_TIME == 0:
                    await asyncio.sleep(0)
            if veil == self._veil():
                return self._keep(fresh, snapshot)

    def fill_now(self, snapshot: Snapshot) -> Mapping[str, Card]:
        """The same at once: what was hidden just now must not wait for its turn."""
        marks, sight = self._marks_of(snapshot), Sight(self._veil())
        fresh = {
            row.id: self._of(row, snapshot, sight, marks.get(row.id, NO_MARKS))
            for row in snapshot.sheet.rows
        }
        return self._keep(fresh, snapshot)

    async def _mark(self, rows: tuple[RunSheetRow, ...]) -> None:
        """Elsewhere, where there is much to compare: Qt's thread has the window to paint."""
        if len(rows) > _AT_A_TIME and self._marked is not rows:
            marks = await asyncio.to_thread(marks_of, rows)
            self._marked, self._marks = rows, marks

    def _marks_of(self, snapshot: Snapshot) -> Mapping[str, Marks]:
        """Found once for a sheet: hiding people must not wait for it."""
        if self._marked is not snapshot.sheet.rows:
            self._marked, self._marks = snapshot.sheet.rows, marks_of(snapshot.sheet.rows)
        return self._marks

    def _of(self, row: RunSheetRow, snapshot: Snapshot, sight: Sight, marks: Marks) -> _Kept:
        veil = sight.veil
        hidden = veil.level if veil.hides(row.id) else None
        timezone, known = snapshot.sheet.timezone, self._kept.get(row.id)
        stays = timezone == self._timezone and row.status is not AppointmentStatus.ARRIVED
        # Of others' rows only what may be seen now is on a card, so those are not kept either.
        is_apart = not veil.is_on or marks == NO_MARKS
        if stays and is_apart and known is not None and known[:3] == (row, marks, hidden):
            return known
        seen = marks.seen_through(sight)
        card = card_of(sight.row(row), now=snapshot.now, timezone=timezone, marks=seen)
        return _Kept(row, marks, hidden, card)

    def _keep(self, fresh: dict[str, _Kept], snapshot: Snapshot) -> Mapping[str, Card]:
        self._kept, self._timezone = fresh, snapshot.sheet.timezone
        return {row_id: kept.card for row_id, kept in fresh.items()}
