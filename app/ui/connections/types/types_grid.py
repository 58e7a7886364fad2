"""What both tables of appointment types share: a row per type with today's figures beside it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.domain.connection import AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.ui.connections.types.colour_dot import ColourDot
from app.ui.connections.types.colours import colour_word
from app.ui.connections.types.type_choices import TypesDraft, example_times, type_id
from app.ui.language import tr_count
from app.ui.theme import Theme
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

_WIDE_PX = 760  # with less room than this, at 100 % text, the times stand below the rest of a row
_UNDER_PX = 6


class TypesGrid(QWidget):
    """`ticked`: a tick was set or taken away. The heirs say what their columns hold."""

    ticked = Signal()

    def __init__(self, theme: Theme, *, times_column: int, indent_px: int = 0) -> None:
        """`times_column`: where today's times stand, the last one; the first holds the type,
        `indent_px` from its edge at 100 % text.
        """
        super().__init__()
        self._times_column, self._indent_px = times_column, indent_px
        self._is_wide = True
        self.setObjectName("types_table")
        self._theme = theme
        self._boxes: dict[str, TickBox] = {}
        self._figures: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        theme.changed.connect(self._make_room)

    @property
    def boxes(self) -> Mapping[str, TickBox]:
        """The tick of each type by id, in the order of the rows."""
        return self._boxes

    def show_types(self, draft: TypesDraft, *, system: str) -> None:
        """Builds a row per type."""
        clear(self._grid)
        self._boxes.clear()
        self._figures.clear()
        if not draft.choices:
            return
        for column, words in enumerate(self._headings(system)):
            self._grid.addWidget(label(words, role="small"), 0, column)
        self._grid.setRowMinimumHeight(0, self._theme.px(28))
        for number, row in enumerate(draft.choices, 1):
            self._add_row(number, row, draft)
            self._place_times(number, self._figures[type_id(row)][1])
        self._grid.setRowStretch(2 * len(draft.choices) + 1, 1)
        self._make_room()

    def show_day(self, draft: TypesDraft, preview: DayPreview | None, *, system: str) -> None:
        """Today's figures, the ticks, and every row as it is spoken."""
        for row in draft.choices:
            key = type_id(row)
            box, (count, times) = self._boxes[key], self._figures[key]
            count.setText("–" if preview is None else str(len(preview.rows_of_type(key))))
            times.setText(example_times(row, preview))
            box.blockSignals(True)
            self._show_tick(box, row, draft, preview, system)
            box.blockSignals(False)

    def focus_first(self) -> None:
        """Into the first tick."""
        box = next(iter(self._boxes.values()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In large text the times would have a line to each."""
        self._is_wide = self.width() >= self._theme.px(_WIDE_PX)
        self._grid.setColumnStretch(self._times_column, 3 if self._is_wide else 0)
        item = self._grid.itemAtPosition(0, self._times_column)
        if item is not None and (heading := item.widget()) is not None:
            heading.setVisible(self._is_wide)
        for number, (_count, times) in enumerate(self._figures.values(), 1):
            self._place_times(number, times)

    def _place_times(self, number: int, times: QLabel) -> None:
        """In a column of their own, or below the rest of the row."""
        at = (2 * number - 1, self._times_column) if self._is_wide else (2 * number, 0)
        left, under = (0, 0) if self._is_wide else (self._indent_px, _UNDER_PX)
        times.setContentsMargins(self._theme.px(left), 0, 0, self._theme.px(under))
        item = self._grid.itemAtPosition(*at)
        if item is None or item.widget() is not times:
            self._grid.removeWidget(times)
            self._grid.addWidget(times, *at, 1, 1 if self._is_wide else -1)

    def _headings(self, system: str) -> tuple[str, ...]:
        raise NotImplementedError

    def _add_row(self, number: int, row: AppointmentTypeChoice, draft: TypesDraft) -> None:
        raise NotImplementedError

    def _show_tick(
        self,
        box: TickBox,
        row: AppointmentTypeChoice,
        draft: TypesDraft,
        preview: DayPreview | None,
        system: str,
    ) -> None:
        raise NotImplementedError

    # --- the cells that are the same in both -------------------------------------------------

    def _put(self, number: int, column: int, part: QWidget) -> None:
        self._grid.addWidget(part, 2 * number - 1, column)

    def _count_of(self, key: str) -> QLabel:
        """The cell of today's count, filled by `show_day` as the times are."""
        count, times = label("…"), label(role="secondary", wrap=True)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figures[key] = count, times
        return count

    def _length(self, row: AppointmentTypeChoice) -> QLabel:
        minutes = row.appointment_type.duration_minutes
        words = "" if minutes is None else tr_count(minutes, "{n} minute", "{n} minutes")
        return label(words, role="secondary")

    def _colour(self, row: AppointmentTypeChoice) -> QWidget:
        colour = row.appointment_type.colour
        place = QWidget()
        cells = QHBoxLayout(place)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(6)
        cells.addWidget(ColourDot(colour, self._theme))
        cells.addWidget(label(colour_word(colour), role="secondary"))
        cells.addStretch(1)
        return place
