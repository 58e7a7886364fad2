"""Reading again whenever something changed: one reading at a time, and no change stays unread."""

from asyncio import CancelledError
from collections.abc import Awaitable, Callable

from app.ui.tasks import ShowError, Tasks


class Rereading:
    """Wishes that come during a reading become one more afterwards, also where it failed."""

    def __init__(
        self,
        tasks: Tasks,
        read: Callable[[], Awaitable[None]],
        *,
        on_error: ShowError | None = None,
    ) -> None:
        self._tasks, self._read, self._on_error = tasks, read, on_error
        self._is_reading = self._is_due = False

    @property
    def is_idle(self) -> bool:
        """True when nothing is being read and nothing is due."""
        return not self._is_reading

    def start(self) -> None:
        """Reads, now or once what is being read is there."""
        if self._is_reading:
            self._is_due = True
            return
        self._is_reading, self._is_due = True, False
        self._tasks.start(self._run(), on_error=self._on_error)

    async def _run(self) -> None:
        try:
            await self._read()
        except CancelledError:  # the widget is gone
            self._is_due = False
            raise
        finally:
            self._is_reading = False
            if self._is_due:
                self.start()
