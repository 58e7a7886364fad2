"""Asks the rules with every standing, and sends what they say the way this desktop has."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.ui.notify.desktop import DesktopNotifications, Note, has_session_bus
from app.ui.notify.rules import NotifyRules, Place, Toast
from app.ui.tasks import Tasks
from app.ui.tray.deeds import Deeds
from app.ui.tray.standing import Standing
from app.ui.tray.tray import Tray

TITLE = "RunSheet"


class Notifier(QObject):
    """Through the tray where there is one, else over D-Bus, else in the window alone."""

    def __init__(
        self,
        tray: Tray,
        deeds: Deeds,
        *,
        tasks: Tasks,
        show_in_window: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tray, self._deeds = tray, deeds
        self._show_in_window = show_in_window
        self._rules = NotifyRules()
        self._desktop = DesktopNotifications(tasks)
        self._last: Toast | None = None
        tray.message_clicked.connect(self._go_to_last)

    def take(self, standing: Standing) -> None:
        """Sends what is due now."""
        for toast in self._rules.toasts(standing):
            self._send(toast)

    def _send(self, toast: Toast) -> None:
        if self._tray.show_message(TITLE, toast.text):
            self._last = toast
        elif has_session_bus():
            note = Note(
                title=TITLE,
                text=toast.text,
                clicked=partial(self._go, toast),
                refused=partial(self._show_in_window, toast.text),
            )
            self._desktop.send(note)
        else:
            self._show_in_window(toast.text)

    def _go_to_last(self) -> None:
        if self._last is not None:
            self._go(self._last)

    def _go(self, toast: Toast) -> None:
        if toast.place is Place.SIGN_IN:
            self._deeds.sign_in(toast.target)
        else:
            self._deeds.open_today()
