"""Cards by row id, made a few at a time so that a long list never holds the window up."""

import asyncio
from collections.abc import Mapping

from app.domain.appointment import AppointmentStatus
from app.ui.sheet_feed import Snapshot
from app.ui.today.cards import Card, card_of

_AT_A_TIME = 200


class CardShelf:
    """Keeps the cards of rows that did not change, so that they need not be made again."""

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}
        self._timezone = ""

    async def fill(self, snapshot: Snapshot) -> Mapping[str, Card]:
        """A card for every row of the snapshot's sheet."""
        fresh: dict[str, Card] = {}
        timezone = snapshot.sheet.timezone
        if timezone != self._timezone:
            self._cards, self._timezone = {}, timezone
        for number, row in enumerate(snapshot.sheet.rows, start=1):
            known = self._cards.get(row.id)
            waits = row.status is AppointmentStatus.ARRIVED
            if known is not None and known.row == row and not waits:
                fresh[row.id] = known
            else:
                fresh[row.id] = card_of(row, now=snapshot.now, timezone=timezone)
            if number % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        self._cards = fresh
        return fresh
