"""Which PC this is and who is signed in to it, at the foot of the menu."""

import platform

from PySide6.QtCore import QObject

from app.services.changes import Change, Topic
from app.services.pc.who import current_user
from app.ui.language import tr
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks
from app.ui.window.navigation import Navigation


class DeskSign(QObject):
    """Follows the PC's name in the settings."""

    def __init__(
        self, navigation: Navigation, late: LateServices, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._navigation, self._late, self._tasks = navigation, late, tasks
        parent.destroyed.connect(late.services.changes.subscribe(self._hear))
        self._refresh()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.PREFERENCES:
            self._refresh()

    def _refresh(self) -> None:
        self._tasks.start(self._show())

    async def _show(self) -> None:
        saved = await self._late.services.preferences.read()
        name = saved.get("pc.name") or platform.node() or tr("This PC")
        self._navigation.show_desk(name, current_user())
