"""One entry of the main menu: icon and word, and a mark where its page waits for a person."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle

from app.ui.theme import Theme
from app.ui.widgets.buttons import Button

_PILL_PX, _PAD_PX, _EDGE_PX = 18, 6, 6


class NavButton(Button):
    """The mark is drawn at the right, or small on the icon where there is no room for words."""

    def __init__(self, text: str, *, name: str, theme: Theme) -> None:
        super().__init__(text, name=name, kind="nav")
        self._look = theme
        self._words = text
        self._mark, self._tone = "", "info"
        self._is_narrow = False
        self.setCheckable(True)

    @property
    def mark(self) -> str:
        """What the mark says; empty without one."""
        return self._mark

    def show_mark(self, mark: str, *, tone: str, spoken: str) -> None:
        """Another mark; `spoken` follows the page's name for screen readers."""
        self._mark, self._tone = mark, tone
        self.setAccessibleName(f"{self._words}, {spoken}" if spoken else self._words)
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Icon alone, or icon and word."""
        self._is_narrow = is_narrow
        self.setText("" if is_narrow else f"  {self._words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its mark on top."""
        super().paintEvent(event)
        if not self._mark:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(12, strong=True))
        words = self._mark[:1] if self._is_narrow else self._mark
        place = self._mark_place(painter, words)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        painter.setBrush(self._look.color(f"{self._tone}.bg"))
        painter.setPen(QPen(self._look.color(f"{self._tone}.solid"), 1))
        radius = place.height() / 2
        painter.drawRoundedRect(place, radius, radius)
        painter.setPen(self._look.color(f"{self._tone}.fg"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _mark_place(self, painter: QPainter, words: str) -> QRect:
        metrics = painter.fontMetrics()
        height = max(self._look.px(_PILL_PX), metrics.height() + 2)
        width = max(height, metrics.horizontalAdvance(words) + 2 * _PAD_PX)
        if self._is_narrow:
            return QRect(self.width() - width - 4, 3, width, height)
        return QRect(self.width() - width - _EDGE_PX, (self.height() - height) // 2, width, height)
