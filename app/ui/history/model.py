"""The runs on screen as Qt's model: pages come as a person scrolls, changes come in place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.ui.history.rows import FIGURES, HEADINGS, RESULT, SHOWN_HEADINGS, HistoryRow
from app.ui.widgets.rows.model import NOWHERE, AnyIndex, RowsModel


class HistoryModel(RowsModel[HistoryRow]):
    """`more_wanted`: the end of what is loaded came into view, and there is more."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(HEADINGS, shown=SHOWN_HEADINGS, figures=FIGURES, state=RESULT)
        self.has_more = False

    def replace(self, rows: Sequence[HistoryRow]) -> None:
        """Other rows altogether: another filter."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[HistoryRow]) -> None:
        """The next page."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """True while older runs are not loaded."""
        return self.has_more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        """Asks for the next page; it comes when the database has it."""
        if self.canFetchMore(parent):
            self.has_more = False
            self.more_wanted.emit()
