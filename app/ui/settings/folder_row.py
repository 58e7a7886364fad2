"""Where RunSheet's files are, and a word where the disk below them is not encrypted."""

import asyncio
import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent

from app.services.pc.disk_encryption import is_encrypted
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class FolderRow(SettingRow):
    """The disk is asked about once, the first time somebody looks, and nobody waits for it."""

    def __init__(self, context: PageContext) -> None:
        self._folder = context.services.settings.data_dir
        super().__init__(
            tr("Where files are"),
            tr("{folder}. The list is encrypted.", folder=self._folder),
            name="folder",
            theme=context.theme,
        )
        self._tasks = context.tasks(self)
        self._is_asked = False
        self.put(
            make_button(
                tr("Open folder"),
                name="open_folder",
                on_click=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))),
            )
        )
        self.note = label(role="secondary", wrap=True, name="disk_note")
        self.note.hide()
        self.put(self.note, below=True)

    def showEvent(self, event: QShowEvent) -> None:
        """See the class."""
        super().showEvent(event)
        if not self._is_asked:
            self._is_asked = True
            self._tasks.start(self._ask())

    async def _ask(self) -> None:
        """Says nothing where the disk is encrypted, or nobody can tell."""
        if await asyncio.to_thread(is_encrypted, self._folder) is False:
            self.note.setText(note_words())
            self.note.show()


def note_words(platform: str = sys.platform) -> str:
    """What stands to be lost, and what to switch on."""
    advice = {
        "win32": tr("Switch on BitLocker or device encryption in Windows' settings."),
        "darwin": tr("Switch on FileVault in System Settings, Privacy & Security."),
    }
    return tr(
        "This PC's disk is not encrypted. RunSheet's own data are; files that were saved or "
        "printed, and other programs', are not. {advice}",
        advice=advice.get(platform, tr("Ask whoever looks after this PC for an encrypted disk.")),
    )
