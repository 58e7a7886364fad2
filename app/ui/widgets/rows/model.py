"""Rows of words as Qt's model: what changes, changes in place."""

from collections.abc import Collection, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.widgets.tips import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Row(Protocol):
    """`cells` in the order of the headings; `tone` (ok, info, warn, err, empty) of the state."""

    @property
    def id(self) -> str: ...
    @property
    def cells(self) -> tuple[str, ...]: ...
    @property
    def spoken(self) -> str: ...
    @property
    def tone(self) -> str: ...


RowT = TypeVar("RowT", bound=Row)


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """The rows of one list. Columns in `figures` stand at the right; `state` has the row's tone."""

    def __init__(
        self,
        headings: Sequence[str],
        *,
        shown: Sequence[str] | None = None,
        figures: Collection[int] = (),
        state: int,
    ) -> None:
        """`shown`: the headings as they are drawn, where that is otherwise than they are read."""
        super().__init__()
        self.headings, self.shown = tuple(headings), tuple(shown or headings)
        self.figures, self.state = frozenset(figures), state
        self._rows: list[RowT] = []

    @property
    def rows(self) -> Sequence[RowT]:
        """What the list shows, in its order."""
        return self._rows

    def place_of(self, row_id: str) -> int | None:
        """The row's place, None when the list doesn't have it."""
        found = (number for number, row in enumerate(self._rows) if row.id == row_id)
        return next(found, None)

    def update_to(self, rows: Sequence[RowT]) -> None:
        """The list as it is now: selection, focus and scroll place stay with their rows."""
        wanted = {row.id for row in rows}
        for number in range(len(self._rows) - 1, -1, -1):
            if self._rows[number].id not in wanted:
                self._remove(number)
        for number, row in enumerate(rows):
            if number < len(self._rows) and self._rows[number].id == row.id:
                self._change(number, row)
            else:
                self._put(number, row)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many rows the list has."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """One column a heading."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings, those of figures at the right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            return (right if section in self.figures else left) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; every cell is spoken as the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == self.state:
            return plain_tip(row.cells[self.state].replace("\n", ", "))
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _remove(self, number: int) -> None:
        self.beginRemoveRows(NOWHERE, number, number)
        del self._rows[number]
        self.endRemoveRows()

    def _put(self, number: int, row: RowT) -> None:
        """A new row, or one that has another place now."""
        before = self.place_of(row.id)
        if before is not None:
            self._remove(before)
        self.beginInsertRows(NOWHERE, number, number)
        self._rows.insert(number, row)
        self.endInsertRows()

    def _change(self, number: int, row: RowT) -> None:
        if self._rows[number] != row:
            self._rows[number] = row
            last = self.index(number, len(self.headings) - 1)
            self.dataChanged.emit(self.index(number, 0), last)
