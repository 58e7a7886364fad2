"""A page that scrolls as a whole, and two parts on it that stand side by side where they fit."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.widgets.controls import scrolled

_PAGE_PX, _GAP_PX = 20, 12


def scrolled_column(page: QWidget) -> tuple[QVBoxLayout, QScrollArea]:
    """Fills an empty page: the column for its parts, and the area that scrolls it."""
    inner = QWidget()
    inner.setObjectName("scrolled")
    inside = QVBoxLayout(inner)
    inside.setContentsMargins(_PAGE_PX, _PAGE_PX, _PAGE_PX, _PAGE_PX)
    inside.setSpacing(_GAP_PX)
    area = scrolled(inner)
    _FocusFollower(area)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    return inside, area


class _FocusFollower(QObject):
    """Brings what gets the focus into view where nothing of it is seen: Qt does so for Tab alone,
    and in large text a panel that opens stands below the window's edge.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, focused: QWidget | None) -> None:
        if focused is not None and self._area.isAncestorOf(focused):
            QTimer.singleShot(0, focused, lambda: self._bring(focused))

    def _bring(self, focused: QWidget) -> None:
        if focused.hasFocus() and focused.visibleRegion().isEmpty():
            self._area.ensureWidgetVisible(focused)


class Beside(QBoxLayout):
    """Two parts beside each other, or one below the other where the page is too narrow."""

    def __init__(self, parent: QWidget | None = None, *, needs_px: int) -> None:
        """`needs_px`: what both need beside each other, at 100 % text."""
        super().__init__(QBoxLayout.Direction.LeftToRight, parent)
        self._needs_px = needs_px
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(_GAP_PX)

    def fit(self, page_px: int, *, scale: float) -> bool:
        """Turns as a page of this width asks for; True when they stand beside each other."""
        has_room = (page_px - 2 * _PAGE_PX) / scale >= self._needs_px
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.setDirection(across if has_room else down)
        return has_room
