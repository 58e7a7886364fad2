"""What a state shows: the windows, dialogs and menus on the screen, and what is in them."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)


def places() -> list[QWidget]:
    """Every window, dialog and menu that can be seen."""
    tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return [each for each in tops if each.metaObject().className() != "QTipLabel"]


def inside(place: QWidget) -> Iterator[QWidget]:
    """The visible widgets of a window, itself first; nothing of another window in front of it."""
    yield place
    for each in place.findChildren(QWidget):
        if each.isVisible() and each.window() is place:
            yield each


def controls(place: QWidget) -> Iterator[QWidget]:
    """What can be pressed, chosen or typed into; a field within another counts as that."""
    for each in inside(place):
        if isinstance(each, CONTROLS) and not isinstance(each.parent(), CONTROLS):
            yield each


def is_reached_by_tab(widget: QWidget) -> bool:
    """Whether Tab is meant to stop here."""
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def spot(widget: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def told(widget: QWidget) -> str:
    """How a finding calls it."""
    name = IDENTITY.sub("…", widget.objectName()) or widget.accessibleName()
    return f"{type(widget).__name__} {name!r}"
