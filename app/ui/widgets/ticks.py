"""Tick boxes and radio buttons drawn from the tokens: Fusion's own outlines are too faint."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QStyle

from app.ui.theme import Theme

_MARK_PX, _GAP_PX, _INSET_PX, _TARGET_PX = 18, 8, 4, 32


class TickBox(QCheckBox):
    """A check box with a clear outline, at least 32 px high."""

    def __init__(self, text: str, *, name: str, theme: Theme) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        _prepare(self, text, name, theme)

    def sizeHint(self) -> QSize:
        """The mark, the words and the focus ring."""
        return _size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The same: the words are never cut."""
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:  # noqa: N802 (Qt's name)
        """The whole row can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, its tick and the words."""
        painter = _painter(self)
        box = _mark(self, self._theme)
        _outline(painter, self, self._theme)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(_tick_pen(self._theme))
            painter.drawPolyline(_tick(box))
        _words(painter, self, self._theme)
        painter.end()


class ChoiceDot(QRadioButton):
    """A radio button with a clear outline, at least 32 px high."""

    def __init__(self, text: str, *, name: str, theme: Theme) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        _prepare(self, text, name, theme)

    def sizeHint(self) -> QSize:
        """The mark, the words and the focus ring."""
        return _size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring, its dot and the words."""
        painter = _painter(self)
        ring = _mark(self, self._theme)
        _outline(painter, self, self._theme)
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent.on"))
            inset = ring.width() * 0.3
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        _words(painter, self, self._theme)
        painter.end()


def _prepare(target: QAbstractButton, text: str, name: str, theme: Theme) -> None:
    target.setObjectName(name)
    target.setAccessibleName(text)
    target.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    theme.changed.connect(target.updateGeometry)


def _painter(target: QAbstractButton) -> QPainter:
    painter = QPainter(target)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _size(target: QAbstractButton, theme: Theme) -> QSize:
    words = target.fontMetrics().horizontalAdvance(target.text().replace("&&", "&"))
    width = 2 * _INSET_PX + theme.px(_MARK_PX) + _GAP_PX + words + _GAP_PX
    return QSize(width, max(_TARGET_PX, target.fontMetrics().height() + 12))


def _mark(target: QAbstractButton, theme: Theme) -> QRectF:
    side = theme.px(_MARK_PX)
    box = _turned(target, QRect(_INSET_PX, (target.height() - side) // 2, side, side))
    return QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)


def _turned(target: QAbstractButton, place: QRect) -> QRect:
    """There, or at the other end where the language begins at the right."""
    return QStyle.visualRect(target.layoutDirection(), target.rect(), place)


def _outline(painter: QPainter, target: QAbstractButton, theme: Theme) -> None:
    is_on = target.isChecked()
    painter.setPen(QPen(theme.color("accent" if is_on else "border.strong"), 1.5))
    painter.setBrush(theme.color("accent" if is_on else "bg.surface"))


def _tick_pen(theme: Theme) -> QPen:
    pen = QPen(theme.color("accent.on"), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _tick(box: QRectF) -> QPolygonF:
    corners = ((0.24, 0.52), (0.43, 0.71), (0.78, 0.31))
    points = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners]
    return QPolygonF(points)


def _words(painter: QPainter, target: QAbstractButton, theme: Theme) -> None:
    left = 2 * _INSET_PX + theme.px(_MARK_PX) + _GAP_PX // 2
    place = _turned(target, target.rect().adjusted(left, 0, 0, 0))
    painter.setPen(theme.color("text.primary" if target.isEnabled() else "text.disabled"))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, flags, target.text().replace("&&", "&"))
    if target.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("focus"), 2))
        width = min(target.width(), _size(target, theme).width()) - 2
        ring = _turned(target, QRect(1, 1, width, target.height() - 2))
        painter.drawRoundedRect(QRectF(ring), 6, 6)
