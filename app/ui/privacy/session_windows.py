"""Windows: the messages that tell of a locked PC, of another user at its screen, and of sleep."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SESSION_CHANGE, _POWER_BROADCAST, _THIS_SESSION = 0x02B1, 0x0218, 0
    _CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _SESSION_LOCK, _SUSPEND = 0x2, 0x4, 0x7, 0x4
    _NOBODY_THERE = {
        *((_SESSION_CHANGE, each) for each in (_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT)),
        (_SESSION_CHANGE, _SESSION_LOCK),
        (_POWER_BROADCAST, _SUSPEND),
    }

    class WindowsLock(QObject):
        """Calls `locked` when nobody can be there, for as long as the window lives."""

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
            if (told.message, told.wParam) in _NOBODY_THERE:
                self._locked()
            return False, 0
