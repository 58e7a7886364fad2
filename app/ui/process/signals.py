"""SIGINT and SIGTERM quit like closing the window does."""

import asyncio
import contextlib
import signal
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def listen_for_signals(quitting: asyncio.Event) -> None:
    """Sets the event at either of them."""
    if sys.platform == "win32":
        # Python handles signals between bytecodes only; a slow timer gives it the chance.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: quitting.set())
        timer = QTimer(QApplication.instance(), interval=500)
        timer.timeout.connect(lambda: None)
        timer.start()
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(RuntimeError, ValueError):  # not in the main thread: tests
            loop.add_signal_handler(number, quitting.set)
