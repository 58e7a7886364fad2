"""The runs on screen as Qt's model: pages come as a person scrolls, changes come in place."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.ui.history.rows import FIGURES, HEADINGS, SHOWN_HEADINGS, HistoryRow

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(QAbstractTableModel):
    """`more_wanted`: the end of what is loaded came into view, and there is more."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[HistoryRow] = []
        self.has_more = False

    @property
    def rows(self) -> Sequence[HistoryRow]:
        """What is loaded, newest first."""
        return self._rows

    def place_of(self, run_id: str) -> int | None:
        """The run's row, None when it isn't loaded."""
        found = (number for number, row in enumerate(self._rows) if row.id == run_id)
        return next(found, None)

    def replace(self, rows: Sequence[HistoryRow]) -> None:
        """Other rows altogether: another filter."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[HistoryRow]) -> None:
        """The next page."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def update_to(self, rows: Sequence[HistoryRow]) -> None:
        """The same list as it is now: selection, focus and scroll place stay with their runs."""
        wanted = {row.id for row in rows}
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number].id not in wanted:
                self.beginRemoveRows(_NOWHERE, number, number)
                del self._rows[number]
                self.endRemoveRows()
        for number, row in enumerate(rows):
            if number >= len(self._rows) or self._rows[number].id != row.id:
                self.beginInsertRows(_NOWHERE, number, number)
                self._rows.insert(number, row)
                self.endInsertRows()
            elif self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADINGS) - 1))

    # --- what Qt asks ------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many runs are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """One column a heading."""
        return 0 if parent.isValid() else len(HEADINGS)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """True while older runs are not loaded."""
        return self.has_more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        """Asks for the next page; it comes when the database has it."""
        if self.canFetchMore(parent):
            self.has_more = False
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings, those of figures at the right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return SHOWN_HEADINGS[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return HEADINGS[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; every cell is spoken as the whole row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in FIGURES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
