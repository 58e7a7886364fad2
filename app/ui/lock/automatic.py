"""Locks by itself: nobody has used the desk for a while, or the PC itself was locked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.screen_lock import LockSettings, UnlockWay
from app.services.changes import Change, Topic
from app.ui.privacy.idle import IdleWatch
from app.ui.privacy.session import SessionWatch

if TYPE_CHECKING:
    from app.services import Services
    from app.ui.tasks import Tasks

LOOK_EVERY_MS = 5_000


class AutomaticLock(QObject):
    """`look` is what its timer does. Time that the PC slept counts: nobody was there."""

    def __init__(
        self,
        services: "Services",
        tasks: "Tasks",
        *,
        idle: IdleWatch,
        session: SessionWatch,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._tasks, self._idle = services, tasks, idle
        self._settings = LockSettings()
        session.locked.connect(self.lock)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._unsubscribe = services.changes.subscribe(self._hear)
        self._read()

    def look(self) -> None:
        """Locks once nobody has been there for as long as was chosen."""
        limit_s = self._settings.idle_minutes * 60
        if limit_s and self._idle.idle_s >= limit_s:
            self.lock()

    def lock(self) -> None:
        """Now, where somebody chose how it opens again."""
        is_off = self._settings.way is UnlockWay.NONE
        if not is_off and not self._services.lock.is_locked:
            self._tasks.start(self._services.lock.lock())

    def close(self) -> None:
        """RunSheet ends."""
        self._unsubscribe()
        self._timer.stop()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.PREFERENCES:
            self._read()
        elif change.topic is Topic.LOCK and not self._services.lock.is_locked:
            self._idle.note_input()

    def _read(self) -> None:
        self._tasks.start(self._follow())

    async def _follow(self) -> None:
        self._settings = await self._services.lock.settings()
        if self._settings.way is UnlockWay.NONE:
            self._timer.stop()
        else:
            self._timer.start()
