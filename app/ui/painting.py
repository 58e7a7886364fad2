"""Strokes that delegates share: words, chips, cards. Sizes and colours come from the theme.

A board of cards is painted anew at every scroll step, so whatever costs Qt a layout or a curve is
made once per look and kept with the theme (`Theme.keep`): laid-out words, rounded bodies.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from app.domain.words import wall_time
from app.ui.language import translated
from app.ui.theme import Theme

_WIDE_TIMES = (time(10), time(12), time(12, 58))


class Cut(NamedTuple):
    """One of the type scale: the size at 100 %, strong or not, struck through or not."""

    size: int = 14
    strong: bool = False
    is_struck: bool = False


BOLD, PLAIN, SMALL = Cut(strong=True), Cut(), Cut(12)
STRUCK = Cut(strong=True, is_struck=True)

# `, 9:05 am` or ` Thu 20 Nov, 9:05 am` where a line ends with it: when is worth more than who. And
# ` · 0412 345 678`: half a number is worse than none.
_KEPT = re.compile(
    r"(,? (\w{3} \d{1,2} \w{3}( \d{4})?, )?\d{1,2}:\d\d [ap]m| · [+(]?\d[\d() ]{6,})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A rounded label: a glyph (or an icon's name) and a word, filled with a tone or outlined."""

    word: str
    glyph: str = ""
    icon: str = ""
    tone: str = ""


@contextlib.contextmanager
def turned(painter: QPainter, box: QRect) -> Iterator[None]:
    """Within, what is drawn from the left stands as far from the right where the language goes
    that way; words and signs are not mirrored.
    """
    if painter.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        yield
        return
    painter.save()
    _mirror(painter, box)
    yield
    painter.restore()


def _mirror(painter: QPainter, box: QRect) -> None:
    painter.translate(2 * box.left() + box.width(), 0)
    painter.scale(-1, 1)


@contextlib.contextmanager
def _upright(painter: QPainter, box: QRect) -> Iterator[None]:
    """In a place that is turned, words are read as ever."""
    if painter.worldTransform().m11() > 0:
        yield
        return
    painter.save()
    _mirror(painter, box)
    yield
    painter.restore()


def draw_text(
    painter: QPainter,
    theme: Theme,
    box: QRect,
    text: str,
    *,
    cut: Cut = PLAIN,
    ink: str = "text.primary",
    shorter: str = "",
) -> None:
    """One line of plain text, centred in the height of its box; it ends in … where room ends, but
    a time or a phone number at its end stays: `Moved to A/Prof Mi…, 11:05 am`. `shorter` says the
    same in fewer letters, for where the text has no room.
    """
    laid_out, height, width = _laid_out(theme, text, cut, box.width(), shorter)
    top = box.top() + (box.height() - height) // 2
    painter.setFont(theme.keep(("font", cut), lambda: _font(theme, cut)))
    painter.setPen(theme.color(ink))
    with _upright(painter, QRect(box.left(), top, width, height)):
        painter.drawStaticText(box.left(), top, laid_out)
    if cut.is_struck:
        middle, thick = top + height * 9 // 16, max(1, theme.px(1))
        painter.fillRect(box.left(), middle, width, thick, theme.color(ink))


