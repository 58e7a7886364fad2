"""Hears that the PC was locked or its screen saver began, in each system's own way."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QWidget

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
_LOGIN, _LOGIN_SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Session"


class SessionWatch(QObject):
    """`locked`: nobody can be at the desk now. Says nothing where the system tells nothing."""

    locked = Signal()

    def __init__(self, window: "QWidget") -> None:
        super().__init__(window)
        self._window = window
        self._listener: QObject | None = None

    def start(self) -> None:
        """Listens from now on; the window must have been shown."""
        if sys.platform == "win32":
            from app.ui.privacy.session_windows import WindowsLock

            self._listener = WindowsLock(self._window, self.locked.emit)
        elif sys.platform == "darwin":
            from app.ui.privacy.session_mac import MacLock

            self._listener = MacLock(self, self.locked.emit)
        else:
            self._listen_to_buses()

    def _listen_to_buses(self) -> None:
        """logind's Lock of any session, and the screen savers of the desktops."""
        from PySide6.QtDBus import QDBusConnection

        system = QDBusConnection.systemBus()
        if system.isConnected():
            self._hear(system, _LOGIN, _LOGIN_SESSION, "Lock", "hear_lock()")
        session = QDBusConnection.sessionBus()
        if session.isConnected():
            for saver in _SAVERS:
                self._hear(session, "", saver, "ActiveChanged", "hear_saver(bool)")

    def _hear(
        self, bus: "QDBusConnection", service: str, interface: str, name: str, slot: str
    ) -> None:
        """PySide takes the text that SLOT makes, whatever its own stubs say of bytes."""
        bus.connect(service, "", interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot()
    def hear_lock(self) -> None:
        """logind locked a session."""
        self.locked.emit()

    @Slot(bool)
    def hear_saver(self, is_active: bool) -> None:
        """A screen saver began or ended."""
        if is_active:
            self.locked.emit()
