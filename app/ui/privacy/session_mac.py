"""macOS: the notifications of a locked screen, of a screen saver, and of another user's turn."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

if sys.platform == "darwin":
    import ctypes

    _NAMES = (
        b"com.apple.screenIsLocked",
        b"com.apple.screensaver.didstart",
        b"com.apple.sessionDidMoveOffConsole",  # all that a fast switch of users tells
    )
    _UTF_8, _AT_ONCE = 0x08000100, 4
    _FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
    _P = ctypes.c_void_p
    _CALLBACK = ctypes.CFUNCTYPE(None, _P, _P, _P, _P, _P)

    class MacLock(QObject):
        """Calls `locked` on the main run loop, which is Qt's, until RunSheet ends."""

        def __init__(self, parent: QObject, locked: Callable[[], None]) -> None:
            super().__init__(parent)
            self._callback = _CALLBACK(lambda *_told: locked())  # kept: C does not own it
            foundation = ctypes.CDLL(_FRAMEWORK)
            get_center = foundation.CFNotificationCenterGetDistributedCenter
            get_center.restype = _P
            make_name = foundation.CFStringCreateWithCString
            make_name.restype = _P
            make_name.argtypes = [_P, ctypes.c_char_p, ctypes.c_uint32]
            add = foundation.CFNotificationCenterAddObserver
            add.restype = None
            add.argtypes = [_P, _P, _CALLBACK, _P, _P, ctypes.c_long]
            for each in _NAMES:
                name = make_name(None, each, _UTF_8)
                add(get_center(), id(self), self._callback, name, None, _AT_ONCE)
