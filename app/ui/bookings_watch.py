"""What the whole window knows of bookings: is there a CRM, what waits, what took too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import RunSheetError
from app.ui.late_services import LateServices
from app.ui.sheet_feed import SheetFeed
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.changes import Change

PATIENCE = timedelta(minutes=2)
"""So long a booking may take before a person is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingsStanding:
    """Counts and ids, never who. `is_set_up`: bookings can be sent to at least one CRM.

    `under_way`: what no CRM has confirmed or refused; `late`: what is not confirmed although it has
    been so for two minutes. `attention`: what a person has to finish.
    """

    is_set_up: bool = False
    under_way: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()
    attention: frozenset[str] = frozenset()


class BookingsWatch(QObject):
    """Reads at every change of a booking or a CRM, and once a minute. `changed`: it is another."""

    changed = Signal()

    def __init__(self, late: LateServices, feed: SheetFeed, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._late, self._feed, self._tasks = late, feed, tasks
        self._since: dict[str, datetime] = {}
        self._is_reading = self._is_due = False
        self.standing = BookingsStanding()

    def begin(self) -> None:
        """The services are open."""
        self.destroyed.connect(self._late.services.changes.subscribe(self._hear))
        self._feed.changed.connect(self._refresh)
        self._refresh()

    def _hear(self, change: "Change") -> None:
        from app.services.changes import Topic

        if change.topic in {Topic.BOOKINGS, Topic.CRM}:
            self._refresh()

    def _refresh(self) -> None:
        self._is_due = True
        if not self._is_reading:
            self._is_reading = True
            self._tasks.start(self._read())

    async def _read(self) -> None:
        try:
            while self._is_due:
                self._is_due = False
                standing = await self._standing(self._late.services)
                if standing != self.standing:
                    self.standing = standing
                    self.changed.emit()
        finally:
            self._is_reading = False

    async def _standing(self, services: "Services") -> BookingsStanding:
        from app.domain.stored_booking import BookingView

        waiting = await services.bookings.list(BookingView.WAITING)
        under_way = frozenset(one.id for one in waiting if one.undo_until is None)
        unfinished = await services.bookings.list(BookingView.ATTENTION)
        attention = frozenset(one.id for one in unfinished)
        return BookingsStanding(
            is_set_up=await _is_set_up(services),
            under_way=under_way,
            late=self._late_of(under_way | attention, services.now()),
            attention=attention,
        )

    def _late_of(self, open_ids: frozenset[str], now: datetime) -> frozenset[str]:
        """Counted from when this window first saw them open, so that a start tells them once."""
        self._since = {each: self._since.get(each, now) for each in open_ids}
        return frozenset(each for each, at in self._since.items() if now - at >= PATIENCE)


async def _is_set_up(services: "Services") -> bool:
    try:
        return any(each.configured for each in await services.crm.providers())
    except RunSheetError:  # the keyring can't be read: Settings says so
        return False
