"""2.1.2: Escape leaves every panel."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.accessibility.parts import inside, is_reached_by_tab, told
from tests.ui.studio import Studio

PANELS = {
    *("drawer", "row_form", "identity", "print_panel", "downtime_panel", "save_log_panel"),
    *("send_panel", "cancel_panel", "compare_panel", "rename_panel", "settings_panel"),
    *("booking_form", "banner_panel"),
}
"""What opens over or beside a page and is left again."""
PRESSES = 3
"""The first Escape may take a list's choices or a typed text away."""


async def not_left_by_escape(studio: Studio) -> list[str]:
    """The panels and menus of the state that stay, whatever is pressed."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        return [] if _leave(menu, menu) else [f"Escape does not close {told(menu)}"]
    tops = [each for each in QApplication.topLevelWidgets() if each.isActiveWindow()]
    open_ones = [each for top in tops for each in inside(top) if each.objectName() in PANELS]
    return [
        f"Escape does not leave {told(each)}"
        for each in reversed(open_ones)  # the inner one first
        if each.isVisible() and not _enter_and_leave(each)
    ]


def _enter_and_leave(panel: QWidget) -> bool:
    stops = [each for each in inside_of(panel) if is_reached_by_tab(each)]
    if not stops:
        return True
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    return _leave(panel, stops[0])


def inside_of(panel: QWidget) -> list[QWidget]:
    """The visible widgets of a part of a window."""
    return [each for each in [panel, *panel.findChildren(QWidget)] if each.isVisible()]


def _leave(panel: QWidget, start: QWidget) -> bool:
    for _ in range(PRESSES):
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or start
        QTest.keyClick(target, Qt.Key.Key_Escape)
        if not panel.isVisible():
            return True
    return False
