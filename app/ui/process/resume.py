"""Hears that the PC woke up, in each system's own way, so that what is due is checked at once.

Where a system tells nothing the scheduler finds out by itself: its clock has jumped.
"""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractNativeEventFilter

_LOGIN, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SLEEP = "org.freedesktop.login1.Manager", "PrepareForSleep"


class ResumeWatch(QObject):
    """`resumed`: the PC was asleep until just now."""

    resumed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._filter: QAbstractNativeEventFilter | None = None

    def start(self) -> None:
        """Listens from now on."""
        if sys.platform == "win32":
            from app.ui.process.resume_windows import watch_power

            self._filter = watch_power(self.resumed.emit)
        elif sys.platform.startswith("linux"):
            self._listen_to_logind()

    def _listen_to_logind(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            slot = SLOT("hear_sleep(bool)")
            # PySide takes the text that SLOT makes, whatever its stubs say of bytes.
            bus.connect(_LOGIN, _PATH, _MANAGER, _SLEEP, self, slot)  # type: ignore[call-overload]

    @Slot(bool)
    def hear_sleep(self, is_beginning: bool) -> None:
        """logind says that sleep begins (True) or is over (False)."""
        if not is_beginning:
            self.resumed.emit()
