"""Paints a cell of the list: its words alone, laid out once, which is many times as fast as the
style's way. A cell of two lines has what is less needed in the second, in smaller letters.
"""

from typing import Generic

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.painting import SMALL, draw_text
from app.ui.theme import Theme
from app.ui.widgets.rows.model import AnyIndex, RowsModel, RowT

SIDE_PX, TIGHT_PX = 8, 5
"""At either side of a cell's words; at their right where columns stand close."""
_PLAIN = 14


def words_width(theme: Theme, text: str, size: int = _PLAIN) -> int:
    """How wide a cell's words are at a size of the type scale; measured once per look."""

    def measure() -> int:
        return QFontMetrics(theme.font(size)).horizontalAdvance(text) + 1

    return theme.keep(("cell of a row", text, size), measure)


class CellDelegate(QStyledItemDelegate, Generic[RowT]):
    """Words that don't fit end in …; the row in focus has a ground of its own."""

    def __init__(self, theme: Theme, model: RowsModel[RowT], *, right_px: int = SIDE_PX) -> None:
        super().__init__(model)
        self._theme, self._model, self._right_px = theme, model, right_px

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws the ground, then the words; figures stand at the right."""
        theme, column, place = self._theme, index.column(), option.rect
        row = self._model.rows[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.color("bg.selected"))
        box = place.adjusted(SIDE_PX, 0, -self._right_px, 0)
        ink = f"{row.tone}.fg" if column == self._model.state and row.tone else "text.primary"
        first, _, second = row.cells[column].partition("\n")
        if not second:
            draw_text(painter, theme, self._at(box, column, first), first, ink=ink)
            return
        line = theme.px(18)
        above = QRect(box.left(), box.top() + box.height() // 2 - line, box.width(), line)
        below = above.translated(0, line)
        draw_text(painter, theme, self._at(above, column, first), first, ink=ink)
        muted = "text.muted" if ink == "text.primary" else ink
        place = self._at(below, column, second, SMALL.size)
        draw_text(painter, theme, place, second, cut=SMALL, ink=muted)

    def _at(self, box: QRect, column: int, text: str, size: int = _PLAIN) -> QRect:
        """Figures stand at the right."""
        if column not in self._model.figures:
            return box
        width = min(box.width(), words_width(self._theme, text, size))
        return QRect(box.left() + box.width() - width, box.top(), width, box.height())
