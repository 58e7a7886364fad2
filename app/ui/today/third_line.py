"""A card's third line where it has little room: whole, in fewer letters, in two small lines, or
with its flags by their signs alone. Half a word or half a number says nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from app.ui.painting import SMALL, draw_text
from app.ui.theme import Theme
from app.ui.today.cards import Card
from app.ui.widgets.line_breaks import plain, unbroken

_LINE_PX = 14
_TOO_MUCH = 99
_BETWEEN, _FLAGS = " · ", "✎≈⧉"
_PART = re.compile(_BETWEEN)
_WORD = re.compile(r"(?<=[\w.,]) (?=[^\W\d])|(?<=,) ")
"""A break before a word or after a comma, so that no phone number is broken."""


class Fitted(NamedTuple):
    """What is drawn; `loss` grows with what was given up for it, 0 is nothing."""

    loss: int
    lines: tuple[str, ...]


def draw_third_line(painter: QPainter, theme: Theme, box: QRect, card: Card) -> None:
    """In its box; two lines reach a little above and below a box of one."""
    ink = "err.fg" if card.line.startswith("!") else "text.muted"
    lines = fitted(theme, card, box.width()).lines
    height = theme.px(_LINE_PX)
    place = QRect(box.left(), box.center().y() - height, box.width(), height)
    places = (place, place.translated(0, height)) if len(lines) > 1 else (box,)
    for line, where in zip(lines, places, strict=True):
        draw_text(painter, theme, where, line, cut=SMALL, ink=ink)


def fitted(theme: Theme, card: Card, room: int) -> Fitted:
    """One or two lines no wider than the room, at the look in force; in a room too narrow for all
    of them the one that is to end in ….
    """

    def fit() -> Fitted:
        metrics = QFontMetrics(theme.font(SMALL.size))
        for loss, lines in enumerate(_ways(card, metrics, room)):
            if lines and all(metrics.horizontalAdvance(line) <= room for line in lines):
                return Fitted(loss, lines)
        return Fitted(_TOO_MUCH, (card.short_line or card.line,))

    return theme.keep(("third line", card.line, card.short_line, room), fit)


def is_line_whole(theme: Theme, card: Card, room: int) -> bool:
    """True where every word of the line is seen."""
    seen = _BETWEEN.join(fitted(theme, card, room).lines)
    return seen == card.line or seen.replace(_BETWEEN, " ") == card.line.replace(_BETWEEN, " ")


def _ways(card: Card, metrics: QFontMetrics, room: int) -> Iterator[tuple[str, ...]]:
    """What there is to draw, the best first; some are too wide, or empty."""
    fewer = card.short_line or card.line
    yield (card.line,)
    yield (fewer,)
    for text in (card.line, fewer):
        yield _broken(text, _PART if _BETWEEN in text else _WORD, metrics, room)
    signs = _BETWEEN.join(dict.fromkeys(map(_by_sign, fewer.split(_BETWEEN))))
    yield (signs,)
    for break_at in (_PART, _WORD):
        yield _broken(signs, break_at, metrics, room)


def _by_sign(part: str) -> str:
    return part[0] if part[:1] in _FLAGS else part


def _broken(
    text: str, break_at: re.Pattern[str], metrics: QFontMetrics, room: int
) -> tuple[str, ...]:
    """In two lines, the first as full as can be; nothing where that is still too wide."""
    bound = unbroken(text)
    for found in reversed(list(break_at.finditer(bound))):
        lines = plain(bound[: found.start()]), plain(bound[found.end() :])
        if all(metrics.horizontalAdvance(line) <= room for line in lines):
            return lines
    return ()
