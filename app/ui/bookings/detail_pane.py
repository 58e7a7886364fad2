"""The booking in focus in full: state, what is wrong, what can be done, what happened to it."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.booking import BookingStatus
from app.domain.booking_words import event_words, length_words, state_words, when_words
from app.domain.stored_booking import Booking, BookingEvent
from app.domain.words import day_and_time, phone_number
from app.ui.bookings.deeds import Deed, deeds_of
from app.ui.bookings.rows import Setting
from app.ui.connections.flow_row import FlowRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import clear, make_button, scrolled
from app.ui.widgets.labels import label, restyle

_ROLES = {"err": "error"}


class BookingPane(QFrame):
    """`closed`: back to the list. `deed_wanted` carries what a person wants done."""

    closed = Signal()
    deed_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("booking_details")
        self.setProperty("panel", "true")
        self.booking: Booking | None = None
        self.buttons: dict[Deed, Button] = {}
        self._title = label(role="heading", wrap=True, name="booking_title")
        self._state = label(role="strong", wrap=True, name="booking_state")
        self._error = label(role="error", wrap=True, name="booking_error")
        self._facts = label(role="secondary", wrap=True, name="booking_facts")
        self._happened = label("What happened", role="strong")
        self._happened.hide()
        self._history = QVBoxLayout()
        self._history.setSpacing(6)
        self._row = FlowRow()
        self.panel_place = QVBoxLayout()
        self._lay_out()

    def show_booking(
        self, booking: Booking, events: Sequence[BookingEvent], setting: Setting
    ) -> None:
        """Shows a booking as it is now; the focus stays on the button it was on."""
        crm = setting.label(booking)
        self.booking = booking
        self._happened.show()
        glyph, state, tone = state_words(booking, label=crm)
        self._title.setText(f"{setting.name(booking)}, {when_words(booking, now=setting.now)}")
        self._state.setText(f"{glyph} {state}")
        restyle(self._state, "role", _ROLES.get(tone, "strong"))
        restyle(self._error, "role", _ROLES.get(tone, "secondary"))  # what waits is no fault yet
        self._error.setText(error_line(booking))
        self._error.setVisible(bool(self._error.text()))
        self._facts.setText("\n".join(fact_lines(booking, setting)))
        self.setAccessibleName(f"Details of {self._title.text()}, {state}")
        self._show_deeds(_shown_deeds(booking, setting), crm=crm)
        self._show_events(booking, events, setting)

    def say(self, words: str) -> None:
        """What there is to say while no booking is shown."""
        if self.booking is None:
            self._title.setText(words)

    def offers(self, deed: Deed) -> bool:
        """True while its button is there."""
        return deed in self.buttons and self.buttons[deed].isVisibleTo(self)

    def focus_first(self) -> None:
        """The first thing that can be done."""
        shown = [button for button in self.buttons.values() if button.isVisibleTo(self)]
        (shown[0] if shown else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_deeds(self, wanted: Sequence[Deed], *, crm: str) -> None:
        had_focus = next((deed for deed, each in self.buttons.items() if each.hasFocus()), None)
        for deed in wanted:
            if deed not in self.buttons:
                self.buttons[deed] = self._made(deed)
            words = deed.value.format(crm=crm)
            self.buttons[deed].setText(words)
            self.buttons[deed].setAccessibleName(words)
        for deed, button in self.buttons.items():
            button.setVisible(deed in wanted)
        self._put_in_order([self.buttons[deed] for deed in wanted])
        if had_focus is not None and had_focus not in wanted:
            self.focus_first()

    def _put_in_order(self, buttons: Sequence[Button]) -> None:
        """The likeliest first, for the eye and for Tab."""
        while self._row.takeAt(0) is not None:
            pass
        for button in buttons:
            self._row.addWidget(button)
        self._row.invalidate()
        for before, after in pairwise(buttons):
            QWidget.setTabOrder(before, after)

    def _made(self, deed: Deed) -> Button:
        return make_button(
            "",
            name=f"booking_{deed.name.casefold()}",
            kind="primary" if deed.is_first else "normal",
            on_click=lambda: self.deed_wanted.emit(deed),
        )

    def _show_events(
        self, booking: Booking, events: Sequence[BookingEvent], setting: Setting
    ) -> None:
        clear(self._history)
        zone = booking.order.timezone
        for event in reversed(events):
            words = event_words(event, label=setting.label(booking), timezone=zone)
            at = day_and_time(event.at, now=setting.now, timezone=zone)
            by = ", ".join(part for part in (event.who, event.pc) if part)
            said = " · ".join(part for part in (at[:1].upper() + at[1:], words, by) if part)
            line = label(said, role="muted", wrap=True)
            self._history.addWidget(line)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(6)
        for part in (self._title, self._state, self._error, self._facts):
            inside.addWidget(part)
        inside.addLayout(self._row)
        inside.addLayout(self.panel_place)
        inside.addSpacing(4)
        inside.addWidget(self._happened)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._history)
        column.addStretch(1)
        inside.addWidget(scrolled(holder), 1)


def _shown_deeds(booking: Booking, setting: Setting) -> tuple[Deed, ...]:
    """A hidden number is not rung either: whoever stands at the screen would see it."""
    deeds = deeds_of(booking)
    hides = setting.veil.hides(booking.id)
    return tuple(each for each in deeds if not (hides and each is Deed.RING))


def error_line(booking: Booking) -> str:
    """What is wrong, with its code; empty where nothing is."""
    if booking.error_code is None or booking.error_message is None:
        return ""
    return f"{booking.error_message} ({booking.error_code})"


def fact_lines(booking: Booking, setting: Setting) -> tuple[str, ...]:
    """Service and length, clinician, branch, contact; whom to ring stands there to be rung."""
    order, hides = booking.order, setting.veil.hides(booking.id)
    service = "" if hides else setting.service(booking)
    place = ", ".join(part for part in (order.doctor_name, order.branch) if part)
    phone = phone_number(order.person.phone) if order.person.phone and not hides else ""
    email, crm = "" if hides else order.person.email or "", setting.label(booking)
    lines = (
        ", ".join(part for part in (service, length_words(order.length)) if part),
        place,
        ", ".join(part for part in (phone, email) if part),
        f"In {crm} as record {booking.external_id}" if _is_there(booking) else f"For {crm}",
    )
    return tuple(line for line in lines if line)


def _is_there(booking: Booking) -> bool:
    return booking.external_id is not None and booking.status is not BookingStatus.DRAFT
