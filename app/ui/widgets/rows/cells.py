"""Paints a cell of the list: its words alone, laid out once, which is many times as fast as the
style's way.
"""

from typing import Generic

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.painting import draw_text
from app.ui.theme import Theme
from app.ui.widgets.rows.model import AnyIndex, RowsModel, RowT

SIDE_PX = 8


def words_width(theme: Theme, text: str) -> int:
    """How wide a cell's words are; measured once per look."""

    def measure() -> int:
        return QFontMetrics(theme.font()).horizontalAdvance(text) + 1

    return theme.keep(("cell of a row", text), measure)


class CellDelegate(QStyledItemDelegate, Generic[RowT]):
    """Words that don't fit end in …; the row in focus has a ground of its own."""

    def __init__(self, theme: Theme, model: RowsModel[RowT]) -> None:
        super().__init__(model)
        self._theme, self._model = theme, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws the ground, then the words; figures stand at the right."""
        theme, column, place = self._theme, index.column(), option.rect
        row = self._model.rows[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.color("bg.selected"))
        text, side = row.cells[column], SIDE_PX
        left, room = place.left() + side, place.width() - 2 * side
        if column in self._model.figures:
            width = min(room, words_width(theme, text))
            left, room = left + room - width, width
        ink = f"{row.tone}.fg" if column == self._model.state and row.tone else "text.primary"
        draw_text(painter, theme, QRect(left, place.top(), room, place.height()), text, ink=ink)
