"""The tray's icons, drawn: a shape per state, readable on a light and on a dark panel."""

import sys
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSettings, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from app.ui.resources import token_sets
from app.ui.tray.words import Shape

SIZES = (16, 20, 24, 32, 48, 64)
_GRID = 32.0
_CENTRE = QPointF(16, 16)
_TONES = {
    Shape.DISC: "ok.solid",
    Shape.CHECKING: "info.solid",
    Shape.TRIANGLE: "err.solid",
    Shape.HALF: "warn.solid",
    Shape.KEY: "err.solid",
    Shape.SLASH: "err.solid",
    Shape.BARS: "neutral.solid",
    Shape.HOLLOW: "neutral.solid",
}
_PERSONALIZE = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


def is_panel_dark() -> bool:
    """Whether the taskbar is dark: Windows says so itself, elsewhere the desktop's scheme does."""
    if sys.platform == "win32":
        settings = QSettings(_PERSONALIZE, QSettings.Format.NativeFormat)
        return settings.value("SystemUsesLightTheme", 0) != 1
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


@lru_cache(maxsize=64)
def tray_icon(
    shape: Shape, *, is_dark: bool, frame: int = 0, is_mask: bool = sys.platform == "darwin"
) -> QIcon:
    """The icon in every size. `frame` 0 or 1 of a check; `is_mask`: black alone, macOS tints it."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_drawn(shape, size, is_dark=is_dark, frame=frame, is_mask=is_mask))
    icon.setIsMask(is_mask)
    return icon


def _drawn(shape: Shape, size: int, *, is_dark: bool, frame: int, is_mask: bool) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    path = _PATHS[shape](frame)
    if not is_mask:  # panels don't always match the scheme: a rim keeps the shape readable on both
        rim = QColor("#0D1217" if is_dark else "#FFFFFF")
        rim.setAlpha(160)
        pen = QPen(rim, 3)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    tone = token_sets()["dark" if is_dark else "light"][_TONES[shape]]
    painter.fillPath(path, QColor("#000000" if is_mask else tone))
    painter.end()
    return pixmap


def _circle(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(_CENTRE, radius, radius)
    return path


def _ring(outer: float, inner: float) -> QPainterPath:
    return _circle(outer) - _circle(inner)


def _disc(_frame: int) -> QPainterPath:
    return _circle(12)


def _hollow(_frame: int) -> QPainterPath:
    return _ring(12.5, 8.5)


def _half(_frame: int) -> QPainterPath:
    left = QPainterPath()
    left.addRect(0, 0, 16, 32)
    return _ring(13, 9.5) | (_circle(12) & left)


def _triangle(_frame: int) -> QPainterPath:
    body = QPainterPath()
    body.addPolygon(QPolygonF([QPointF(16, 3), QPointF(30, 28.5), QPointF(2, 28.5)]))
    body.closeSubpath()
    mark = QPainterPath()
    mark.addRoundedRect(QRectF(14.2, 11, 3.6, 9), 1.8, 1.8)
    mark.addEllipse(QPointF(16, 24.2), 2.1, 2.1)
    return body - mark


def _key(_frame: int) -> QPainterPath:
    bow = QPainterPath()
    bow.addEllipse(QPointF(9.5, 16), 8, 8)
    hole = QPainterPath()
    hole.addEllipse(QPointF(9.5, 16), 3.6, 3.6)
    stem = QPainterPath()
    stem.addRect(QRectF(15, 13.8, 16, 4.4))
    stem.addRect(QRectF(22, 16, 3.6, 7.5))
    stem.addRect(QRectF(27.4, 16, 3.6, 9))
    stem.setFillRule(Qt.FillRule.WindingFill)
    return (bow | stem.simplified()) - hole


def _slash(_frame: int) -> QPainterPath:
    bar = QPainterPath()
    bar.addRoundedRect(QRectF(-17, -2.2, 34, 4.4), 2, 2)
    gap = QPainterPath()
    gap.addRect(QRectF(-17, -4.6, 34, 9.2))
    turn = QTransform().translate(16, 16).rotate(-45)
    return (_circle(12) - turn.map(gap)) | turn.map(bar)


def _bars(_frame: int) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(6.5, 4, 7, 24), 2, 2)
    path.addRoundedRect(QRectF(18.5, 4, 7, 24), 2, 2)
    return path


def _checking(frame: int) -> QPainterPath:
    """Two arrows that chase each other; the second frame is a quarter turn on."""
    band = QPainterPath()
    for start in (20.0, 200.0):
        arc = QPainterPath()
        arc.arcMoveTo(QRectF(5.5, 5.5, 21, 21), start)
        arc.arcTo(QRectF(5.5, 5.5, 21, 21), start, 115)
        band |= _widened(arc, 4.4)
        head = QPainterPath()
        head.addPolygon(QPolygonF([QPointF(19.5, 17), QPointF(31.5, 17), QPointF(25.5, 25)]))
        head.closeSubpath()
        # The arrow ends where its arc begins, clockwise; drawn at 0 degrees it points down.
        band |= QTransform().translate(16, 16).rotate(-start).translate(-16, -16).map(head)
    quarter = QTransform().translate(16, 16).rotate(90 * frame).translate(-16, -16)
    return quarter.map(band)


def _widened(line: QPainterPath, width: float) -> QPainterPath:
    from PySide6.QtGui import QPainterPathStroker

    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    return stroker.createStroke(line)


_PATHS: dict[Shape, Callable[[int], QPainterPath]] = {
    Shape.DISC: _disc,
    Shape.CHECKING: _checking,
    Shape.TRIANGLE: _triangle,
    Shape.HALF: _half,
    Shape.KEY: _key,
    Shape.SLASH: _slash,
    Shape.BARS: _bars,
    Shape.HOLLOW: _hollow,
}
