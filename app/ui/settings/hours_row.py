"""The week's opening hours, a line a day, and the days the practice is closed besides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.opening_hours import DEFAULT_HOURS, Hours, OpeningHours, opening_hours_of
from app.domain.words import short_date
from app.ui.settings.hours_words import DAYS, time_words
from app.ui.settings.row import SavedRow, Setting
from app.ui.settings.saved import SavedChoices
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import clear
from app.ui.widgets.date_field import DateField
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

_TIMES = tuple(time(minutes // 60, minutes % 60) for minutes in range(5 * 60, 24 * 60, 15))
_USUAL = Hours(opens=time(8), closes=time(18))


class HoursRow(SavedRow):
    """Seven lines: open or closed, from, to."""

    def __init__(self, setting: Setting, saved: SavedChoices, *, theme: Theme) -> None:
        super().__init__(setting, saved, theme=theme)
        choices = _time_choices(self)
        self.days = tuple(_DayLine(number, theme, choices, self._save) for number in range(7))
        week = QWidget()
        grid = QGridLayout(week)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setColumnStretch(4, 1)
        for number, line in enumerate(self.days):
            grid.addWidget(line.is_open, number, 0)
            grid.addWidget(line.opens, number, 1)
            grid.addWidget(line.to, number, 2)
            grid.addWidget(line.closes, number, 3)
        self.put(week, below=True)
        self._place(QWidget(), is_wide=False)

    @property
    def reset_value(self) -> str:
        """The usual week; the closed days are a row of their own."""
        holidays = opening_hours_of(self.value).holidays
        return replace(DEFAULT_HOURS, holidays=holidays).to_text()

    def show_saved(self) -> None:
        """Puts every line as it is saved."""
        opening = opening_hours_of(self.value)
        for line, hours in zip(self.days, opening.week, strict=True):
            line.show_hours(hours)
        super().show_saved()

    def _save(self) -> None:
        opening = opening_hours_of(self.value)
        week = tuple(line.hours for line in self.days)
        self.choose(replace(opening, week=week).to_text())


class _DayLine:
    """One weekday's controls. A closing time before the opening one follows it."""

    def __init__(
        self,
        number: int,
        theme: Theme,
        choices: QStandardItemModel,
        save: Callable[[], None],
    ) -> None:
        day = DAYS[number]
        self.is_open = TickBox(day, name=f"open_{number}", theme=theme)
        self.is_open.setAccessibleName(f"{day}, open")
        self.opens = _times(f"opens_{number}", f"{day} opens at", theme, choices)
        self.closes = _times(f"closes_{number}", f"{day} closes at", theme, choices)
        self.to = label("to", role="secondary")
        self._save = save
        self._before = _USUAL
        self.is_open.clicked.connect(lambda _on: save())
        self.opens.activated.connect(lambda _row: save())
        self.closes.activated.connect(lambda _row: save())

    @property
    def hours(self) -> Hours | None:
        """What the controls say."""
        if not self.is_open.isChecked():
            return None
        opens, closes = _chosen(self.opens), _chosen(self.closes)
        later = max(closes, _plus_hour(opens)) if closes <= opens else closes
        return Hours(opens=opens, closes=later)

    def show_hours(self, hours: Hours | None) -> None:
        """Puts the controls; a closed day keeps its times for when it opens again."""
        self.is_open.setChecked(hours is not None)
        self._before = hours or self._before
        for combo, at in ((self.opens, self._before.opens), (self.closes, self._before.closes)):
            if combo.findData(at.isoformat()) < 0:
                _offer(combo, at)
            combo.setCurrentIndex(combo.findData(at.isoformat()))
            combo.setEnabled(hours is not None)


def _plus_hour(at: time) -> time:
    return time(min(at.hour + 1, 23), at.minute if at.hour < 23 else 45)


def _times(name: str, spoken: str, theme: Theme, choices: QStandardItemModel) -> CalmCombo:
    combo = CalmCombo(name=name, spoken=spoken, theme=theme)
    combo.setModel(choices)
    combo.setMinimumContentsLength(9)
    return combo


def _time_choices(parent: QWidget) -> QStandardItemModel:
    """Every quarter of an hour, made once for the fourteen combos of a week."""
    choices = QStandardItemModel(parent)
    for at in _TIMES:
        item = QStandardItem(time_words(at))
        item.setData(at.isoformat(), Qt.ItemDataRole.UserRole)
        choices.appendRow(item)
    return choices


def _offer(combo: CalmCombo, at: time) -> None:
    combo.addItem(time_words(at), at.isoformat())


def _chosen(combo: CalmCombo) -> time:
    return time.fromisoformat(combo.currentData())


class ClosedDaysRow(SavedRow):
    """Public holidays and other days off: added by date, taken off one by one."""

    def __init__(self, setting: Setting, saved: SavedChoices, *, theme: Theme) -> None:
        own = replace(
            setting,
            title="Closed days",
            hint="Public holidays and other days off.",
            tell=lambda value: _closed_words(opening_hours_of(value)),
        )
        super().__init__(own, saved, theme=theme)
        self.setObjectName("setting_closed_days")
        self.date_field = DateField(
            QDate.currentDate(),
            name="closed_day",
            spoken="A day the practice is closed",
            theme=theme,
        )
        self.add_button = Button("Add", name="add_closed_day")
        self.add_button.clicked.connect(lambda _checked: self._add())
        self._list = QGridLayout()
        self._list.setVerticalSpacing(4)
        self._list.setColumnStretch(2, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.date_field)
        line.addWidget(self.add_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addLayout(self._list)
        self.put(holder, below=True)
        self._shown: tuple[date, ...] | None = None
        self.show_saved()

    def show_saved(self) -> None:
        """The days in order, each with its button."""
        days = tuple(sorted(opening_hours_of(self.value).holidays))
        if days == self._shown:
            return
        self._shown = days
        clear(self._list)
        for line, day in enumerate(days):
            self._add_line(line, day)

    def _add_line(self, line: int, day: date) -> None:
        words = short_date(day)
        remove = Button("Remove", name=f"remove_{day.isoformat()}", kind="quiet")
        remove.setAccessibleName(f"Remove {words}")
        remove.clicked.connect(lambda _checked: self._change(frozenset({day}), add=False))
        self._list.addWidget(label(words), line, 0)
        self._list.addWidget(remove, line, 1)

    def _add(self) -> None:
        chosen = self.date_field.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        self._change(frozenset({day}), add=True)
        self.date_field.setDate(self.date_field.date().addDays(1))
        self.date_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, days: frozenset[date], *, add: bool) -> None:
        opening = opening_hours_of(self.value)
        yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011  # a day of this PC's calendar
        kept = frozenset(day for day in opening.holidays if day >= yesterday)
        holidays = kept | days if add else kept - days
        self.choose(replace(opening, holidays=holidays).to_text())


def _closed_words(opening: OpeningHours) -> str:
    return ", ".join(short_date(day) for day in sorted(opening.holidays)) or "none"
