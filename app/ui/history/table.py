"""The list of runs: arrows go from run to run, Enter goes into its details."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.words import count_words
from app.ui.history.cell_delegate import SIDE_PX, CellDelegate, words_width
from app.ui.history.model import AnyIndex, HistoryModel
from app.ui.history.rows import HEADINGS, RESULT, SHOWN_HEADINGS, HistoryRow
from app.ui.theme import Theme

_ROW_PX, _PAD_PX, _RESULT_PX = 32, 2 * SIDE_PX + 2, 130
_GIVE_WAY = tuple(
    HEADINGS.index(name)
    for name in ("Took", "Unchanged", "Started by", "System", "Moved", "New", "Cancelled")
)
"""Which columns go first where there is little room."""


class HistoryTable(QTableView):
    """`chosen` carries the id of the run in focus, `entered` is Enter, `copy_wanted` Ctrl+C."""

    chosen = Signal(str)
    entered = Signal()
    copy_wanted = Signal()

    def __init__(self, model: HistoryModel, theme: Theme) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setObjectName("history_table")
        self.setModel(model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(theme, model))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        theme.changed.connect(self._measure)
        model.rowsInserted.connect(self._rows_came)
        model.dataChanged.connect(self._rows_changed)
        model.rowsRemoved.connect(self._name_itself)
        model.modelReset.connect(self._start_anew)
        self.horizontalHeader().setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        self._widths: dict[int, int] = {}
        self._measure()
        self._name_itself()

    @property
    def current(self) -> HistoryRow | None:
        """The run in focus."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def choose(self, run_id: str) -> bool:
        """Selects a run that is loaded, and shows it; False when it isn't loaded."""
        place = self._model.place_of(run_id)
        if place is None:
            return False
        self.setCurrentIndex(self._model.index(place, 0))
        return True

    def choose_newest(self) -> None:
        """Selects the first row, if there is one."""
        if self._model.rows:
            self.choose(self._model.rows[0].id)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 (Qt's)
        """Another run is in focus."""
        super().currentChanged(current, previous)
        row = self.current
        if row is not None and current.row() != previous.row():
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the details; Ctrl+C copies the row; letters are the page's keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            at_end = event.key() == Qt.Key.Key_End
            self.setCurrentIndex(self._model.index(self._model.rowCount() - 1 if at_end else 0, 0))
        elif event.text().isalpha():
            event.ignore()  # the page's
        else:
            super().keyPressEvent(event)

    def _start_anew(self) -> None:
        self._measure_columns()
        self._name_itself()

    def _name_itself(self) -> None:
        some = count_words(len(self._model.rows), "check")
        self.setAccessibleName(f"Sync history, {some}, newest first")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that don't fit give way; the details tell what they would have said."""
        super().resizeEvent(event)
        self._fit_columns()

    def _measure(self) -> None:
        """Another look: every text has another width."""
        self.horizontalHeader().setMinimumSectionSize(self._theme.px(24))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW_PX))
        self._measure_columns()

    def _measure_columns(self) -> None:
        self._widths = dict.fromkeys(range(len(HEADINGS)), 0)
        self._widen(SHOWN_HEADINGS)
        self._widen_by(self._model.rows)

    def _rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._widen_by(self._model.rows[first : last + 1])
        self._name_itself()

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._widen_by(self._model.rows[first.row() : last.row() + 1])

    def _widen_by(self, rows: Sequence[HistoryRow]) -> None:
        """Columns grow with what comes, and never shrink under somebody's eyes."""
        for row in rows:
            self._widen(row.cells)
        self._fit_columns()

    def _widen(self, cells: Sequence[str]) -> None:
        pad = self._theme.px(_PAD_PX)
        for column, text in enumerate(cells):
            room = max(words_width(self._theme, line) for line in text.split("\n"))
            self._widths[column] = max(self._widths[column], room + pad)

    def _fit_columns(self) -> None:
        """The result takes what is left, and gives way to nobody."""
        room = self.viewport().width()
        result = min(self._widths[RESULT], self._theme.px(_RESULT_PX))
        widths = {**self._widths, RESULT: result}
        needed, hidden = sum(widths.values()), set()
        for column in _GIVE_WAY:
            if needed > room:
                needed -= widths[column]
                hidden.add(column)
        for column, width in widths.items():  # each that is told lays the whole header out again
            if self.isColumnHidden(column) != (column in hidden):
                self.setColumnHidden(column, column in hidden)
            if column not in (RESULT, *hidden) and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
