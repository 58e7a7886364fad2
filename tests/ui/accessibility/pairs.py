"""1.4.3: which ink meets which ground on screen, read from the picture itself.

A window is painted once more. Whatever our own delegates write passes `QPainter`'s two ways to
write, which tell ink and place; what Qt writes (labels, buttons, fields) is found in its rectangle
by its colour, as every ink is a token. The ground is the colour that most of the place has. In the
dark scheme no two tokens that meet are alike, so colours lead back to tokens.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from app.ui.resources import Tokens
from tests.ui.accessibility.parts import inside, spot

INKS = ("text.", "accent.on", "ok.fg", "info.fg", "warn.fg", "err.fg", "neutral.fg", "tele.fg")
WRITERS = (QMenu, QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
A_LETTER_PX = 4
"""So many pixels of an ink are at least one letter's."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """Something our own painting wrote: its ink as 0xRRGGBB and its place in the picture."""

    ink: int
    place: QRect


def pairs_in_use(place: QWidget, tokens: Tokens) -> set[Pair]:
    """(ink, ground) by their tokens; a colour that is no token stands as `#rrggbb`."""
    with written_by_us() as written:
        picture = Picture(place.grab().toImage(), tokens)
    views = [_box(each.viewport()) for each in inside(place) if _is_painted_by_us(each)]
    found = {
        (picture.name(each.ink), picture.ground(each.place))
        for each in written
        if all(view.contains(each.place) for view in views if view.intersects(each.place))
    }
    for each in inside(place):
        if isinstance(each, WRITERS) and each.isEnabled():
            found |= picture.pairs(_seen(each))
        elif isinstance(each, QAbstractItemView) and not _is_painted_by_us(each):
            found |= picture.pairs(_seen(each.viewport()))
    return {(ink, ground) for ink, ground in found if ink and ground}


def _seen(widget: QWidget) -> QRect:
    """Where it is in the picture, as far as nothing scrolls it away; without its border."""
    edge = 0 if isinstance(widget, QLabel) else 4
    return _box(widget).adjusted(edge, edge, -edge, -edge)


def _box(widget: QWidget) -> QRect:
    return widget.visibleRegion().boundingRect().translated(spot(widget).topLeft())


def _is_painted_by_us(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractItemView):
        return False
    return type(widget.itemDelegate()).__module__.startswith("app.")


class Picture:
    """The pixels of a window, by token."""

    def __init__(self, image: QImage, tokens: Tokens) -> None:
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._pixels = memoryview(self._image.constBits()).cast("I")
        self._tokens = {int(colour[1:], 16): name for name, colour in reversed(tokens.items())}

    def name(self, colour: int) -> str:
        """The token of a colour."""
        return self._tokens.get(colour, f"#{colour:06x}")

    def ground(self, place: QRect) -> str:
        """What most of a place is; empty where it is not in the picture."""
        counts = self._count(place)
        return self.name(counts.most_common(1)[0][0]) if counts else ""

    def pairs(self, place: QRect) -> set[Pair]:
        """Every ink in a place, on what most of the place is."""
        counts = self._count(place)
        if not counts:
            return set()
        ground = self.name(counts.most_common(1)[0][0])
        many = {self.name(colour) for colour, times in counts.items() if times >= A_LETTER_PX}
        inks = {ink for ink in many if ink.startswith(INKS) and ink != ground}
        if "accent" in many:  # what is selected, and ticks, in the middle of something else
            return {(ink, "accent" if ink == "accent.on" else ground) for ink in inks}
        return {(ink, ground) for ink in inks}

    def _count(self, place: QRect) -> Counter[int]:
        seen: Counter[int] = Counter()
        place = place.intersected(self._image.rect())
        stride = self._image.bytesPerLine() // 4
        for y in range(place.top(), place.bottom() + 1):
            seen.update(self._pixels[y * stride + place.left() : y * stride + place.right() + 1])
        return Counter({colour & 0xFFFFFF: times for colour, times in seen.items()})


@contextlib.contextmanager
def written_by_us() -> Iterator[list[Written]]:
    """What Python code writes with a painter, for as long as this lasts."""
    written: list[Written] = []
    kept = QPainter.drawText, QPainter.drawStaticText
    QPainter.drawText = _noting(kept[0], written)  # type: ignore[method-assign,assignment]
    QPainter.drawStaticText = _noting(kept[1], written)  # type: ignore[method-assign,assignment]
    try:
        yield written
    finally:
        QPainter.drawText, QPainter.drawStaticText = kept  # type: ignore[method-assign,assignment]


def _noting(draw: Callable[..., Any], written: list[Written]) -> Callable[..., Any]:
    def note(painter: QPainter, *arguments: Any) -> Any:
        box = _place_of(arguments)
        if box is not None and box.width() > 0:
            place = painter.deviceTransform().mapRect(box).toAlignedRect()
            written.append(Written(painter.pen().color().rgb() & 0xFFFFFF, place))
        return draw(painter, *arguments)

    return note


def _place_of(arguments: tuple[Any, ...]) -> QRectF | None:
    """Where the words stand: in a box that was given, or from a point on."""
    if isinstance(arguments[0], QRect | QRectF):
        return QRectF(arguments[0])
    if len(arguments) == 3 and hasattr(arguments[2], "size"):
        return QRectF(QPointF(arguments[0], arguments[1]), arguments[2].size())
    return None
