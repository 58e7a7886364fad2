"""Turns privacy on by itself: the desk is idle, the PC is locked, the screen faces patients.

It never turns privacy off; only a person does. It does close a row that was peeked at.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from app.ui.privacy.idle import IdleWatch
from app.ui.privacy.session import SessionWatch
from app.ui.privacy.state import PrivacyState

LOOK_EVERY_MS, PEEK_LOOK_EVERY_MS = 5_000, 1_000


class AutomaticPrivacy(QObject):
    """Starts with `start`; `look` is what its timer does."""

    def __init__(
        self, state: PrivacyState, window: QWidget, *, idle: IdleWatch | None = None
    ) -> None:
        super().__init__(window)
        self._state, self._window = state, window
        self.idle = idle or IdleWatch(self)
        self.session = SessionWatch(window)
        self.session.locked.connect(self._lock)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        state.switched.connect(self._note_switch)
        state.changed.connect(self._set_pace)
        state.set_anew.connect(self._look_at_monitors)
        self._monitors = state.settings.monitors

    def start(self) -> None:
        """The window is about to be shown: listens as soon as it is."""
        self._timer.start()
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        self.session.start()
        window = self._window.windowHandle()
        if window is not None:
            window.screenChanged.connect(self._look_at_screen)
            self._look_at_screen(window.screen())

    def look(self) -> None:
        """Hides people when the desk is idle, and a peeked row or a typed name when nobody touches
        RunSheet.
        """
        settings, state = self._state.settings, self._state
        untouched_s = self.idle.untouched_s
        if settings.peek_seconds and untouched_s >= settings.peek_seconds:
            state.end_peek()
        limit_s = settings.idle_minutes * 60
        if limit_s and (untouched_s if state.is_on else self.idle.idle_s) >= limit_s:
            state.leave_alone()

    def _lock(self) -> None:
        self._state.end_peek()
        self._state.leave_alone()

    def _note_switch(self, _is_on: bool) -> None:
        """Whoever switched it is at the desk, also by the tray, where no window has input."""
        self.idle.note_input()

    def _set_pace(self) -> None:
        is_peeking = self._state.peeked_id is not None
        self._timer.setInterval(PEEK_LOOK_EVERY_MS if is_peeking else LOOK_EVERY_MS)

    def _look_at_monitors(self) -> None:
        """A screen that was just said to face patients counts at once, and only then."""
        before, self._monitors = self._monitors, self._state.settings.monitors
        window = self._window.windowHandle()
        if window is not None and window.screen().name() in self._monitors - before:
            self._state.turn_on()

    def _look_at_screen(self, screen: QScreen) -> None:
        if screen.name() in self._state.settings.monitors:
            self._state.turn_on()
