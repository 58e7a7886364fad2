"""Where Tab goes: through a window as it is read, line by line, whatever was made when.

Qt's own order is that of making: a card, a banner or a form that came later would follow the
status bar.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
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


def go_on(window: QWidget, *, is_forward: bool) -> bool:
    """Gives the focus to the next stop, round and round, and brings it into view; False where the
    window has none.
    """
    now = window.focusWidget()  # hidden, perhaps: that is why the focus goes on
    stops = list(_stops(window, now))
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


def _stops(place: QWidget, now: QWidget | None) -> Iterator[QWidget]:
    """What can be reached in a place, itself first, and what has the focus now."""
    if place is now or (place.focusPolicy() & Qt.FocusPolicy.TabFocus and not place.focusProxy()):
        yield place
    if isinstance(place, _WHOLE):
        return
    for part in _as_read(place, now):
        yield from _stops(part, now)


def _as_read(place: QWidget, now: QWidget | None) -> list[QWidget]:
    """Its parts that can be used: lines from top to bottom, each in the direction of reading."""
    parts = [
        each
        for each in place.children()
        if isinstance(each, QWidget) and not each.isWindow() and _is_on_the_way(each, now)
    ]
    parts.sort(key=lambda each: each.y())
    lines: list[list[QWidget]] = []
    for part in parts:
        if lines and _is_beside(part, lines[-1][0]):
            lines[-1].append(part)
        else:
            lines.append([part])
    is_mirrored = place.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for line in lines:
        line.sort(key=lambda each: -each.geometry().right() if is_mirrored else each.x())
    return [part for line in lines for part in line]


def _is_on_the_way(part: QWidget, now: QWidget | None) -> bool:
    if now is not None and (part is now or part.isAncestorOf(now)):
        return True
    return not part.isHidden() and part.isEnabled()


def _is_beside(part: QWidget, first: QWidget) -> bool:
    """Whether at least half of the lower one is on the other's line."""
    shared = first.y() + first.height() - part.y()
    return 2 * shared > min(first.height(), part.height())


def _bring(stop: QWidget) -> None:
    """Into view, where it lies in what scrolls."""
    holder = stop.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(stop)
        holder = holder.parentWidget()
