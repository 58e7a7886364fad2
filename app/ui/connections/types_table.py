"""The telehealth checklist: a row per appointment type with today's figures beside it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.domain.connection import AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.domain.words import count_words
from app.ui.connections.chip import Chip
from app.ui.connections.colour_dot import ColourDot
from app.ui.connections.colours import colour_word
from app.ui.connections.controls import clear
from app.ui.connections.ticks import TickBox
from app.ui.connections.type_choices import (
    TypesDraft,
    example_times,
    row_description,
    row_name,
    type_id,
)
from app.ui.theme import Theme
from app.ui.widgets.labels import label

_TYPE, _MARK, _LENGTH, _COLOUR, _TODAY, _TIMES = range(6)


class TypesTable(QWidget):
    """`ticked`: a tick was set or taken away."""

    ticked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("types_table")
        self._theme = theme
        self._boxes: dict[str, TickBox] = {}
        self._figures: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_TYPE, 2)
        self._grid.setColumnStretch(_TIMES, 3)

    @property
    def boxes(self) -> Mapping[str, TickBox]:
        """The tick of each type by id, in the order of the rows."""
        return self._boxes

    def show_types(self, draft: TypesDraft, *, system: str) -> None:
        """Builds a row per type."""
        clear(self._grid)
        self._boxes.clear()
        self._figures.clear()
        headings = (
            "Tick what is telehealth",
            "",
            "Length",
            f"Colour in {system}",
            "Today",
            "Times today",
        )
        if not draft.choices:
            return
        for column, words in enumerate(headings):
            self._grid.addWidget(label(words, role="small"), 0, column)
        for number, row in enumerate(draft.choices, 1):
            self._add_row(number, row, draft)
        self._grid.setRowStretch(len(draft.choices) + 1, 1)

    def show_day(self, draft: TypesDraft, preview: DayPreview | None, *, system: str) -> None:
        """Today's figures, the ticks, and every row as it is spoken."""
        for row in draft.choices:
            key = type_id(row)
            box, (count, times) = self._boxes[key], self._figures[key]
            found = "–" if preview is None else str(len(preview.rows_of_type(key)))
            count.setText(found)
            times.setText(example_times(row, preview))
            box.blockSignals(True)
            box.setChecked(draft.is_ticked(key))
            box.blockSignals(False)
            name = row_name(row, preview, is_ticked=draft.is_ticked(key))
            box.setAccessibleName(name)
            box.setAccessibleDescription(row_description(row, preview, system=system))

    def focus_first(self) -> None:
        """Into the first tick."""
        box = next(iter(self._boxes.values()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, number: int, row: AppointmentTypeChoice, draft: TypesDraft) -> None:
        kind, key = row.appointment_type, type_id(row)
        box = TickBox(kind.name, name=f"type_{number}", theme=self._theme)
        box.toggled.connect(lambda is_on: self._tick(draft, key, is_on))
        count, times = label("…"), label(role="secondary", wrap=True)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._boxes[key], self._figures[key] = box, (count, times)
        minutes = kind.duration_minutes
        self._grid.addWidget(box, number, _TYPE)
        if row.is_suggested:
            self._grid.addWidget(Chip(self._theme, words="Suggested", tone="info"), number, _MARK)
        length = "" if minutes is None else count_words(minutes, "minute")
        self._grid.addWidget(label(length, role="secondary"), number, _LENGTH)
        self._grid.addWidget(self._colour(kind.colour), number, _COLOUR)
        self._grid.addWidget(count, number, _TODAY)
        self._grid.addWidget(times, number, _TIMES)

    def _tick(self, draft: TypesDraft, key: str, is_on: bool) -> None:
        draft.tick(key, is_telehealth=is_on)
        self.ticked.emit()

    def _colour(self, colour: str | None) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(ColourDot(colour, self._theme))
        row.addWidget(label(colour_word(colour), role="secondary"))
        row.addStretch(1)
        return place
