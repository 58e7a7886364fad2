"""The newest syncs of one connection, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from app.domain.said import say
from app.ui.connections.cards.history_words import HistoryRow
from app.ui.language import tr, translated

_COLUMNS = (say("Time"), say("Started by"), say("Result"), say("Appointments"), say("Took"))
_FOUND = 3
_HIGHEST_PX = 10_000
_SIDES_PX, _ABOVE_PX = 2 * (8 + 4), 2 * 4


class _Wrapped(QStyledItemDelegate):
    """Words in lines: the style measures them as if the cell had no padding."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as its lines in a column of this width."""
        size, table = super().sizeHint(option, index), self.parent()
        if not isinstance(table, QTableWidget):
            return size
        room = QRect(0, 0, max(1, table.columnWidth(index.column()) - _SIDES_PX), _HIGHEST_PX)
        lines = table.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, str(index.data() or "")
        )
        return QSize(size.width(), max(size.height(), lines.height() + _ABOVE_PX))


class HistoryTable(QTableWidget):
    """Read only; arrows go from row to row, and each is spoken whole.

    `opened` carries the id of the run that Enter or a double click was on.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, len(_COLUMNS))
        self.setObjectName("sync_history")
        self.setAccessibleName(tr("Recent syncs"))
        self.setHorizontalHeaderLabels([translated(each) for each in _COLUMNS])
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setStyleSheet(
            "QTableWidget::item { padding: 4px 8px; }"
            "QHeaderView::section { padding: 6px 8px 6px 11px; }"
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(_FOUND, _Wrapped(self))
        self._ids: list[str] = []
        self.doubleClicked.connect(lambda index: self.opened.emit(self._ids[index.row()]))
        self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A column that has another width may hold its words in fewer lines, or in more."""
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the run in the whole history."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentRow() >= 0:
            self.opened.emit(self._ids[self.currentRow()])
        else:
            super().keyPressEvent(event)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The words of every row, cell by cell."""
        return tuple(
            tuple(self._text(row, column) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        )

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Puts these in place of the former rows; the row in focus stays the row in focus."""
        here = self.currentRow()
        self._ids = [row.id for row in rows]
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            found = "\n".join(part for part in (row.found, row.trouble) if part)
            cells = (row.at, row.started_by, row.result, found, row.took)
            for column, text in enumerate(cells):
                self.setItem(number, column, _cell(text, spoken=row.spoken))
        self.setAccessibleName(tr("Recent syncs, {count}", count=len(rows)))
        self.resizeRowsToContents()
        if here >= 0:
            self.setCurrentCell(min(here, len(rows) - 1), 0)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _size_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(32)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.Stretch)


def _cell(text: str, *, spoken: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return item