def draw_chip(
    painter: QPainter, theme: Theme, chip: Chip, *, left: int, top: int, room: int
) -> int:
    """Draws a chip at most `room` wide; returns the x after it."""
    height, pad, lead = theme.px(20), theme.px(8), _lead(theme, chip)
    word_room = room - 2 * pad - lead
    width = min(room, pad + lead + _laid_out(theme, chip.word, SMALL, word_room)[2] + pad)
    _draw_shape(painter, theme, left, top, _Shape("chip", width, height, chip.tone))
    ink = f"{chip.tone}.fg" if chip.tone else "text.primary"
    if chip.icon:
        side = theme.px(14)
        square = QRect(left + pad, top + (height - side) // 2, side, side)
        with _upright(painter, square):
            theme.icon(chip.icon, "text.primary", size=14).paint(painter, square)
    else:
        spare = theme.px(14) - _laid_out(theme, chip.glyph, SMALL, 99)[2]
        glyph_left = left + pad + max(0, spare // 2)
        box = QRect(glyph_left, top, 99, height)
        draw_text(painter, theme, box, chip.glyph, cut=SMALL, ink=ink)
    word = QRect(left + pad + lead, top, word_room, height)
    draw_text(painter, theme, word, chip.word, cut=SMALL, ink=ink)
    return left + width


def chip_width(theme: Theme, chip: Chip) -> int:
    """How wide a chip is with its whole word."""
    return 2 * theme.px(8) + _lead(theme, chip) + _laid_out(theme, chip.word, SMALL, 9999)[2]


def _lead(theme: Theme, chip: Chip) -> int:
    """The sign, and where a word follows the gap before it: wider where the sign is."""
    sign = max(theme.px(14), 0 if chip.icon else _laid_out(theme, chip.glyph, SMALL, 99)[2])
    return sign + (theme.px(4) if chip.word else 0)


def draw_card(
    painter: QPainter, theme: Theme, box: QRect, *, fill: str | None, tone: str, is_focused: bool
) -> None:
    """The rounded body with its bar at the left; `fill` is a token, None leaves it open (old)."""
    shape = _Shape("card", box.width(), box.height(), tone, fill, is_focused)
    _draw_shape(painter, theme, box.left(), box.top(), shape)


def draw_stale_corner(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The cut corner at the top right of a card whose list is old."""
    side = theme.px(14)
    painter.setPen(QPen(theme.color("border.strong"), 1.5))
    right, top = box.right(), box.top()
    painter.drawLine(QPointF(right - side, top + 1.0), QPointF(right - 1.0, top + side))
    painter.drawLine(QPointF(right - side / 2, top + 1.0), QPointF(right - 1.0, top + side / 2))


def time_width(theme: Theme) -> int:
    """Room for the widest time of the day; a fixed width would clip `10:00 am`."""
    metrics = QFontMetrics(_font(theme, BOLD))
    times = (wall_time(datetime.combine(date.min, each)) for each in _WIDE_TIMES)
    return max(metrics.horizontalAdvance(translated(each)) for each in times)


# --- what is kept ------------------------------------------------------------------------------


class _Shape(NamedTuple):
    kind: str
    width: int
    height: int
    tone: str
    fill: str | None = None
    is_focused: bool = False


def _draw_shape(painter: QPainter, theme: Theme, left: int, top: int, shape: _Shape) -> None:
    """A shape at its place, drawn once for the screen's density."""
    density = painter.device().devicePixelRatio()
    pixmap = theme.keep((shape, density), lambda: _drawn(theme, shape, density))
    painter.drawPixmap(left, top, pixmap)


def _drawn(theme: Theme, shape: _Shape, density: float) -> QPixmap:
    pixmap = QPixmap(QSize(max(1, shape.width), shape.height) * density)
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, shape.width, shape.height)
    if shape.kind == "chip":
        _draw_pill(painter, theme, box, shape.tone)
    else:
        _draw_body(painter, theme, box, shape)
    painter.end()
    return pixmap


def _draw_pill(painter: QPainter, theme: Theme, box: QRectF, tone: str) -> None:
    line = f"{tone}.solid" if tone else "border.strong"
    has_line = not tone or theme.is_high_contrast
    painter.setPen(QPen(theme.color(line), 1) if has_line else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}.bg") if tone else Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


def _draw_body(painter: QPainter, theme: Theme, box: QRectF, shape: _Shape) -> None:
    painter.setBrush(theme.color(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    ring = 2 if shape.is_focused else 1
    painter.setPen(QPen(theme.color("focus" if shape.is_focused else "border.subtle"), ring))
    inset = ring / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 8, 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{shape.tone}.solid"))
    painter.drawRoundedRect(QRectF(0, 8, 4, box.height() - 16), 2, 2)


def _font(theme: Theme, cut: Cut) -> QFont:
    """Never struck: QStaticText draws that line elsewhere under a painter that is moved."""
    return theme.font(cut.size, strong=cut.strong)


def _laid_out(
    theme: Theme, text: str, cut: Cut, room: int, shorter: str = ""
) -> tuple[QStaticText, int, int]:
    """The words with …, if need be, ready to be drawn; their height and width."""
    key = (text, cut, room, shorter)
    return theme.keep(key, lambda: _lay_out(theme, text, cut, room, shorter))


def shortened(metrics: QFontMetrics, text: str, room: int) -> str:
    """The text, or as much of it as there is room for, with … and the time or phone number at its
    end.
    """
    if metrics.horizontalAdvance(text) <= room:
        return text  # Qt itself would shorten what fits to the pixel
    kept = _KEPT.search(text)
    head = text if kept is None else text[: kept.start()]
    tail = text[len(head) :]
    for_head = room - metrics.horizontalAdvance(tail)
    if for_head < metrics.averageCharWidth() * 6:
        head, tail, for_head = text, "", room
    return metrics.elidedText(head, Qt.TextElideMode.ElideRight, for_head) + tail


def _lay_out(
    theme: Theme, text: str, cut: Cut, room: int, shorter: str
) -> tuple[QStaticText, int, int]:
    font = _font(theme, cut)
    metrics = QFontMetrics(font)
    is_cut = bool(shorter) and metrics.horizontalAdvance(text) > room
    shown = shortened(metrics, shorter if is_cut else text, room)
    made = QStaticText(shown)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made, metrics.height(), metrics.horizontalAdvance(shown)
