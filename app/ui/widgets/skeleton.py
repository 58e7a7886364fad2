"""Grey shapes of cards for the moment before the first list is there."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.language import tr
from app.ui.theme import Theme

_COLUMNS, _CARDS, _GAP = 3, 4, 16


class Skeleton(QWidget):
    """Says nothing and asks for nothing; it only keeps the place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("skeleton")
        self.setAccessibleName(tr("The list is being opened"))
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three columns of four cards."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("neutral.bg"))
        width = min(420.0, (self.width() - _GAP * (_COLUMNS - 1)) / _COLUMNS)
        height = self._theme.px(84)
        for column in range(_COLUMNS):
            left = column * (width + _GAP)
            painter.drawRoundedRect(QRectF(left, 4, width * 0.5, 14), 4, 4)
            for card in range(_CARDS):
                top = 30 + card * (height + 8)
                painter.drawRoundedRect(QRectF(left, top, width, height), 8, 8)
