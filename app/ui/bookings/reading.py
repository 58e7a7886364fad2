"""What the Bookings page reads, and when: at every change of a booking, and when it comes up."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.domain.booking import BookingStatus
from app.domain.crm import CrmProvider
from app.domain.stored_booking import Booking, BookingEvent, BookingView
from app.services.changes import Change, Topic
from app.ui.page import PageContext
from app.ui.tasks import Tasks

_TOPICS = frozenset({Topic.BOOKINGS, Topic.CRM})
_GATHER_S = 0.05
"""Several changes in a row are one for the eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which list, and what its bookings must hold."""

    view: BookingView = BookingView.UPCOMING
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingsSeen:
    """One list as it stands, how many every list has, and the CRMs."""

    wanted: Wanted
    bookings: tuple[Booking, ...]
    counts: dict[BookingView, int]
    providers: tuple[CrmProvider, ...]

    @property
    def labels(self) -> dict[str, str]:
        """The CRMs' names by provider."""
        return {each.id: each.label for each in self.providers}

    def label(self, booking: Booking) -> str:
        """The name of the CRM of a booking."""
        return self.labels.get(booking.provider, booking.provider)


class BookingReading(QObject):
    """`read` has a `BookingsSeen`, `detail_read` a booking and its events, `failed` an error."""

    read = Signal(object)
    detail_read = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        context: PageContext,
        *,
        wanted: Callable[[], Wanted],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._wanted, self._tasks = context, wanted, tasks
        self._is_reading = self._is_due = False
        stop = context.services.changes.subscribe(self._hear)
        self.destroyed.connect(lambda _object: stop())

    @property
    def is_settled(self) -> bool:
        """True when nothing is being read and nothing is due."""
        return not self._is_reading

    def start(self) -> None:
        """Reads the list again; asked meanwhile, it reads once more afterwards."""
        self._is_due = True
        if not self._is_reading:
            self._is_reading = True
            self._tasks.start(self._read_all(), on_error=self.failed.emit)

    def start_detail(self, booking: Booking) -> None:
        """Reads what happened to a booking."""
        self._tasks.start(self._read_detail(booking), on_error=self.failed.emit)

    def _hear(self, change: Change) -> None:
        if change.topic in _TOPICS:
            self.start()

    async def _read_all(self) -> None:
        try:
            while self._is_due:
                self._is_due = False
                await self._read()
                if self._is_due:
                    await asyncio.sleep(_GATHER_S)
        finally:
            self._is_reading = False

    async def _read(self) -> None:
        services, wanted = self._context.services, self._wanted()
        listed = await services.bookings.show(wanted.view, text=wanted.text)
        seen = BookingsSeen(
            wanted=wanted,
            bookings=tuple(map(self._as_it_stands, listed)),
            counts=await services.bookings.counts(),
            providers=await services.crm.providers(),
        )
        if wanted == self._wanted():
            self.read.emit(seen)
        else:
            self._is_due = True

    def _as_it_stands(self, booking: Booking) -> Booking:
        """One that waits says why nothing is sent to its CRM at all, where that is so."""
        standing = self._context.services.bookings.standing(booking.provider)
        if standing is None or booking.status is not BookingStatus.WAITING:
            return booking
        return replace(booking, error_code=standing.code, error_message=standing.sentence)

    async def _read_detail(self, booking: Booking) -> None:
        events: tuple[BookingEvent, ...] = await self._context.services.bookings.events(booking.id)
        self.detail_read.emit(booking, events)
