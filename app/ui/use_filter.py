"""Tells that somebody uses the window: keys, clicks, the wheel; seldom, however often they come."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

TELL_EVERY_S = 5.0
_USE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class UseFilter(QObject):
    """Watches the application until it is closed; changes no event."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._app = QApplication.instance()
        super().__init__(self._app)
        self._tell = tell
        self._told_s = float("-inf")
        if self._app is not None:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never takes an event for itself."""
        if event.type() in _USE and time.monotonic() - self._told_s >= TELL_EVERY_S:
            self._told_s = time.monotonic()
            self._tell()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Stops watching."""
        if self._app is not None:
            self._app.removeEventFilter(self)
        self.deleteLater()
