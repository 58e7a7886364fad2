"""Dialogs without `exec()`: a nested loop inside a coroutine loses other tasks for ever."""

import asyncio

from PySide6.QtWidgets import QDialog


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
