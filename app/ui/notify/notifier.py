"""Asks the rules with every standing, and sends what they say the way this desktop has."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.ui.notify.desktop import DesktopNotifications, Note, has_session_bus
from app.ui.notify.rules import NotifyRules, Place, Toast, together
from app.ui.tasks import Tasks
from app.ui.tray.deeds import Deeds
from app.ui.tray.standing import Standing
from app.ui.tray.tray import Tray

TITLE = "RunSheet"


class Notifier(QObject):
    """Over D-Bus on a Linux desktop, where each click tells of which notification; else through the
    tray, which only knows that of the last one; else in the window alone.
    """

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
        toasts = self._rules.toasts(standing)
        if toasts:
            self._send(toasts)

    def answer(self, text: str) -> None:
        """Says what became of a person's own wish, whatever is muted: they wait for it."""
        self._send([Toast(text=text)])

    def _send(self, toasts: Sequence[Toast]) -> None:
        if not has_session_bus():
            self._send_by_tray(toasts)
            return
        for toast in toasts:
            note = Note(
                title=TITLE,
                text=toast.text,
                clicked=partial(self._go, toast),
                refused=partial(self._send_by_tray, [toast]),
            )
            self._desktop.send(note)

    def _send_by_tray(self, toasts: Sequence[Toast]) -> None:
        toast = together(toasts)
        if self._tray.show_message(TITLE, toast.text):
            self._last = toast
        else:
            self._show_in_window(toast.text)

    def _go_to_last(self) -> None:
        if self._last is not None:
            self._go(self._last)

    def _go(self, toast: Toast) -> None:
        match toast.place:
            case Place.SIGN_IN:
                self._deeds.sign_in(toast.target)
            case Place.CONNECTIONS:
                self._deeds.open_connections()
            case Place.BOOKINGS:
                self._deeds.open_booking(toast.target)
            case Place.TODAY:
                self._deeds.open_today()
