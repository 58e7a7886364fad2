"""What is asked below a booking's details before it is done: why cancelled, which record it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.booking import CancelReason
from app.domain.stored_booking import Booking
from app.ui.bookings.cancel_panel import CancelPanel
from app.ui.bookings.detail_pane import BookingPane
from app.ui.bookings.reading import BookingsSeen
from app.ui.bookings.there_panel import TherePanel
from app.ui.bookings.work import BookingWork
from app.ui.theme import Theme


class BookingQuestions:
    """Asks about the booking in the pane; answered or not, the focus goes back to the list."""

    def __init__(
        self,
        pane: BookingPane,
        theme: Theme,
        work: BookingWork,
        *,
        seen: Callable[[], BookingsSeen | None],
        back: QWidget,
        bring: Callable[[QWidget], None],
    ) -> None:
        """`back`: where the focus goes; `bring` scrolls what is asked into view."""
        self._bring = bring
        self._pane, self._work, self._seen, self._back = pane, work, seen, back
        self.cancel_panel, self.there_panel = CancelPanel(theme), TherePanel()
        for panel in (self.cancel_panel, self.there_panel):
            pane.panel_place.addWidget(panel)
        self.cancel_panel.cancelled.connect(self._cancel)
        self.cancel_panel.kept.connect(self.leave)
        self.there_panel.marked.connect(self._mark)
        self.there_panel.closed.connect(self.leave)

    def ask_cancel(self, booking: Booking) -> None:
        """Why; with what the CRM makes of it."""
        seen = self._seen()
        providers = seen.providers if seen is not None else ()
        note = next((p.cancelled_note for p in providers if p.id == booking.provider), "")
        self.cancel_panel.ask(note)
        self._bring(self.cancel_panel)

    def ask_there(self, booking: Booking) -> None:
        """Which record of the CRM it is."""
        self.there_panel.ask(label_of_crm=self._crm(booking), known=booking.external_id)
        self._bring(self.there_panel)

    def leave(self) -> None:
        """Nothing is asked any more."""
        self.close()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Takes the questions away; the focus stays."""
        self.cancel_panel.hide()
        self.there_panel.hide()

    def _cancel(self, reason: CancelReason) -> None:
        booking = self._pane.booking
        self.leave()
        if booking is not None:
            self._work.cancel(booking, reason, crm=self._crm(booking))

    def _mark(self, external_id: str) -> None:
        booking = self._pane.booking
        self.leave()
        if booking is not None:
            self._work.mark_as_there(booking, external_id)

    def _crm(self, booking: Booking) -> str:
        seen = self._seen()
        return seen.label(booking) if seen is not None else booking.provider
