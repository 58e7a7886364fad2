"""A practice system's colour as a small ringed dot; its name stands beside it in words."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.connections.types.colours import parse_colour
from app.ui.theme import Theme

_DOT_PX = 12
_MARGIN_PX = 2


class ColourDot(QWidget):
    """12 px with a ring in `border.strong`; empty where the system gives no colour."""

    def __init__(self, colour: str | None, theme: Theme) -> None:
        super().__init__()
        self._parsed = parse_colour(colour)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The dot with room for its ring."""
        side = self._theme.px(_DOT_PX) + 2 * _MARGIN_PX
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A filled circle with its ring."""
        if self._parsed is None:
            return
        inset = _MARGIN_PX + 0.5
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border.strong"), 1))
        painter.setBrush(QColor(*self._parsed))
        painter.drawEllipse(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        painter.end()
