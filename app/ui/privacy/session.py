"""Hears in each system's own way that nobody can be at the desk: the PC was locked or goes to
sleep, its screen saver began, or another user took its screen over.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QWidget

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
_LOGIN, _LOGIN_SESSION = "org.freedesktop.login1", "org.freedesktop.login1.Session"
_LOGIN_MANAGER, _PROPERTIES = "org.freedesktop.login1.Manager", "org.freedesktop.DBus.Properties"


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
        """What logind says of any session and of sleep, and the screen savers of the desktops."""
        from PySide6.QtDBus import QDBusConnection

        system = QDBusConnection.systemBus()
        if system.isConnected():
            self._hear(system, _LOGIN, _LOGIN_SESSION, "Lock", "hear_lock()")
            self._hear(system, _LOGIN, _LOGIN_MANAGER, "PrepareForSleep", "hear_sleep(bool)")
            facts = "hear_facts(QString,QVariantMap)"
            self._hear(system, _LOGIN, _PROPERTIES, "PropertiesChanged", facts)
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
    def hear_sleep(self, is_beginning: bool) -> None:
        """The PC goes to sleep, or woke up."""
        if is_beginning:
            self.locked.emit()

    @Slot(str, "QVariantMap")
    def hear_facts(self, of: str, facts: Mapping[str, object]) -> None:
        """Something about a session is new; the screen of an inactive one is somebody else's."""
        if of == _LOGIN_SESSION and facts.get("Active") is False:
            self.locked.emit()

    @Slot(bool)
    def hear_saver(self, is_active: bool) -> None:
        """A screen saver began or ended."""
        if is_active:
            self.locked.emit()
