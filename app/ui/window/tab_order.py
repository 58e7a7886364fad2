"""Where Tab goes: through a window as it is read, line by line, whatever was made when.

Qt's own order is that of making: a card, a banner or a form that came later would follow the
status bar.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_WHOLE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
"""What is one stop, whatever it is made of."""


class _Part(NamedTuple):
    """Where something is in what holds it, and the stops in it."""

    box: QRect
    stops: list[QWidget]


def go_on(window: QWidget, *, is_forward: bool) -> bool:
    """Gives the focus to the next stop, round and round, and brings it into view; False where the
    window has none.
    """
    now = window.focusWidget()  # hidden, perhaps: that is why the focus goes on
    stops = _stops(window, now)
    if not stops:
        return False
    place = _place_of(now, stops)
    if place is None:
        place = -1 if is_forward else 0
    stop = stops[(place + (1 if is_forward else -1)) % len(stops)]
    if stop is now:
        return False
    reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
    stop.setFocus(reason)
    _bring(stop)
    return True


def _place_of(widget: QWidget | None, stops: list[QWidget]) -> int | None:
    while widget is not None:
        if widget in stops:
            return stops.index(widget)
        widget = widget.parentWidget()
    return None


def _stops(place: QWidget, now: QWidget | None) -> list[QWidget]:
    """What can be reached in a place, itself first, and what has the focus now."""
    takes_focus = place.focusPolicy() & Qt.FocusPolicy.TabFocus and place.focusProxy() is None
    stops = [place] if takes_focus or place is now else []
    if isinstance(place, _WHOLE):
        return stops
    parts = [
        _Part(each.geometry(), inner)
        for each in place.children()
        if isinstance(each, QWidget) and not each.isWindow() and _is_on_the_way(each, now)
        if (inner := _stops(each, now))
    ]
    is_mirrored = place.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return stops + [stop for part in _as_read(parts, is_mirrored) for stop in part.stops]


def _as_read(parts: list[_Part], is_mirrored: bool) -> list[_Part]:
    """Line by line where lines can be told apart, else column by column, each of them likewise."""
    if len(parts) < 2:
        return parts
    lines = _apart(parts, lambda box: (box.top(), box.bottom()))
    if len(lines) > 1:
        return [part for line in lines for part in _as_read(line, is_mirrored)]
    columns = _apart(parts, lambda box: (box.left(), box.right()))
    if len(columns) > 1:
        columns = columns[::-1] if is_mirrored else columns
        return [part for column in columns for part in _as_read(column, is_mirrored)]
    return sorted(parts, key=lambda part: (part.box.top(), part.box.left()))


def _apart(parts: list[_Part], span: Callable[[QRect], tuple[int, int]]) -> list[list[_Part]]:
    """In groups with nothing between them but room."""
    groups: list[list[_Part]] = []
    end = 0
    for part in sorted(parts, key=lambda part: span(part.box)[0]):
        first, last = span(part.box)
        if groups and first <= end:
            groups[-1].append(part)
            end = max(end, last)
        else:
            groups.append([part])
            end = last
    return groups


def _is_on_the_way(part: QWidget, now: QWidget | None) -> bool:
    if now is not None and (part is now or part.isAncestorOf(now)):
        return True
    return not part.isHidden() and part.isEnabled()


def _bring(stop: QWidget) -> None:
    """Into view, where it lies in what scrolls."""
    holder = stop.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(stop)
        holder = holder.parentWidget()
