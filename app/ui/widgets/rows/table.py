"""A list of rows: arrows go from one to the next, Enter opens it; columns are as wide as their
words, and give way one by one where there is little room.
"""

from collections.abc import Mapping, Sequence
from typing import Generic

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.theme import Theme
from app.ui.widgets.rows.cells import SIDE_PX, TIGHT_PX, CellDelegate, words_width
from app.ui.widgets.rows.model import AnyIndex, RowsModel, RowT

_ROW_PX, _TWO_LINES_PX = 32, 42
_WORDS, _SMALL = 14, 12


class RowsTable(QTableView, Generic[RowT]):
    """`chosen` carries the id of the row in focus, `entered` is Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(
        self,
        model: RowsModel[RowT],
        theme: Theme,
        *,
        name: str,
        gives_way: Sequence[str],
        stand_ins: Mapping[str, Sequence[str]] | None = None,
        state_px: int | None = None,
        is_tight: bool = False,
    ) -> None:
        """`gives_way`: the headings that go, the first first; before any does, each of `stand_ins`
        takes the place of the headings that it stands for. `state_px`: what the state's column
        makes do with at 100 % text; None for all its words. It takes what is left, too. `is_tight`:
        many columns, close together under small headings, with cells of up to two lines.
        """
        super().__init__()
        self._is_tight = is_tight
        self._right_px = TIGHT_PX if is_tight else SIDE_PX
        self._theme, self._model, self._state_px = theme, model, state_px
        self._gives_way = tuple(map(model.headings.index, gives_way))
        self._stand_ins, self._stood_for = _columns(model.headings, stand_ins or {})
        self._widths: dict[int, int] = {}
        self.setObjectName(name)
        self.setModel(model)
        self._dress()
        self.setItemDelegate(CellDelegate(theme, model, right_px=self._right_px))
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        theme.changed.connect(self._measure)
        model.rowsInserted.connect(self._rows_came)
        model.dataChanged.connect(self._rows_changed)
        model.rowsRemoved.connect(self._name_itself)
        model.modelReset.connect(self._start_anew)
        self._measure()
        self._name_itself()

    @property
    def current(self) -> RowT | None:
        """The row in focus."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def choose(self, row_id: str) -> bool:
        """Selects a row of this list, and shows it; False when it isn't there."""
        place = self._model.place_of(row_id)
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))
        return place is not None

    def choose_first(self) -> None:
        """Selects the first row, if there is one."""
        if self._model.rows:
            self.choose(self._model.rows[0].id)

    def spoken_name(self) -> str:
        """What the list is called, with how many it has; its heiress says."""
        raise NotImplementedError

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 (Qt's)
        """Another row is in focus."""
        super().currentChanged(current, previous)
        row = self.current
        if row is not None and current.row() != previous.row():
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Home and End go to the ends; letters are the page's keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            at_end = event.key() == Qt.Key.Key_End
            self.setCurrentIndex(self._model.index(self._model.rowCount() - 1 if at_end else 0, 0))
        elif event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that don't fit give way; the details tell what they would have said."""
        super().resizeEvent(event)
        self._fit_columns()

    def _dress(self) -> None:
        self.setProperty("tight", "true" if self._is_tight else "false")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(self._model.state, QHeaderView.ResizeMode.Stretch)

    def _start_anew(self) -> None:
        self._measure_columns()
        self._name_itself()

    def _name_itself(self) -> None:
        self.setAccessibleName(self.spoken_name())

    def _measure(self) -> None:
        """Another look: every text has another width."""
        self.horizontalHeader().setMinimumSectionSize(self._theme.px(24))
        row_px = _TWO_LINES_PX if self._is_tight else _ROW_PX
        self.verticalHeader().setDefaultSectionSize(self._theme.px(row_px))
        self._measure_columns()

    def _measure_columns(self) -> None:
        self._widths = dict.fromkeys(range(len(self._model.headings)), 0)
        self._widen(self._model.shown, (_SMALL if self._is_tight else _WORDS,) * 2)
        self._widen_by(self._model.rows)

    def _rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._widen_by(self._model.rows[first : last + 1])
        self._name_itself()

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._widen_by(self._model.rows[first.row() : last.row() + 1])

    def _widen_by(self, rows: Sequence[RowT]) -> None:
        """Columns grow with what comes, and never shrink under somebody's eyes."""
        for row in rows:
            self._widen(row.cells)
        self._fit_columns()

    def _widen(self, cells: Sequence[str], sizes: tuple[int, int] = (_WORDS, _SMALL)) -> None:
        """`sizes`: of the first line, and of the second."""
        pad = self._theme.px(SIDE_PX + self._right_px) + (0 if self._is_tight else 2)
        for column, text in enumerate(cells):
            lines = zip(text.split("\n"), sizes, strict=False)
            room = max(words_width(self._theme, line, size) for line, size in lines)
            self._widths[column] = max(self._widths[column], room + pad)

    def _fit_columns(self) -> None:
        """The state takes what is left, and gives way to nobody."""
        room, state = self.viewport().width(), self._model.state
        widths = dict(self._widths)
        if self._state_px is not None:
            widths[state] = min(widths[state], self._theme.px(self._state_px))
        hidden = self._without_room(widths, room)
        for column, width in widths.items():  # each that is told lays the whole header out again
            if self.isColumnHidden(column) != (column in hidden):
                self.setColumnHidden(column, column in hidden)
            if column not in (state, *hidden) and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _without_room(self, widths: Mapping[int, int], room: int) -> set[int]:
        """The columns that are not seen; with room for all, those are what only stands in."""

        def needed(hidden: set[int]) -> int:
            return sum(width for column, width in widths.items() if column not in hidden)

        if needed(self._stand_ins) <= room:
            return self._stand_ins
        hidden = set(self._stood_for)
        for column in self._gives_way:
            if needed(hidden) > room:
                hidden.add(column)
        return hidden


def _columns(
    headings: Sequence[str], stand_ins: Mapping[str, Sequence[str]]
) -> tuple[set[int], set[int]]:
    """The columns that stand in, and those they stand for."""
    stood_for = (each for group in stand_ins.values() for each in group)
    return set(map(headings.index, stand_ins)), set(map(headings.index, stood_for))
