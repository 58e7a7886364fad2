"""asyncio on Qt's own loop, with qasync's three rough edges taken off.

WORKAROUND: qasync 0.28 (https://github.com/CabbageDevelopment/qasync): coarse timers fire up to 5 %
early or late, which breaks deadlines; its QThread executor is invisible to coverage and debuggers.
"""

import asyncio
import math
import sys
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.ui.process.leaving import AbandoningExecutor

import qasync  # isort: skip  # picks the Qt that is imported already

_WORKERS = 8


def new_event_loop(app: QApplication) -> asyncio.AbstractEventLoop:
    """A loop that runs on `app`; errors nobody awaits reach `sys.excepthook`."""
    qasync._SimpleTimer.add_callback = _add_precise_callback
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(app)
    loop.set_default_executor(AbandoningExecutor(_WORKERS, thread_name_prefix="runsheet"))
    loop.set_exception_handler(_report)
    return loop


def _add_precise_callback(
    timer: QObject, handle: asyncio.Handle, delay: float = 0
) -> asyncio.Handle:
    milliseconds = math.ceil(max(0.0, delay) * 1000)
    timer_id = timer.startTimer(milliseconds, Qt.TimerType.PreciseTimer)
    timer._SimpleTimer__callbacks[timer_id] = handle  # type: ignore[attr-defined]
    return handle


def _report(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    if error is None:
        error = RuntimeError(context.get("message", "Unhandled error in the event loop"))
    sys.excepthook(type(error), error, error.__traceback__)
