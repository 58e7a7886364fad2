"""Tab goes through a part of the page in the order it is read, whatever was built last."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_reading_order(root: QWidget) -> None:
    """Puts everything below `root` that Tab reaches into the order of its layouts.

    Qt appends a widget to the end of the window's chain when it is made: rows that come from a
    practice system would else stand behind the buttons below them.
    """
    reached = [
        each
        for each in root.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is root.window()  # not the list that a combo opens
    ]
    for one, following in pairwise(reached):
        QWidget.setTabOrder(one, following)
