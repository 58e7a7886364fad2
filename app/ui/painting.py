"""Strokes that delegates share: chips, struck names, the focus ring. Sizes come from the theme."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A rounded label: a glyph (or an icon's name) and a word, filled with a tone or outlined."""

    word: str
    glyph: str = ""
    icon: str = ""
    tone: str = ""


def draw_chip(
    painter: QPainter, theme: Theme, chip: Chip, *, left: int, top: int, room: int
) -> int:
    """Draws a chip at most `room` wide; returns the x after it."""
    height, pad, lead = theme.px(20), theme.px(8), theme.px(18)
    font = theme.font(12)
    metrics = QFontMetrics(font)
    word = metrics.elidedText(chip.word, Qt.TextElideMode.ElideRight, room - 2 * pad - lead)
    width = min(room, pad + lead + metrics.horizontalAdvance(word) + pad)
    box = QRectF(left + 0.5, top + 0.5, width - 1, height - 1)
    outlined = not chip.tone
    painter.setPen(QPen(theme.color("border.strong"), 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if outlined else theme.color(f"{chip.tone}.bg"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    colour = theme.color("text.primary" if outlined else f"{chip.tone}.fg")
    _draw_lead(painter, theme, chip, QRect(left + pad, top, theme.px(14), height), colour)
    draw_text(painter, QRect(left + pad + lead, top, width, height), word, font, colour)
    return left + width


def _draw_lead(painter: QPainter, theme: Theme, chip: Chip, box: QRect, colour: QColor) -> None:
    if chip.icon:
        side = theme.px(14)
        square = QRect(box.left(), box.center().y() - side // 2 + 1, side, side)
        theme.icon(chip.icon, "text.primary", size=14).paint(painter, square)
        return
    painter.setFont(theme.font(12))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, chip.glyph)


def draw_text(
    painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, *, elide: bool = False
) -> None:
    """One line of plain text, centred in the height of its box."""
    if elide:
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(font)
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(box, flags, text)


def draw_card(
    painter: QPainter, theme: Theme, box: QRect, *, fill: str | None, is_focused: bool
) -> None:
    """The rounded body of a card; `fill` is a token, None leaves it open (a list that is old)."""
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    ring = 2 if is_focused else 1
    painter.setPen(QPen(theme.color("focus" if is_focused else "border.subtle"), ring))
    inset = ring / 2
    painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), 8, 8)


def draw_stale_corner(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The cut corner at the top right of a card whose list is old."""
    side = theme.px(14)
    painter.setPen(QPen(theme.color("border.strong"), 1.5))
    right, top = box.right(), box.top()
    painter.drawLine(QPointF(right - side, top + 1.0), QPointF(right - 1.0, top + side))
    painter.drawLine(QPointF(right - side / 2, top + 1.0), QPointF(right - 1.0, top + side / 2))


def time_width(font: QFont) -> int:
    """Room for the widest time of the day; a fixed width would clip `10:00 am`."""
    metrics = QFontMetrics(font)
    return max(metrics.horizontalAdvance(text) for text in ("10:00 am", "12:00 pm", "12:58 pm"))
