"""A small table of figures that a person reads and arrows go through; the twin of each chart."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.theme import Theme
from app.ui.widgets.labels import height_of_lines

_ROW_PX, _FIGURE_PX, _WORD_PX, _SIDES_PX = 28, 76, 40, 22
"""`_SIDES_PX`: what a cell keeps free beside its words."""


class FigureTable(QTableWidget):
    """Words at the left, figures at the right; as high as its rows, whose words wrap."""

    def __init__(
        self,
        headings: Sequence[str],
        *,
        name: str,
        spoken: str,
        theme: Theme,
        has_figures: bool = True,
    ) -> None:
        """`headings` may have two lines. `spoken`: `Appointments by day as a table`.
        `has_figures`: false where every column is of words.
        """
        super().__init__(0, len(headings))
        self._theme, self._has_figures = theme, has_figures
        self._headings = tuple(heading.replace("\n", " ") for heading in headings)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setProperty("figures", "true")
        for column, heading in enumerate(headings):
            item = self._made(heading, self._headings[column], column)
            self.setHorizontalHeaderItem(column, item)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The cells, row by row."""
        return tuple(
            tuple(self._text(row, column) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        )

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows these; the row in focus stays where it was."""
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            spoken = ", ".join(
                f"{heading} {cell}".strip()
                for heading, cell in zip(self._headings, cells, strict=True)
                if cell
            )
            for column, cell in enumerate(cells):
                self.setItem(row, column, self._made(cell, spoken, column))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first column has another width."""
        super().resizeEvent(event)
        self._fit_rows()

    def _made(self, text: str, spoken: str, column: int) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        is_figure = self._has_figures and column > 0
        side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _fit(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._theme.px(_ROW_PX))
        least = _FIGURE_PX if self._has_figures else _WORD_PX
        self.horizontalHeader().setMinimumSectionSize(self._theme.px(least))
        self._fit_rows()

    def _fit_rows(self) -> None:
        least, metrics = self._theme.px(_ROW_PX), self.fontMetrics()
        room = self.columnWidth(0) - self._theme.px(_SIDES_PX)
        for row in range(self.rowCount()):
            lines = height_of_lines(self._text(row, 0), metrics, width=room)
            self.setRowHeight(row, least - metrics.height() + max(lines, metrics.height()))
        head = max(self.horizontalHeader().sizeHint().height(), self._theme.px(_ROW_PX))
        self.setFixedHeight(head + self.verticalHeader().length() + 4)
