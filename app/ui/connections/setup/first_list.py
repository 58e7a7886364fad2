"""Today's first list, shown before the set-up is finished: a wrong answer is seen at once."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.said import say
from app.ui.connections.setup.check_words import ListRow
from app.ui.language import tr, translated
from app.ui.theme import Theme

_COLUMNS = (say("Time"), say("Patient"), say("Column"), say("Type"), say("Status"))
_PATIENT, _COLUMN, _TYPE, _STATUS = range(1, len(_COLUMNS))
_ROOM_PX = 17  # above and below a row's words
_ROWS_AT_LEAST = 4
_TWO_LINES_FROM = 1.5  # in large text a name has two lines: one would cut it off
_MEASURED_ROWS = 20  # times are all about as wide: three hundred need not be measured

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FirstListModel(QAbstractTableModel):
    """Rows of words: a list of hundreds appears at once. Who is not coming is struck through."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ListRow, ...] = ()
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Puts these in place of the former ones."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row per appointment."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | QFont | None:
        """The words of a cell; the whole row for screen readers."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.FontRole and row.is_off and index.column() != _STATUS:
            return self._struck
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The columns' names."""
        is_name = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return translated(_COLUMNS[section]) if is_name else None


class FirstList(QTableView):
    """Read only; hidden while there is nothing in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = FirstListModel()
        self.setModel(self._model)
        self.setObjectName("first_list")
        self.setShowGrid(False)
        self.setStyleSheet(
            "QTableView::item { padding: 0 8px; }"
            "QHeaderView::section { padding: 6px 8px 6px 11px; }"
        )
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._size_columns()
        theme.changed.connect(self._size_rows)
        self._size_rows()
        self.hide()

    def show_rows(self, rows: Sequence[ListRow], *, counts: str) -> None:
        """Puts these rows in place of the former ones; `counts` says how many, to the ear."""
        self._model.show_rows(rows)
        self.setAccessibleName(tr("Today's first list, {counts}", counts=counts))
        self.setVisible(bool(rows))

    def _size_rows(self) -> None:
        lines = 2 if self._theme.scale > _TWO_LINES_FROM else 1
        text = QFontMetrics(self._theme.font()).height() * lines
        self.verticalHeader().setDefaultSectionSize(text + _ROOM_PX)
        self.setMinimumHeight((_ROWS_AT_LEAST + 1) * (text + _ROOM_PX))

    def _size_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (0, _COLUMN, _STATUS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (_PATIENT, _TYPE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
