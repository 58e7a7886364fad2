"""Bookings: what was booked in CRMs, how far each has come, and a new one."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import RunSheetError
from app.domain.intent import Intent, IntentKind
from app.domain.run_sheet import RunSheetRow
from app.domain.stored_booking import Booking, BookingEvent, BookingView
from app.ui import keys
from app.ui.bookings.deeds import Deed
from app.ui.bookings.detail_pane import BookingPane
from app.ui.bookings.form.form import BookingForm
from app.ui.bookings.form.start import FormStart
from app.ui.bookings.instead import Instead
from app.ui.bookings.layout import BookingsLayout
from app.ui.bookings.questions import BookingQuestions
from app.ui.bookings.quick_box import QuickBox
from app.ui.bookings.reading import BookingReading, BookingsSeen
from app.ui.bookings.rows import Setting, booking_row
from app.ui.bookings.table import BookingTable, booking_model
from app.ui.bookings.tabs import BookingTabs
from app.ui.bookings.undo_bar import CancelUndoBar
from app.ui.bookings.work import BookingWork
from app.ui.page import Page, PageContext
from app.ui.widgets.controls import make_button
from app.ui.widgets.empty_state import EmptyState

_SLOW_MS = 400


class BookingsPage(Page):
    """Ctrl+2. Ctrl+N opens the form, Del asks to cancel, Ctrl+Z takes a cancellation back."""

    title = "Bookings"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.tabs, self.model = BookingTabs(theme), booking_model()
        self.table, self.pane = BookingTable(self.model, theme), BookingPane()
        self.empty, self.undo_bar = EmptyState(name="bookings_empty"), CancelUndoBar()
        self.quick_box, self.form = QuickBox(context), BookingForm(context)
        self.new_button = make_button(
            "New booking",
            name="new_booking",
            kind="primary",
            tip=keys.shown(keys.NEW_BOOKING),
            on_click=self.open_new,
        )
        self._work = BookingWork(
            context, self.tasks, undo_bar=self.undo_bar, show_error=self._show_error
        )
        self._reading = BookingReading(
            context, wanted=lambda: self.tabs.wanted, tasks=self.tasks, parent=self
        )
        self._instead = Instead(
            self.empty,
            context,
            self.tabs,
            open_new=self.open_new,
            read_again=self._reading.start,
        )
        self._layout = BookingsLayout(
            self,
            new_button=self.new_button,
            bars=(self.quick_box, self.undo_bar, self.tabs),
            table=self.table,
            pane=self.pane,
            empty=self.empty,
            form=self.form,
        )
        self._questions = BookingQuestions(
            self.pane,
            theme,
            self._work,
            seen=lambda: self._seen,
            setting=lambda: self._setting,
            back=self.table,
            bring=self._layout.bring,
        )
        self.cancel_panel = self._questions.cancel_panel
        self.there_panel = self._questions.there_panel
        self.compare_panel = self._questions.compare_panel
        self._seen: BookingsSeen | None = None
        self._wanted_id: str | None = None
        self._cancel_id: str | None = None
        self._meant: dict[str, FormStart] = {}
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    @property
    def help_code(self) -> str:
        """The chosen booking's."""
        return self.pane.booking.error_code or "" if self.pane.booking is not None else ""

    def on_shown(self) -> None:
        """As it stands now."""
        self._reading.start()
        QTimer.singleShot(_SLOW_MS, self, self._say_reading)

    def focus_first(self) -> None:
        """Into the form while it is open, else into the list, else to the next step."""
        if self._layout.shows_form:
            self.form.focus_first()
        elif self._layout.shows_list:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_find(self) -> None:
        """Ctrl+F."""
        self.tabs.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tabs.find_box.selectAll()

    def open_new(self, start: FormStart | None = None) -> None:
        """Ctrl+N: the form, with what is known already."""
        self.form.open_new(start)
        self._layout.show_form()

    def open_for_row(self, row: RunSheetRow) -> None:
        """The form for the person of a run-sheet row."""
        self.open_new(FormStart.from_row(row))

    def show_booking(self, booking_id: str | None, view: BookingView = BookingView.ALL) -> None:
        """Goes to a list, and to a booking in it."""
        self._wanted_id = booking_id
        self._layout.show_list(is_shown=True)
        self.tabs.choose(view)

    @property
    def is_settled(self) -> bool:
        """True when nothing is being read and nothing runs."""
        return self._seen is not None and self._reading.is_settled and not self.tasks.running

    # --- showing ---------------------------------------------------------------------------

    @property
    def _setting(self) -> Setting:
        labels = self._seen.labels if self._seen is not None else {}
        return Setting(
            now=self.context.services.now(), veil=self.context.privacy.veil, labels=labels
        )

    def _show(self, seen: BookingsSeen) -> None:
        self._seen = seen
        self.tabs.show_counts(seen.counts)
        self._work.follow(seen.bookings)
        setting = self._setting
        self.model.update_to([booking_row(each, setting) for each in seen.bookings])
        self._choose()
        if not self._layout.shows_form:
            self._show_place()
        booking = self._current
        if booking is not None:
            self._reading.start_detail(booking)

    def _choose(self) -> None:
        wanted, self._wanted_id = self._wanted_id, None
        if wanted is not None and self.table.choose(wanted):
            return
        if self.table.current is None:
            self.table.choose_first()

    def _show_place(self) -> None:
        """The list, or the words in its place."""
        seen = self._seen
        if seen is not None and not seen.bookings:
            self._instead.say_for(seen)
        self._layout.show_list(is_shown=seen is None or bool(seen.bookings))

    def _say_reading(self) -> None:
        if self._seen is None:
            self.pane.say("Reading the bookings…")

    def _show_detail(self, booking: Booking, events: tuple[BookingEvent, ...]) -> None:
        chosen = self.table.current
        if chosen is None or booking.id != chosen.id:
            return
        is_another = self.pane.booking is None or self.pane.booking.id != booking.id
        if is_another:
            self._questions.close()
        self.pane.show_booking(booking, events, self._setting)
        self._questions.follow()
        if booking.id == self._cancel_id:
            self._cancel_id = None
            self._questions.ask_cancel(booking)

    def _show_error(self, error: RunSheetError) -> None:
        """What a person did, did not work: perhaps the booking is another by now."""
        self._say(error)
        self._reading.start()

    def _show_failure(self, error: RunSheetError) -> None:
        """The list that was read stays; where there is none, the words say why."""
        if self._seen is not None or self._layout.shows_form:
            self._say(error)
            return
        self.context.announce(str(error))
        self._instead.say_failed(error)
        self._layout.show_list(is_shown=False)

    def _say(self, error: RunSheetError) -> None:
        self.context.show_message(str(error))
        self.context.announce(str(error))

    # --- what a person does ----------------------------------------------------------------

    @property
    def _current(self) -> Booking | None:
        row = self.table.current
        return self._booking(row.id) if row is not None else None

    def _booking(self, booking_id: str) -> Booking | None:
        bookings = self._seen.bookings if self._seen is not None else ()
        return next((each for each in bookings if each.id == booking_id), None)

    def _row_chosen(self, booking_id: str) -> None:
        booking = self._booking(booking_id)
        if booking is not None:
            self._reading.start_detail(booking)

    def _do(self, deed: Deed) -> None:
        booking = self.pane.booking
        if booking is None:
            return
        match deed:
            case Deed.MOVE:
                self._open_move(booking, self._said_of(booking))
            case Deed.FIX | Deed.PICK:
                self.form.open_fix(booking)
                self._layout.show_form()
            case Deed.CANCEL:
                self._questions.ask_cancel(booking)
            case Deed.IS_THERE:
                self._questions.ask_there(booking)
            case Deed.COMPARE:
                self._questions.ask_compare(booking)
            case _:
                self._work.do(deed, booking)

    def _open_move(self, booking: Booking, start: FormStart | None = None) -> None:
        self.form.open_move(booking, start)
        self._layout.show_form()

    def _said_of(self, booking: Booking) -> FormStart | None:
        """The new time of the sentence that several bookings fit, while it stands in its box."""
        said = self._meant.get(booking.id) if self.quick_box.line.text() else None
        if said is not None:
            self.quick_box.clear()
        return said

    def _cancel_from_box(self, booking: Booking) -> None:
        """The quick box named a booking: its details, and then the question about it."""
        self._cancel_id = booking.id
        self.show_booking(booking.id)

    def _cancel_by_key(self) -> None:
        booking = self._current
        if booking is not None and booking == self.pane.booking and self.pane.offers(Deed.CANCEL):
            self._questions.ask_cancel(booking)

    def _choose_one(self, candidates: tuple[Booking, ...], intent: Intent) -> None:
        """Several bookings fit: the list of them, by the words that found them."""
        self._wanted_id = candidates[0].id
        start = FormStart(day=intent.when.day, at=intent.when.at)
        is_move = intent.kind is IntentKind.RESCHEDULE
        self._meant = {each.id: start for each in candidates} if is_move else {}
        self.tabs.choose(BookingView.UPCOMING, intent.name or intent.phone or "")

    def _form_booked(self, booking_id: str) -> None:
        self._layout.show_list(is_shown=True)
        self._wanted_id = booking_id
        self.tabs.choose(BookingView.UPCOMING)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_closed(self) -> None:
        self._show_place()
        self.focus_first()

    def _veil_changed(self) -> None:
        if self._seen is not None:
            self._show(self._seen)
            self._questions.follow()

    def _connect(self) -> None:
        self._reading.read.connect(self._show)
        self._reading.detail_read.connect(self._show_detail)
        self._reading.failed.connect(self._show_failure)
        self.tabs.changed.connect(self._reading.start)
        self.table.chosen.connect(self._row_chosen)
        self.table.entered.connect(self.pane.focus_first)
        self.table.cancel_wanted.connect(self._cancel_by_key)
        self.pane.closed.connect(self._questions.leave)
        self.pane.deed_wanted.connect(self._do)
        self.form.booked.connect(self._form_booked)
        self.form.closed.connect(self._form_closed)
        self.quick_box.form_wanted.connect(self.open_new)
        self.quick_box.move_wanted.connect(self._open_move)
        self.quick_box.cancel_wanted.connect(self._cancel_from_box)
        self.quick_box.choose_wanted.connect(self._choose_one)
        self.quick_box.line.textEdited.connect(lambda _text: self._meant.clear())
        privacy = self.context.privacy
        privacy.changed.connect(self._veil_changed)
        privacy.switched.connect(lambda is_on: self.tabs.forget() if is_on else None)
        privacy.left_alone.connect(self.tabs.forget)
        self.context.theme.changed.connect(self._layout.fit)
        keys.bind(self, keys.UNDO, self._work.undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details stand beside the list, below it where there is no room."""
        super().resizeEvent(event)
        self._layout.fit()
