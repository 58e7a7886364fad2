"""Today's first list, shown before the set-up is finished: a wrong answer is seen at once."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.connections.setup.check_words import ListRow
from app.ui.theme import Theme

_COLUMNS = ("Time", "Patient", "Column", "Type", "Status")
_STATUS = len(_COLUMNS) - 1
_ROOM_PX = 17  # above and below a row's words
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
        return _COLUMNS[section] if is_name else None


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
        self.setAccessibleName(f"Today's first list, {counts}")
        self.setVisible(bool(rows))

    def _size_rows(self) -> None:
        text = QFontMetrics(self._theme.font()).height()
        self.verticalHeader().setDefaultSectionSize(text + _ROOM_PX)

    def _size_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (0, _STATUS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
