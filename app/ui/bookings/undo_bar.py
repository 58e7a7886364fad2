"""*Cancelled here. HubSpot is told 10 seconds later. [Undo]*: it waits while somebody is on it."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

HOLD_MS = 15_000
_MOST_HOLDS = 20
"""Five minutes: a pointer that was left there must not keep a CRM untold for good."""


class CancelUndoBar(NoticeBar):
    """Paused while the pointer or the focus is on it, in the window that is worked in.

    `undo_wanted`: the button. `time_wanted`: `is_held` changed, or is still true.
    """

    undo_wanted = Signal()
    time_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="undo_bar")
        self.is_held = False
        self._crm, self._seconds, self._holds = "", 0, 0
        self._again = QTimer(self, interval=HOLD_MS)
        self._again.timeout.connect(self._hold_on)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def offer(self, *, crm: str, seconds: int) -> None:
        """Says what was done and when the CRM hears of it."""
        self._crm, self._seconds, self._holds = crm, seconds, 0
        actions = (Action("Undo", self.undo_wanted.emit),)
        self.show_notice(self._words(), tone="info", actions=actions)
        self._look()

    def clear(self) -> None:
        """Hides the bar; nothing is held any more."""
        self.is_held = False
        self._again.stop()
        super().clear()

    def event(self, event: QEvent) -> bool:
        """The pointer came or left, or another window is worked in."""
        done = super().event(event)
        kinds = {QEvent.Type.Enter, QEvent.Type.Leave}
        kinds |= {QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate}
        if event.type() in kinds:
            self._look()
        return done

    def _follow_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._look()

    def _look(self) -> None:
        focused = QApplication.focusWidget()
        has_focus = focused is not None and self.isAncestorOf(focused)
        is_there = (has_focus or self.underMouse()) and self.isActiveWindow()
        is_held = self.isVisible() and is_there and self._holds < _MOST_HOLDS
        if is_held != self.is_held:
            self._turn(is_held)

    def _turn(self, is_held: bool) -> None:
        self.is_held = is_held
        self.change_text(self._words())
        if is_held:
            self._again.start()
        else:
            self._again.stop()
        self.time_wanted.emit()

    def _hold_on(self) -> None:
        self._holds += 1
        self._look()
        if self.is_held:
            self.time_wanted.emit()

    def _words(self) -> str:
        if self.is_held:
            return f"Cancelled here. {self._crm} isn't told while you are on this bar."
        return f"Cancelled here. {self._crm} is told {self._seconds} seconds later."
