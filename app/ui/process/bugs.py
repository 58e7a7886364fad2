"""Bugs in the window: noted without a word of anybody's data, told in one plain sentence.

Python's own hooks print the traceback with its message, and messages quote patients.
"""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType

from app.domain.errors import RunSheetError

ShowError = Callable[[RunSheetError], None]


class BugHook:
    """Stands in for `sys.excepthook`; `show` tells the person as soon as there is a window."""

    def __init__(self) -> None:
        self.show: ShowError | None = None

    def __call__(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Notes and tells; a hook that fails would have Python print everything after all."""
        note_bug(error)
        if self.show is not None:
            with contextlib.suppress(Exception):
                self.show(RunSheetError())


def note_bug(error: BaseException | None) -> None:
    """Writes the class and our own lines to the log file, nothing anywhere else."""
    if error is None:
        return
    from app.services.logs import log_bug

    with contextlib.suppress(Exception):
        log_bug(error)


@contextlib.contextmanager
def told_bugs() -> Iterator[BugHook]:
    """The window's hooks for as long as it lives; Python's own before and after."""
    hook = BugHook()
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    sys.excepthook = hook
    sys.unraisablehook = lambda found: note_bug(found.exc_value)
    threading.excepthook = lambda found: note_bug(found.exc_value)
    try:
        yield hook
    finally:
        sys.excepthook, sys.unraisablehook, threading.excepthook = before
