"""The list of runs: arrows go from run to run, Enter goes into its details."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.words import count_words
from app.ui.history.model import AnyIndex, HistoryModel
from app.ui.history.rows import FIGURES, HEADINGS, RESULT, HistoryRow
from app.ui.theme import Theme

_ROW_PX, _PAD_PX = 32, 22
_WIDEST = ("yesterday 12:59 pm", "Internet came back", "MediRecords", "◑ Partly · Dr Longname")


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
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        theme.changed.connect(self._measure)
        for change in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            change.connect(self._name_itself)
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

    def _name_itself(self) -> None:
        some = count_words(len(self._model.rows), "check")
        self.setAccessibleName(f"Sync history, {some}, newest first")

    def _measure(self) -> None:
        """Columns as wide as the longest of their usual words; the result takes what is left."""
        metrics, pad = self.fontMetrics(), self._theme.px(_PAD_PX)
        header = self.horizontalHeader()
        for column, heading in enumerate(HEADINGS):
            widest = "999" if column in FIGURES else _WIDEST[column]
            if column == len(HEADINGS) - 1:
                widest = "under 0.1 s"
            room = max(metrics.horizontalAdvance(text) for text in (heading, widest))
            self.setColumnWidth(column, room + pad)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(RESULT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self._theme.px(40))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW_PX))
