"""How long nobody has touched the desk, by the wall clock, so that hours of sleep count as well."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """Listens to the windows that have the focus; `clock` gives seconds of the wall clock.

    Where the system tells of input into other programs (Windows, macOS), that counts too: who works
    in the practice system beside RunSheet is at the desk.
    """

    def __init__(
        self,
        parent: QObject,
        *,
        clock: Callable[[], float] = time.time,
        system_idle_s: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._system_idle_s = system_idle_s or _system_idle_s
        self._touched_at = clock()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())

    @property
    def idle_s(self) -> float:
        """Seconds since the last input."""
        return min(self.untouched_s, self._system_idle_s())

    @property
    def untouched_s(self) -> float:
        """Seconds since the last input into RunSheet itself."""
        now = self._clock()
        self._touched_at = min(self._touched_at, now)  # the clock was put back
        return now - self._touched_at

    def note_input(self) -> None:
        """Somebody is there, whatever told of it."""
        self._touched_at = self._clock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notes input and lets everything pass."""
        if event.type() in _INPUT:
            self._touched_at = self._clock()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # again moves it to the front, never doubles it


if sys.platform == "win32":
    import ctypes

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint), ("tick_ms", ctypes.c_uint))

    def _system_idle_s() -> float:
        told = _LastInput(size=ctypes.sizeof(_LastInput))
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(told)):
            return float("inf")
        now = ctypes.windll.kernel32.GetTickCount() & 0xFFFFFFFF
        return float((now - told.tick_ms) & 0xFFFFFFFF) / 1000

elif sys.platform == "darwin":
    import ctypes

    _ANY_INPUT = 0xFFFFFFFF
    _graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
    _since_last = _graphics.CGEventSourceSecondsSinceLastEventType
    _since_last.argtypes = [ctypes.c_int32, ctypes.c_uint32]
    _since_last.restype = ctypes.c_double

    def _system_idle_s() -> float:
        return float(_since_last(0, _ANY_INPUT))

else:

    def _system_idle_s() -> float:
        """Linux desktops have no common word for it: RunSheet's own windows decide."""
        return float("inf")
