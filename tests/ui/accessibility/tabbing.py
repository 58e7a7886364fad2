"""2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11: Tab goes everywhere, in reading order, and can be seen."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextBrowser, QWidget

from app.ui.theme import Theme
from tests.ui.accessibility.parts import inside, is_reached_by_tab, spot, told

LONGEST, PARTS = 400, 4


def lost_by_tab(place: QWidget, theme: Theme) -> Iterator[str]:
    """Where Tab leaves something out, stays, goes back, or can't be seen."""
    if isinstance(place, QMenu) or not place.isActiveWindow():
        return
    wanted = [each for each in inside(place) if is_reached_by_tab(each)]
    if not wanted:
        return
    found: list[str] = []
    reached = list(_round(place, theme, found))
    yield from found
    for each in wanted:
        if not _is_reached(each, reached):
            yield f"Tab never comes to {told(each)}"


def _is_reached(wanted: QWidget, reached: list[QWidget]) -> bool:
    if not wanted.isVisible() or not is_reached_by_tab(wanted):
        return True  # it went, or was switched off, when the focus passed it
    stand_in = wanted.focusProxy()
    return (
        wanted in reached
        or stand_in in reached
        or any(wanted.isAncestorOf(each) and each.focusProxy() is wanted for each in reached)
    )


def _round(place: QWidget, theme: Theme, found: list[str]) -> Iterator[QWidget]:
    """Every stop of one round, from where the focus is; what is wrong on the way is `found`."""
    first = now = _next(QApplication.focusWidget() or place)
    ways_back: list[str] = []
    for _ in range(LONGEST):
        yield now
        found += _unseen(now, theme)
        after = _next(now)
        ways_back += _backwards(now, after)
        if after in (first, now):
            break
        now = after
    else:
        found.append(f"Tab does not come round: {told(now)}")
    if len(ways_back) > 1:  # from the end to the beginning there is one
        found += ways_back


def _next(widget: QWidget) -> QWidget:
    """Where Tab leads; a date has three parts of its own, a page of Help its links."""
    for _ in range(LONGEST if isinstance(widget, QTextBrowser) else PARTS):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None, f"Tab leads from {told(widget)} to nowhere"
        if now is not widget:
            return now
    return widget


def _backwards(one: QWidget, other: QWidget) -> list[str]:
    """Whether the eye, at `one`, has to go back to find `other`."""
    here, there = spot(one), spot(other)
    is_above = there.bottom() <= here.top() and there.left() < here.right()
    is_left = (
        there.right() <= here.left()
        and there.top() < here.bottom()
        and (there.bottom() > here.top())
    )
    return [f"Tab goes back from {told(one)} to {told(other)}"] if is_above or is_left else []


def _unseen(widget: QWidget, theme: Theme) -> list[str]:
    """Whether the ring is missing or hidden."""
    shown = widget.visibleRegion().boundingRect()
    if shown.isEmpty():
        return [f"{told(widget)} is out of sight when it has the focus"]
    picture = widget.window().grab(QRect(spot(widget)).adjusted(-4, -4, 4, 4)).toImage()
    if not has_colour(picture, theme.color("focus").rgb()):
        return [f"{told(widget)} has the focus, and nothing shows it"]
    return []


def has_colour(picture: QImage, colour: int) -> bool:
    """Whether a picture holds at least a ring's worth of a colour."""
    pixels = memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    count = 0
    for pixel in pixels:
        if pixel | 0xFF000000 == colour:
            count += 1
            if count >= 20:
                return True
    return False
