"""What is asked below a booking's details before it is done: why cancelled, which record it is,
whose version counts.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.booking import CancelReason
from app.domain.booking_comparison import ShownThere, compared
from app.domain.stored_booking import Booking
from app.ui.bookings.cancel_panel import CancelPanel
from app.ui.bookings.compare_panel import ComparePanel
from app.ui.bookings.deeds import Deed, deeds_of
from app.ui.bookings.detail_pane import BookingPane
from app.ui.bookings.reading import BookingsSeen
from app.ui.bookings.rows import Setting
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
        setting: Callable[[], Setting],
        back: QWidget,
        bring: Callable[[QWidget], None],
    ) -> None:
        """`setting`: what may be seen now; `back`: where the focus goes; `bring` scrolls what is
        asked into view.
        """
        self._bring, self._setting = bring, setting
        self._compared: tuple[Booking, ShownThere] | None = None
        self._pane, self._work, self._seen, self._back = pane, work, seen, back
        self.cancel_panel, self.there_panel = CancelPanel(theme), TherePanel()
        self.compare_panel = ComparePanel()
        for panel in (self.cancel_panel, self.there_panel, self.compare_panel):
            pane.panel_place.addWidget(panel)
        self.cancel_panel.cancelled.connect(self._cancel)
        self.cancel_panel.kept.connect(self.leave)
        self.there_panel.marked.connect(self._mark)
        self.there_panel.closed.connect(self.leave)
        self.compare_panel.closed.connect(self.leave)
        self.compare_panel.deed_wanted.connect(self._settle)

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

    def ask_compare(self, booking: Booking) -> None:
        """Ours and the CRM's side by side, once it was read."""

        def show(there: ShownThere) -> None:
            if self._pane.booking is not None and self._pane.booking.id == booking.id:
                self.close()
                self._compared = booking, there
                self.follow()
                self.compare_panel.focus_first()
                self._bring(self.compare_panel)

        self._work.compare(booking, show)

    def follow(self) -> None:
        """The comparison, with what may be seen now; gone once there is nothing to compare."""
        booking = self._pane.booking
        if self._compared is None or booking is None or booking.id != self._compared[0].id:
            return
        deeds, setting = deeds_of(booking), self._setting()
        if Deed.COMPARE not in deeds:
            self.close()
            return
        there = self._compared[1]
        lines = compared(booking, there, now=setting.now)
        wanted = [each for each in (Deed.SEND_AGAIN, Deed.IS_THERE) if each in deeds]
        if there.booking is None and Deed.IS_THERE in wanted:
            wanted.remove(Deed.IS_THERE)
        hides = setting.veil.hides(booking.id)
        self.compare_panel.show_lines(lines, crm=self._crm(booking), deeds=wanted, hides=hides)

    def leave(self) -> None:
        """Nothing is asked any more."""
        self.close()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Takes the questions away; the focus stays."""
        self.cancel_panel.hide()
        self.there_panel.hide()
        self.compare_panel.hide()
        self._compared = None

    def _cancel(self, reason: CancelReason) -> None:
        booking = self._pane.booking
        self.leave()
        if booking is not None:
            self._work.cancel(booking, reason, crm=self._crm(booking))

    def _settle(self, deed: Deed) -> None:
        """Whose version counts."""
        booking = self._pane.booking
        self.leave()
        if booking is None:
            return
        if deed is Deed.IS_THERE:
            self._work.mark_as_there(booking, booking.external_id or "")
        else:
            self._work.do(deed, booking)

    def _mark(self, external_id: str) -> None:
        booking = self._pane.booking
        self.leave()
        if booking is not None:
            self._work.mark_as_there(booking, external_id)

    def _crm(self, booking: Booking) -> str:
        seen = self._seen()
        return seen.label(booking) if seen is not None else booking.provider
