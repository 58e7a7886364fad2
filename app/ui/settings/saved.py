"""The saved choices as the Settings page shows them: read once, written one by one, undone."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import RunSheetError
from app.services.changes import Change, Topic
from app.ui.page import PageContext

Refused = Callable[[RunSheetError], None]


class SavedChoices(QObject):
    """`changed`: what is saved differs from what was shown. `written` carries the words of a change
    a person just made and what it was before.
    """

    changed = Signal()
    written = Signal(str, str, str)

    def __init__(self, context: PageContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._tasks = context.tasks(owner)
        self._saved: Mapping[str, str] = {}
        self._underway: dict[str, str] = {}
        owner.destroyed.connect(context.services.changes.subscribe(self._hear))
        self.load()

    def get(self, name: str, default: str) -> str:
        """What is saved or about to be, else the default: a choice builds on the last one."""
        return self._underway.get(name, self._saved.get(name, default))

    def load(self) -> None:
        """Reads what is saved; `changed` follows."""
        self._tasks.start(self._load())

    def write(self, name: str, value: str, *, default: str, refused: Refused) -> None:
        """Saves one choice; `refused` is told why it could not be, and the old one stays."""
        before = self.get(name, default)
        if value != before:
            self._underway[name] = value
            self._tasks.start(self._write(name, value, before), on_error=refused)

    async def _load(self) -> None:
        self._saved = await self._context.services.preferences.read()
        self.changed.emit()

    async def _write(self, name: str, value: str, before: str) -> None:
        try:
            await self._context.services.preferences.write(name, value, is_setting=True)
            self._saved = {**self._saved, name: value}
        finally:
            if self._underway.get(name) == value:
                del self._underway[name]
        self.changed.emit()
        self.written.emit(name, value, before)

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.PREFERENCES:
            self.load()
