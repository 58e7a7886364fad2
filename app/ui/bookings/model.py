"""The bookings on screen as Qt's model: what changes, changes in place."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.ui.bookings.rows import HEADINGS, STATE, BookingRow
from app.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class BookingModel(QAbstractTableModel):
    """The rows of one list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[BookingRow] = []
        theme.changed.connect(self._recolour)

    @property
    def rows(self) -> Sequence[BookingRow]:
        """What the list shows, in its order."""
        return self._rows

    def place_of(self, booking_id: str) -> int | None:
        """The booking's row, None when the list doesn't have it."""
        found = (number for number, row in enumerate(self._rows) if row.id == booking_id)
        return next(found, None)

    def update_to(self, rows: Sequence[BookingRow]) -> None:
        """The list as it is now: selection, focus and scroll place stay with their bookings."""
        wanted = {row.id for row in rows}
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number].id not in wanted:
                self._remove(number)
        for number, row in enumerate(rows):
            if number < len(self._rows) and self._rows[number].id == row.id:
                self._change(number, row)
            else:
                self._put(number, row)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """How many bookings the list has."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """One column a heading."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; every cell is spoken as the whole row."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE and row.tone:
            return QColor(self._theme.color(f"{row.tone}.fg"))
        return None

    def _remove(self, number: int) -> None:
        self.beginRemoveRows(_NOWHERE, number, number)
        del self._rows[number]
        self.endRemoveRows()

    def _put(self, number: int, row: BookingRow) -> None:
        """A new row, or one that has another place now."""
        before = self.place_of(row.id)
        if before is not None:
            self._remove(before)
        self.beginInsertRows(_NOWHERE, number, number)
        self._rows.insert(number, row)
        self.endInsertRows()

    def _change(self, number: int, row: BookingRow) -> None:
        if self._rows[number] != row:
            self._rows[number] = row
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADINGS) - 1))

    def _recolour(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(HEADINGS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
