"""The one door between the screen and the work: starts coroutines, shows what went wrong.

Slots hold no logic: `self._tasks.start(self._load(), busy=button)`. A `RunSheetError` is shown at
one place; anything else is a bug and reaches `sys.excepthook`, see `app.ui.process.bugs`. Tasks
end with their widget.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import RunSheetError

ShowError = Callable[[RunSheetError], None]


class Tasks:
    """The work one widget has started."""

    def __init__(self, owner: QWidget, show_error: ShowError) -> None:
        self._show_error = show_error
        self._running: set[asyncio.Task[Any]] = set()
        self._is_ownerless = self._is_shut = False
        owner.destroyed.connect(self._leave)

    @property
    def running(self) -> frozenset[asyncio.Task[Any]]:
        """What has not ended yet."""
        return frozenset(self._running)

    @property
    def is_over(self) -> bool:
        """True once the widget is gone and so is its work."""
        return self._is_ownerless and not self._running

    def start(
        self,
        work: Coroutine[Any, Any, Any],
        *,
        busy: QWidget | None = None,
        on_error: ShowError | None = None,
    ) -> asyncio.Task[Any]:
        """Runs `work`; `busy` is disabled meanwhile, `on_error` takes the place of the banner.

        Once the door is shut, work that is still asked for ends before it begins.
        """
        held = _Busy(busy) if busy is not None else None
        task = asyncio.ensure_future(work if held is None else _freeing(work, held))
        if held is not None:
            task.add_done_callback(lambda _done: held.let_go(work))
        if self._is_shut:
            task.cancel()
        self._running.add(task)
        task.add_done_callback(lambda done: self._end(done, on_error))
        return task

    def cancel(self) -> None:
        """Asks everything that runs to stop; it stops within the loop's next turns."""
        for task in tuple(self._running):
            task.cancel()

    def shut(self) -> None:
        """Nothing more begins: what is cancelled at the end may still ask for work."""
        self._is_shut = True

    async def aclose(self) -> None:
        """Cancels, and waits until nothing runs any more."""
        self.shut()
        self.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _leave(self) -> None:
        self._is_ownerless = True
        self.cancel()

    def _end(self, task: asyncio.Task[Any], on_error: ShowError | None) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, RunSheetError):
            (on_error or self._show_error)(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)


async def _freeing(work: Coroutine[Any, Any, Any], busy: "_Busy") -> Any:
    """The widget is free in the moment the work ends: who reads its words may press at once."""
    try:
        return await work
    finally:
        busy.end()


class _Busy:
    """Disables a widget, and gives it the focus back that disabling took away."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._is_over = False
        self._had_focus = widget.hasFocus()
        widget.setEnabled(False)
        self._focus_went_to = QApplication.focusWidget()

    def let_go(self, work: Coroutine[Any, Any, Any]) -> None:
        """What was cancelled before it began leaves nothing disabled."""
        work.close()
        self.end()

    def end(self) -> None:
        """Enables it; a second time does nothing, for somebody else may have disabled it since."""
        if self._is_over:
            return
        self._is_over = True
        try:
            self._widget.setEnabled(True)
        except RuntimeError:  # Qt has deleted the widget; there is nothing left to enable
            return
        if self._had_focus and QApplication.focusWidget() is self._focus_went_to:
            self._widget.setFocus()
