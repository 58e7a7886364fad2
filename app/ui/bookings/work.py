"""What the buttons of the Bookings page do, through the service."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication

from app.domain.booking import CancelReason
from app.domain.booking_comparison import ShownThere
from app.domain.errors import RunSheetError
from app.domain.stored_booking import Booking
from app.ui.bookings.deeds import Deed
from app.ui.bookings.undo_bar import CancelUndoBar
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.web import open_page, ring


class BookingWork:
    """Acts on the booking it is given; the page hears of every change from the service."""

    def __init__(
        self,
        context: PageContext,
        tasks: Tasks,
        *,
        undo_bar: CancelUndoBar,
        show_error: Callable[[RunSheetError], None],
    ) -> None:
        self._context, self._tasks, self._undo_bar = context, tasks, undo_bar
        self._show_error = show_error
        self._undoable: str | None = None
        self._putting_off = asyncio.Lock()
        undo_bar.undo_wanted.connect(self.undo)
        undo_bar.time_wanted.connect(self._put_off)

    def do(self, deed: Deed, booking: Booking) -> None:
        """One of the deeds that ask nothing more."""
        service = self._context.services.bookings
        if deed is Deed.SETTINGS:
            self._context.navigator.open_settings("crm")
            return
        if deed is Deed.COPY:
            self._copy(booking)
            return
        if deed is Deed.RING:
            ring(booking.person.phone or "", self._context.show_message)
            return
        works: dict[Deed, Callable[[], Coroutine[Any, Any, object]]] = {
            Deed.UNDO: partial(service.undo_cancel, booking.id),
            Deed.STATUS_PAGE: partial(self._open_status_page, booking.provider),
            Deed.CHECK: partial(service.check_now, booking.id),
            Deed.SEND_AGAIN: partial(service.send_again, booking.id),
            Deed.SET_ASIDE: partial(service.set_aside, booking.id),
            Deed.DISMISS: partial(service.set_aside, booking.id),
        }
        self._tasks.start(works[deed](), on_error=self._show_error)
        if deed is Deed.UNDO:
            self.forget_undo(booking.id)

    async def _open_status_page(self, provider: str) -> None:
        crm = await self._context.services.crm.provider(provider)
        open_page(crm.status_page, self._context.show_message)

    def compare(self, booking: Booking, show: Callable[[ShownThere], None]) -> None:
        """Reads what the CRM shows now, and shows it."""
        self._tasks.start(self._compare(booking, show), on_error=self._show_error)

    async def _compare(self, booking: Booking, show: Callable[[ShownThere], None]) -> None:
        show(await self._context.services.bookings.shown_there(booking.id))

    def _copy(self, booking: Booking) -> None:
        """What went wrong, without anybody in it."""
        parts = (f"{booking.error_message} ({booking.error_code})", booking.correlation_id)
        QGuiApplication.clipboard().setText(" ".join(part for part in parts if part))
        self._context.show_message("Copied. Nobody's name is in it.")

    def cancel(self, booking: Booking, reason: CancelReason, *, crm: str) -> None:
        """Cancels; until the time is over the bar takes it back."""
        self._tasks.start(self._cancel(booking, reason, crm), on_error=self._show_error)

    def mark_as_there(self, booking: Booking, external_id: str) -> None:
        """A person saw the booking in the CRM."""
        work = self._context.services.bookings.mark_as_there(booking.id, external_id or None)
        self._tasks.start(work, on_error=self._show_error)

    def undo(self) -> None:
        """Ctrl+Z, while the bar is there."""
        if self._undoable is not None:
            work = self._context.services.bookings.undo_cancel(self._undoable)
            self.forget_undo(self._undoable)
            self._tasks.start(work, on_error=self._show_error)

    def follow(self, bookings: tuple[Booking, ...]) -> None:
        """Takes the bar away once the CRM is being told, whichever list is shown."""
        if self._undoable is None:
            return
        shown = [each for each in bookings if each.id == self._undoable]
        if not shown:
            self._tasks.start(self._follow_unseen(self._undoable), on_error=self._show_error)
        elif shown[0].undo_until is None:
            self.forget_undo(self._undoable)

    async def _follow_unseen(self, booking_id: str) -> None:
        booking = await self._context.services.bookings.get(booking_id)
        if booking.undo_until is None:
            self.forget_undo(booking_id)

    def forget_undo(self, booking_id: str) -> None:
        """There is nothing to take back any more."""
        if booking_id == self._undoable:
            self._undoable = None
            self._undo_bar.clear()

    async def _cancel(self, booking: Booking, reason: CancelReason, crm: str) -> None:
        cancelled = await self._context.services.bookings.cancel(booking.id, reason)
        if cancelled.undo_until is None:
            self._context.show_message("Cancelled. Nothing had been sent.")
            return
        left = cancelled.undo_until - self._context.services.now()
        self._undoable = booking.id
        self._undo_bar.offer(crm=crm, seconds=max(round(left.total_seconds()), 1))

    def _put_off(self) -> None:
        """Somebody came to the bar, is still there, or left it."""
        if self._undoable is not None:
            work = self._tell_later(self._undoable)
            self._tasks.start(work, on_error=lambda _error: None)  # too late: the bar goes

    async def _tell_later(self, booking_id: str) -> None:
        async with self._putting_off:  # whoever left after coming is let go last
            if booking_id == self._undoable:
                is_held = self._undo_bar.is_held
                service = self._context.services.bookings
                await service.put_off_cancel(booking_id, is_held=is_held)
