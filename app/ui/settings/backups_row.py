"""The backups: how they are made, each one with its time, and putting one back."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.backups import Backup
from app.domain.errors import RunSheetError
from app.services.changes import Change, Topic
from app.ui.page import PageContext
from app.ui.settings.backup_entry import BackupEntry
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import clear, make_button
from app.ui.widgets.labels import label

_NONE = "There is no backup yet. The first one is made within an hour."


class BackupsRow(SettingRow):
    """*Back up now*, and the list; *Restore…* asks once more, then RunSheet opens anew."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Backups",
            "Made every hour while RunSheet is open, encrypted like the data and beside them. The "
            "newest of seven days and of four weeks are kept. They don't help when the disk is "
            "lost; the lists come back from the practice systems.",
            name="backups",
            theme=context.theme,
        )
        self._context = context
        self._backups = context.services.backups
        self._tasks = context.tasks(self)
        self.entries: list[BackupEntry] = []
        self.make_button = make_button("Back up now", name="back_up", on_click=self._start_making)
        self.put(self.make_button)
        below = QWidget()
        self._list = QVBoxLayout(below)
        self._list.setContentsMargins(0, 4, 0, 0)
        self._list.setSpacing(4)
        self.put(below, below=True)
        self.destroyed.connect(context.services.changes.subscribe(self._hear))

    def showEvent(self, event: QShowEvent) -> None:
        """They are read anew whenever the page is looked at."""
        super().showEvent(event)
        self._load()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.BACKUPS and self.isVisible():
            self._load()

    def _load(self) -> None:
        self._tasks.start(self._show_backups(), on_error=self.show_error)

    async def _show_backups(self) -> None:
        found = await self._backups.list()
        if self._backups.failed is not None:
            self.show_error(self._backups.failed)
        else:
            self.clear_error()
        if self.entries and found == [each.backup for each in self.entries]:
            return
        clear(self._list)
        now = self._context.services.now()
        self.entries = [BackupEntry(each, self._start_restoring, now=now) for each in found]
        for entry in self.entries:
            self._list.addWidget(entry)
        if not found:
            self._list.addWidget(label(_NONE, role="secondary", wrap=True, name="no_backups"))

    def _start_making(self) -> None:
        self._tasks.start(self._make(), busy=self.make_button, on_error=self.show_error)

    async def _make(self) -> None:
        await self._backups.back_up()
        self._context.announce("Backed up.")

    def _start_restoring(self, backup: Backup, entry: QWidget) -> None:
        self._tasks.start(self._restore(backup), busy=entry, on_error=self._refuse)

    async def _restore(self, backup: Backup) -> None:
        await self._backups.check(backup.name)
        self._context.navigator.begin_again(backup.name)

    def _refuse(self, error: RunSheetError) -> None:
        self.show_error(error)
        self._context.announce(str(error))
