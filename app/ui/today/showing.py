"""Snapshot after snapshot: the newest one wins, and is put up in small steps."""

import asyncio
from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal

from app.ui.sheet_feed import Snapshot
from app.ui.tasks import Tasks
from app.ui.today.cards import Card
from app.ui.today.shelf import CardShelf

Draw = Callable[[Snapshot, Mapping[str, Card]], Iterator[None]]
"""Puts a list and its cards on the screen, a step at a time."""


class Showing(QObject):
    """`snapshot` and its `cards` are what is on screen. `ended`: a new snapshot is, whole."""

    ended = Signal(object)

    def __init__(self, shelf: CardShelf, draw: Draw, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf, self._draw, self._tasks = shelf, draw, tasks
        self.snapshot: Snapshot | None = None
        self.cards: Mapping[str, Card] = {}
        self._waiting: Snapshot | None = None
        self._is_showing = False
        self._generation = 0

    @property
    def is_settled(self) -> bool:
        """True when the newest snapshot is on screen."""
        return self.snapshot is not None and not self._is_showing and self._waiting is None

    def take(self, snapshot: Snapshot) -> None:
        """Shows it when the one before is up; one that waits gives way."""
        self._waiting = snapshot
        if not self._is_showing:
            self._is_showing = True
            self._tasks.start(self._show_waiting())

    def put_up_now(self) -> None:
        """After a filter: all at once, so that what is on screen always answers the find box."""
        for _ in self._put_up():
            pass

    def make_again(self) -> None:
        """What may be seen is different: at once, from what is on screen already."""
        if self.snapshot is not None:
            self.cards = self._shelf.fill_now(self.snapshot)
            self.put_up_now()

    async def _show_waiting(self) -> None:
        try:
            while self._waiting is not None:
                snapshot, self._waiting = self._waiting, None
                self.cards = await self._shelf.fill(snapshot)
                self.snapshot = snapshot
                for _ in self._put_up():
                    await asyncio.sleep(0)
                self.ended.emit(snapshot)
        finally:
            self._is_showing = False

    def _put_up(self) -> Iterator[None]:
        """Stops where it is as soon as something newer is put up."""
        if self.snapshot is None:
            return
        self._generation += 1
        generation = self._generation
        for _ in self._draw(self.snapshot, self.cards):
            yield
            if generation != self._generation:
                return
