"""Today's first list, shown before the set-up is finished: a wrong answer is seen at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

_COLUMNS = ("Time", "Patient", "Column", "Type")


class FirstList(QTableWidget):
    """Read only; hidden while there is nothing in it."""

    def __init__(self) -> None:
        super().__init__(0, len(_COLUMNS))
        self.setObjectName("first_list")
        self.setHorizontalHeaderLabels(list(_COLUMNS))
        self.setShowGrid(False)
        self.setStyleSheet(
            "QTableWidget::item { padding: 0 8px; }"
            "QHeaderView::section { padding: 6px 8px 6px 11px; }"
        )
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._size_columns()
        self.hide()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Puts these rows (time, patient, column, type) in place of the former ones."""
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(number, column, QTableWidgetItem(text))
        self.setAccessibleName(f"Today's first list, {len(rows)} appointments")
        self.setVisible(bool(rows))

    def _size_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(32)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
