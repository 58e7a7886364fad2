"""The window's place, remembered for each set of screens, and never where no screen is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SMALLEST, USUAL = QSize(1024, 640), QSize(1280, 800)
_KEPT_SETS = 8
_TITLE_BAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen's name, its whole area, and the part that no panel covers."""

    name: str
    area: QRect
    available: QRect


def screens() -> tuple[Screen, ...]:
    """The screens there are now; the main one first."""
    main = QGuiApplication.primaryScreen()
    found = sorted(QGuiApplication.screens(), key=lambda each: each is not main)
    return tuple(
        Screen(name=each.name(), area=each.geometry(), available=each.availableGeometry())
        for each in found
    )


def key_of(there: Sequence[Screen]) -> str:
    """The same for the same screens at the same places, in whatever order they are told."""
    told = sorted(f"{each.name} {_four(each.area)}" for each in there)
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:12]


def fitted(wanted: QRect | None, there: Sequence[Screen]) -> QRect:
    """A place on the screens: as wanted where its head can be seen, else in the main one's middle.

    Never smaller than the window may be, and no larger than the screen where that is possible.
    """
    home = next((each for each in there if wanted and _shows_head(each, wanted)), None)
    room = (home or there[0]).available
    size = (wanted.size() if wanted else USUAL).boundedTo(room.size()).expandedTo(SMALLEST)
    place = QRect(wanted.topLeft() if wanted and home else room.topLeft(), size)
    if home is None:
        place.moveCenter(room.center())
    # The head has to stay in reach even where the window is larger than the screen.
    place.moveLeft(max(room.left(), min(place.left(), room.right() - size.width() + 1)))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() - size.height() + 1)))
    return place


def place_window(window: QWidget, saved: str) -> None:
    """Puts the window where it was on these screens, or in the middle of the main one."""
    there = screens()
    if not there:
        return
    known = _read(saved).get(key_of(there))
    window.setGeometry(fitted(_rect(known), there))
    if known is not None and known[4:] == [1]:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep_on_screen(window: QWidget) -> None:
    """After a screen went or changed: back to where it can be seen, if it no longer can."""
    there, place = screens(), window.geometry()
    if there and not window.isMaximized() and not any(_shows_head(each, place) for each in there):
        window.setGeometry(fitted(None, there))


def noted_place(window: QWidget, saved: str) -> str:
    """`saved` with the window's place on these screens noted, the latest first."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    key = key_of(screens())
    mine = [*_four(place), int(window.isMaximized())]
    others = {other: rest for other, rest in _read(saved).items() if other != key}
    kept = dict(list({key: mine, **others}.items())[:_KEPT_SETS])
    return json.dumps(kept, separators=(",", ":"))


def _shows_head(screen: Screen, place: QRect) -> bool:
    """True when enough of the title bar lies on the screen to take hold of it."""
    head = QRect(place.left(), place.top() - _TITLE_BAR, place.width(), 2 * _TITLE_BAR)
    seen = screen.available.intersected(head)
    return seen.width() >= 2 * _TITLE_BAR and seen.height() >= _TITLE_BAR // 2


def _read(saved: str) -> dict[str, list[int]]:
    try:
        found = json.loads(saved or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): each for key, each in found.items() if _is_place(each)}


def _is_place(value: object) -> bool:
    return isinstance(value, list) and len(value) == 5 and all(type(n) is int for n in value)


def _rect(numbers: Sequence[int] | None) -> QRect | None:
    return None if numbers is None else QRect(*numbers[:4])


def _four(area: QRect) -> list[int]:
    return [area.x(), area.y(), area.width(), area.height()]
