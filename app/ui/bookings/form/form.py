"""The booking form: in the place of the list, filled by keyboard, kept as a draft when left."""

from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.practice_day import local
from app.domain.stored_booking import Booking
from app.ui import keys
from app.ui.bookings.form.desk import FormDesk
from app.ui.bookings.form.job import Job, Kind
from app.ui.bookings.form.layout import FormLayout
from app.ui.bookings.form.parts import FormParts
from app.ui.bookings.form.start import FormStart
from app.ui.connections.tab_order import follow_reading_order
from app.ui.page import PageContext


class BookingForm(QFrame):
    """`closed`: back to the list, what was typed is kept as a draft. `booked` carries the id of the
    booking that was made, moved or mended.
    """

    closed = Signal()
    booked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self.tasks = context, context.tasks(self)
        self._drafts: list[FormStart] = []
        self._focus_box: QWidget | None = None
        self.parts = FormParts(context.theme)
        self.shown = FormLayout(self, context.theme, self.parts)
        self.desk = FormDesk(context, self.parts, self.shown, tasks=self.tasks, parent=self)
        self._connect()

    @property
    def is_open(self) -> bool:
        """True from opening to booking or closing."""
        return self.desk.job is not None

    # --- opening ---------------------------------------------------------------------------

    def open_new(self, start: FormStart | None = None) -> None:
        """A new booking; without a start the last draft is back, unless names are hidden."""
        self._keep_draft()
        is_draft = bool(start is None and self._drafts and not self._context.privacy.veil.is_on)
        start = self._drafts.pop() if is_draft else start or FormStart()
        job = Job(
            kind=Kind.NEW,
            reference=start.reference or str(uuid4()),
            timezone=start.timezone,
            row_id=start.run_sheet_appointment_id,
        )
        self._begin(job, start)
        if is_draft:
            self.shown.say_about("This is your draft. Clear begins anew.")

    def open_move(self, booking: Booking, start: FormStart | None = None) -> None:
        """Another time for a booking, which keeps its length. `start`: the day and time that were
        said; a day alone leaves the time open.
        """
        self._keep_draft()
        job = Job(
            kind=Kind.MOVE,
            reference=booking.reference,
            timezone=booking.order.timezone,
            booking=booking,
        )
        said, now = start or FormStart(), local(booking.start_at, booking.order.timezone)
        day, at = said.day or now.date(), said.at
        focus: QWidget = self.shown.book_button
        if at is None:
            has_day, when = said.day is not None, self.parts.when
            at = None if has_day else now.time()
            focus = when.at.box if has_day else when.day_field.box
        self._begin(
            job,
            FormStart(provider=booking.provider, day=day, at=at, heard=said.heard),
            focus=focus,
        )

    def open_fix(self, booking: Booking) -> None:
        """A booking that was refused, with what was wrong above it."""
        if self._context.privacy.veil.hides(booking.id):
            self._context.show_message("Names are hidden. Show them to fix this booking.")
            QTimer.singleShot(0, self, self.closed.emit)
            return
        self._keep_draft()
        job = Job(
            kind=Kind.FIX,
            reference=booking.reference,
            timezone=booking.order.timezone,
            row_id=booking.run_sheet_appointment_id,
            booking=booking,
        )
        self._begin(job, FormStart.from_booking(booking), focus=self.parts.person.phone.box)
        if booking.error_message:
            self.shown.say_error(f"{booking.error_message} ({booking.error_code})")

    def clear(self) -> None:
        """Everything away, for another person."""
        self._begin(Job(kind=Kind.NEW, reference=str(uuid4())), FormStart())

    def _begin(self, job: Job, start: FormStart, *, focus: QWidget | None = None) -> None:
        self.desk.begin(job, start)
        follow_reading_order(self)
        self._focus_box = focus
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """To what was asked for, else to the first open question."""
        if not self.is_open:
            return
        if self.shown.empty.buttons and self.shown.empty.isVisible():
            self.shown.empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._focus_box is not None:
            self._focus_box.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.parts.focus_open():
            self.shown.book_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """It came into the place of the list."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.focus_first)

    # --- closing ---------------------------------------------------------------------------

    def close_form(self) -> None:
        """Esc: what was typed is kept until RunSheet ends."""
        if self._keep_draft():
            self._context.show_message("Kept as a draft. New booking brings it back.")
        self.desk.end()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _keep_draft(self) -> bool:
        """True when something of a new booking was worth keeping."""
        job = self.desk.job
        if job is None or job.kind is not Kind.NEW:
            return False
        draft = self.parts.draft(job, self.shown.book_in.provider)
        if not draft.is_empty:
            self._drafts.append(draft)
        return not draft.is_empty

    def _hide_people(self) -> None:
        """Names are to be hidden: what is being typed is one, what was typed may be."""
        self.shown.say_heard("")
        if self.desk.job is not None and self.desk.job.kind is not Kind.MOVE:
            self.close_form()

    def _finish(self, job: Job, booking: Booking) -> None:
        """Left with Esc before the booking was kept, its draft is done with as well."""
        self._drafts = [each for each in self._drafts if each.reference != job.reference]
        if self.desk.job is job:
            self.desk.end()
            self.booked.emit(booking.id)

    def _connect(self) -> None:
        shown, privacy = self.shown, self._context.privacy
        shown.book_button.clicked.connect(lambda _checked: self.desk.send())
        shown.close_button.clicked.connect(lambda _checked: self.close_form())
        shown.clear_button.clicked.connect(lambda _checked: self.clear())
        self.desk.booked.connect(self._finish)
        privacy.switched.connect(lambda is_on: self._hide_people() if is_on else None)
        privacy.left_alone.connect(self._hide_people)
        keys.bind(self, keys.KEEP, self.desk.send)
