"""3 When: day and time by the practice's clock, with the CRM's free times and their age."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, Qt, Signal

from app.domain.opening_hours import OpeningHours
from app.domain.practice_day import local
from app.domain.words import city_of, clock_time
from app.services.bookings.intents import instant_of
from app.ui.bookings.form.field import Field, offer, typed_combo
from app.ui.bookings.form.section import Section
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.today.edit.words import typed_time
from app.ui.widgets.controls import make_button
from app.ui.widgets.date_field import DateField
from app.ui.widgets.labels import label

_STEP = timedelta(minutes=15)
NO_TIME = "That isn't a time. Write it as 9:30 am."
SKIPPED = "The clocks change then, and that time doesn't exist."


class WhenPart(Section):
    """`changed`: another time is meant; `day_changed` before it, when it is another day;
    `check_wanted`: the free times are to be asked for again.
    """

    changed = Signal()
    day_changed = Signal()
    check_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("3 When", theme)
        self._date = DateField(QDate(2000, 1, 1), name="form_day", spoken="Date", theme=theme)
        self._time = typed_combo("form_time", "Time, such as 9:30 am", theme)
        self._time.setCompleter(None)  # type: ignore[arg-type]  # "1" would become 10:00 am
        self.day_field = Field("&Date", self._date, width=190, theme=theme)
        self.at = Field("&Time", self._time, width=140, theme=theme)
        self.end_words = label(role="secondary", wrap=True, name="form_end")
        self.slot_words = label(role="muted", wrap=True, name="form_slots")
        self.check_button = make_button(
            "Check free times", name="form_check_slots", on_click=self.check_wanted.emit
        )
        self.timezone = "UTC"
        self._lay_out()
        self._date.dateChanged.connect(self._day_changed)
        self._time.editTextChanged.connect(lambda _text: self.changed.emit())

    # --- what stands in it -----------------------------------------------------------------

    @property
    def day(self) -> date:
        """The practice's day."""
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @property
    def time_text(self) -> str:
        """The time as it is typed."""
        return self._time.currentText().strip()

    @property
    def clock(self) -> time | None:
        """The typed time; None where it is none."""
        return typed_time(self.time_text)

    @property
    def start_at(self) -> datetime | None:
        """When it begins, aware UTC; None where the time is none, or the clocks skip it."""
        at = self.clock
        return None if at is None else instant_of(self.day, at, self.timezone)

    @property
    def problem(self) -> str:
        """Why there is no start; empty where there is one."""
        if self.start_at is not None:
            return ""
        if not self.time_text:
            return "At what time?"
        return NO_TIME if self.clock is None else SKIPPED

    def fill(self, *, day: date, at: time | None, timezone: str) -> None:
        """Puts values in."""
        self.timezone = timezone
        self._date.setDate(QDate(day.year, day.month, day.day))
        self._time.setEditText("" if at is None else wall_words(at))
        for part in (self.day_field, self.at):
            part.say("")

    def offer_slots(self, starts: Sequence[datetime]) -> None:
        """The CRM's own free times of the day."""
        offer(self._time, [clock_time(each, self.timezone) for each in starts])

    def offer_hours(self, hours: OpeningHours) -> None:
        """Every quarter of an hour while the practice is open."""
        open_then = hours.of(self.day)
        found: list[str] = []
        if open_then is not None:
            moment = datetime.combine(self.day, open_then.opens)
            while moment < datetime.combine(self.day, open_then.closes):
                found.append(wall_words(moment.time()))
                moment += _STEP
        offer(self._time, found)

    def show_end(self, minutes: int | None) -> None:
        """`to 11:45 am (Sydney time)`."""
        start, zone = self.start_at, f"({city_of(self.timezone)} time)"
        if start is None or minutes is None:
            self.end_words.setText(zone)
            return
        end = start + timedelta(minutes=minutes)
        days = (local(end, self.timezone).date() - self.day).days
        after = "" if days == 0 else " the next day" if days == 1 else f", {days} days later"
        self.end_words.setText(f"to {clock_time(end, self.timezone)}{after} {zone}")

    def show_slots(self, words: str, *, can_check: bool) -> None:
        """What is known of the CRM's free times, and whether they are to be asked for again."""
        self.slot_words.setText(words)
        self.slot_words.setVisible(bool(words))
        self.check_button.setVisible(can_check)

    def open_times(self) -> None:
        """The list of times, for another one."""
        self._time.setFocus()
        edit = self._time.lineEdit()
        if edit is not None:
            edit.selectAll()

    def _day_changed(self) -> None:
        self.day_changed.emit()
        self.changed.emit()

    def _lay_out(self) -> None:
        row = FlowRow()
        for part in (self.day_field, self.at):
            row.addWidget(part)
        self.column.addLayout(row)
        self.column.addWidget(self.end_words)
        self.column.addWidget(self.slot_words)
        self.column.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_slots("", can_check=False)


def wall_words(at: time) -> str:
    """`9:30 am`."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"
