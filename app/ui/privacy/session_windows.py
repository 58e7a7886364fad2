"""Windows: the session notifications of the window, which tell of a locked PC."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SESSION_CHANGE, _SESSION_LOCK, _THIS_SESSION = 0x02B1, 0x7, 0

    class WindowsLock(QObject):
        """Calls `locked` when the PC is locked, for as long as the window lives."""

        def __init__(self, window: QWidget, locked: Callable[[], None]) -> None:
            super().__init__(window)
            handle = int(window.winId())
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, _THIS_SESSION)
            self._filter = _LockFilter(locked)
            app = QCoreApplication.instance()
            if app is not None:
                app.installNativeEventFilter(self._filter)

    class _LockFilter(QAbstractNativeEventFilter):
        def __init__(self, locked: Callable[[], None]) -> None:
            super().__init__()
            self._locked = locked

        def nativeEventFilter(  # noqa: N802  # Qt's own name
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            if told.message == _SESSION_CHANGE and told.wParam == _SESSION_LOCK:
                self._locked()
            return False, 0
