"""Dialogs without `exec()`: a nested loop inside a coroutine loses other tasks for ever."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.ui import keys
from app.ui.theme import Theme


async def finished(dialog: QDialog) -> int:
    """Opens the dialog and waits for its result code; closes it when the waiting is cancelled."""
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(code: int) -> None:
        if not future.done():
            future.set_result(code)

    dialog.finished.connect(settle)
    dialog.open()
    try:
        return await future
    except asyncio.CancelledError:
        dialog.reject()
        raise


def offer_help(dialog: QDialog, theme: Theme) -> None:
    """F1 while the dialog is in front: the window's own keys rest meanwhile."""

    def show() -> None:
        from app.ui.help.opening import help_of
        from app.ui.help.topics import place_for

        help_of(dialog, theme).open_at(place_for(dialog, page=None))

    keys.bind(dialog, keys.HELP, show, everywhere=True)


async def ask_where_to_save(
    parent: QWidget, title: str, *, file_name: str, suffix: str
) -> Path | None:
    """The file a person chose, `file_name` in their documents unless changed; None when they
    thought better of it.
    """
    dialog = QFileDialog(parent, title, _documents())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(file_name)
    code = await finished(dialog)
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if code == QDialog.DialogCode.Accepted and files else None


def _documents() -> str:
    """Where a person looks for files; what Qt takes by itself is the folder RunSheet runs in."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())
