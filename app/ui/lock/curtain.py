"""While RunSheet is locked every window of it is hidden, and the lock's own stands in their place.

Hidden windows are no part of the screen, of the task switcher, or of what a screen reader reads.
"""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import RunSheetError
from app.services.changes import Change, Topic
from app.ui.lock.window import LockWindow
from app.ui.window.front import bring_to_front

if TYPE_CHECKING:
    from app.services import Services
    from app.ui.tasks import Tasks
    from app.ui.theme import Theme
    from app.ui.window.main_window import MainWindow


_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
"""Menus and hints: they go for good. One that opens later is the tray's or the lock's own."""


class Curtain(QObject):
    """Falls and rises with the services' lock, whoever locked it. A window that is opened while it
    is down goes at once, and comes with the others.
    """

    def __init__(
        self, window: "MainWindow", services: "Services", *, theme: "Theme", tasks: "Tasks"
    ) -> None:
        super().__init__(window)
        self._window, self._services, self._tasks = window, services, tasks
        self._theme = theme
        self.lock: LockWindow | None = None
        self._hidden: list[QWidget] = []
        self._is_wanted = False
        self._unsubscribe = services.changes.subscribe(self._hear)
        if services.lock.is_locked:
            self._fall(is_seen=True)

    @property
    def is_down(self) -> bool:
        """Whether nothing but the lock's window may be shown."""
        return self.lock is not None

    def come_forward(self) -> None:
        """Somebody asked for the window: they get the lock's."""
        self._is_wanted = True
        if self.lock is not None:
            bring_to_front(self.lock)
            self.lock.field.setFocus()

    def close(self) -> None:
        """RunSheet ends: the lock's window goes with it."""
        self._unsubscribe()
        self._put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hides what opens while it is down: not at once, for Qt is about to show it."""
        is_shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and cast("QWidget", watched).isWindow():
            QTimer.singleShot(0, self, self._hide_latecomers)
        return False

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.LOCK:
            is_locked = self._services.lock.is_locked
            if is_locked and not self.is_down:
                self._fall(is_seen=self._window.isVisible())
            elif not is_locked and self.is_down:
                self._rise()

    def _fall(self, *, is_seen: bool) -> None:
        """`is_seen`: the window was on screen, so the lock's takes its place there."""
        place = self._window.geometry()
        self.lock = LockWindow(self._theme)
        self.lock.tried.connect(self._try)
        self.lock.setGeometry(place)
        self._is_wanted = is_seen
        self._hide_everything()
        self._tasks.start(self._ask())
        if is_seen:
            self.come_forward()

    def _hide_everything(self) -> None:
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and each.windowType() in _PASSING:
                each.close()
        self._hide_latecomers()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it is there

    def _hide_latecomers(self) -> None:
        for each in QApplication.topLevelWidgets() if self.is_down else ():
            is_window = each.windowType() not in _PASSING and each is not self.lock
            if is_window and each.isVisible():
                self._hidden.append(each)
                each.hide()

    def _rise(self) -> None:
        hidden, self._hidden = self._hidden, []
        self._put_away()
        if self._is_wanted:
            bring_to_front(self._window)
        for each in hidden:
            if each is not self._window:
                each.show()

    def _put_away(self) -> None:
        lock, self.lock = self.lock, None
        if lock is not None:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            lock.hide()
            lock.deleteLater()

    async def _ask(self) -> None:
        lock = self._services.lock
        try:
            way = await lock.asks()
        except (
            RunSheetError
        ):  # the password store does not answer, and will say so when it is tried
            way = (await lock.settings()).way
        if self.lock is not None:
            self.lock.ask(way)

    def _try(self) -> None:
        if self.lock is not None and self.lock.button.isEnabled():
            self._tasks.start(
                self._services.lock.unlock(self.lock.field.text()),
                busy=self.lock.button,
                on_error=self._refuse,
            )

    def _refuse(self, error: RunSheetError) -> None:
        if self.lock is not None:
            self.lock.refuse(error)
