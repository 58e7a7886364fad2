"""The lines of a run's details as a list: by keyboard line for line, spoken, wrapped, and quick
with five hundred changes.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.history.detail_lines import Line
from app.ui.theme import Theme
from app.ui.widgets.line_breaks import unbroken

AnyIndex = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_SIDE_PX = 12  # in any text size, as the pane's head has it
_INDENT_PX, _GAP_PX, _ABOVE_HEADING_PX = 26, 3, 10
_INKS = {
    "heading": "text.primary",
    "plain": "text.primary",
    "muted": "text.muted",
    "fact": "text.muted",
}
_WITHOUT_GLYPH = ("heading", "fact")


class LineModel(QAbstractListModel):
    """The lines; each is spoken without its glyph."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Puts these up; False when they are the same as before."""
        if list(lines) == list(self.lines):
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and the line itself for the delegate."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.text
        return line if role == LINE_ROLE else None


class LineDelegate(QStyledItemDelegate):
    """A glyph at the left, words wrapped beside it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the wrapped words."""
        line, width = index.data(LINE_ROLE), self._view.viewport().width()
        above = self._theme.px(_ABOVE_HEADING_PX) if line.role == "heading" else 0
        height = self._words_box(line, QRect(0, 0, width, 0)).height()
        return QSize(width, height + above + 2 * self._theme.px(_GAP_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws the line; the one in focus has a ring."""
        line, theme = index.data(LINE_ROLE), self._theme
        painter.save()
        box = self._words_box(line, option.rect)
        painter.setFont(theme.font(strong=line.role == "heading"))
        tone = theme.color(f"{line.tone}.fg" if line.tone else _INKS[line.role])
        painter.setPen(theme.color(_INKS[line.role]) if line.tone == "ok" else tone)
        words = unbroken(line.text)
        painter.drawText(box, _flags(painter.fontMetrics(), words, box.width()), words)
        painter.setPen(tone)
        glyph = QRect(box.left() - theme.px(_INDENT_PX), box.top(), theme.px(_INDENT_PX), 999)
        painter.drawText(glyph, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line.glyph)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(option.rect.adjusted(3, 1, -3, -1), 4, 4)
        painter.restore()

    def _words_box(self, line: Line, room: QRect) -> QRect:
        """Where the words stand within the line's place."""
        theme, side = self._theme, _SIDE_PX
        left = room.left() + side + (0 if line.role in _WITHOUT_GLYPH else theme.px(_INDENT_PX))
        above = theme.px(_GAP_PX) + (theme.px(_ABOVE_HEADING_PX) if line.role == "heading" else 0)
        width = max(40, room.left() + room.width() - side - left)
        key = ("history line", line.text, line.role, width)
        height = theme.keep(key, lambda: self._height(line, width))
        return QRect(left, room.top() + above, width, height)

    def _height(self, line: Line, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(strong=line.role == "heading"))
        words = unbroken(line.text)
        flags = _flags(metrics, words, width)
        return metrics.boundingRect(QRect(0, 0, width, 9999), flags, words).height()


def _flags(metrics: QFontMetrics, text: str, width: int) -> int:
    """Wrapped between words; anywhere where a word alone is wider than the line."""
    is_wide = any(metrics.horizontalAdvance(word) > width for word in text.split())
    wrap = Qt.TextFlag.TextWrapAnywhere if is_wide else Qt.TextFlag.TextWordWrap
    return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | wrap)


class DetailList(QListView):
    """Reads like a page; the arrows go from line to line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("run_lines")
        self._lines = LineModel()
        self.setModel(self._lines)
        self.setItemDelegate(LineDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(50)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands there, line by line, each with its glyph."""
        return tuple(f"{line.glyph} {line.text}".strip() for line in self._lines.lines)

    def show_lines(self, lines: Sequence[Line], *, is_same_run: bool) -> None:
        """Puts lines up; those of the same run leave the place a person reads at."""
        row, top = self.currentIndex().row(), self.verticalScrollBar().value()
        if not self._lines.show_lines(lines):
            return
        if is_same_run:
            self.setCurrentIndex(self._lines.index(min(row, len(lines) - 1), 0))
            self.verticalScrollBar().setValue(top)
        else:
            self.scrollToTop()

    def focus_first(self) -> None:
        """Into the first line."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._lines.index(0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the page's keys."""
        if event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: wrapped anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
