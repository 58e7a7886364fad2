"""A person's name where it has little room: whole, shorter, in two small lines, else with …"""

import re

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from app.ui.painting import BOLD, STRUCK, Cut, draw_text
from app.ui.theme import Theme
from app.ui.today.cards import Card

_BREAK = re.compile(r"(?<=[ -])")
_SMALL = 12


def draw_name(painter: QPainter, theme: Theme, box: QRect, card: Card, *, ink: str) -> None:
    """The name of a card in its box."""
    cut = STRUCK if card.is_struck else BOLD
    lines = _lines(theme, card, box.width())
    if lines is None:
        draw_text(painter, theme, box, card.name, cut=cut, ink=ink, shorter=card.short_name)
        return
    height = theme.px(14)
    upper = QRect(box.left(), box.center().y() - height, box.width(), height)
    for line, place in zip(lines, (upper, upper.translated(0, height)), strict=True):
        draw_text(painter, theme, place, line, cut=cut._replace(size=_SMALL), ink=ink)


def is_cut(theme: Theme, text: str, room: int, cut: Cut = BOLD) -> bool:
    """True where a text is not seen whole in one line."""
    return _width(theme, text, cut) > room


def is_name_cut(theme: Theme, card: Card, room: int) -> bool:
    """True where not every letter of a card's name is seen."""
    if not is_cut(theme, card.name, room):
        return False
    seen = "".join(_lines(theme, card, room) or ())
    return seen.replace(" ", "") != card.name.replace(" ", "")


def _lines(theme: Theme, card: Card, room: int) -> tuple[str, str] | None:
    """Two lines, where neither the name nor its shorter form has room in one; else of that form."""
    forms = (card.name, card.short_name or card.name)
    if any(not is_cut(theme, each, room) for each in forms):
        return None

    def broken() -> tuple[str, str] | None:
        return next((lines for each in forms if (lines := _broken(theme, each, room))), None)

    return theme.keep(("a name in two lines", *forms, room), broken)


def _broken(theme: Theme, name: str, room: int) -> tuple[str, str] | None:
    parts, small = _BREAK.split(name), BOLD._replace(size=_SMALL)
    for at in range(1, len(parts)):
        lines = "".join(parts[:at]).rstrip(), "".join(parts[at:])
        if all(_width(theme, line, small) <= room for line in lines):
            return lines
    return None


def _width(theme: Theme, text: str, cut: Cut) -> int:
    def measure() -> int:
        font = theme.font(cut.size, strong=cut.strong)
        return QFontMetrics(font).horizontalAdvance(text)

    return theme.keep(("width of a name", text, cut.size, cut.strong), measure)
