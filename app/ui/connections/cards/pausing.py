"""Pausing one connection's timed checks, and taking that back: the same from card and details."""

from collections.abc import Callable, Coroutine
from typing import Any

from app.domain.connection import Connection
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.tasks import Tasks

Choice = tuple[str, Callable[[], object]]


class Pausing:
    """A pause holds back the timed checks only; *Sync now* works all the time."""

    def __init__(self, context: PageContext, tasks: Tasks) -> None:
        self._context, self._tasks = context, tasks

    def choices(self, connection: Connection) -> tuple[Choice, ...]:
        """What can be done now, each as its words and its act."""
        if not connection.sync_enabled:
            return ()
        if is_paused(connection, self._context):
            return ((tr("Resume checks"), lambda: self._start(self._resume(connection.id))),)
        return (
            (tr("Pause for 1 hour"), lambda: self._start(self._pause_hour(connection.id))),
            (tr("Pause until tomorrow"), lambda: self._start(self._pause_day(connection.id))),
        )

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(work)

    async def _pause_hour(self, connection_id: str) -> None:
        schedule = self._context.services.schedule
        await schedule.pause(connection_id, until=schedule.in_an_hour())

    async def _pause_day(self, connection_id: str) -> None:
        schedule = self._context.services.schedule
        await schedule.pause(connection_id, until=await schedule.until_tomorrow())

    async def _resume(self, connection_id: str) -> None:
        await self._context.services.schedule.resume(connection_id)


def is_paused(connection: Connection, context: PageContext) -> bool:
    """True until the pause is over."""
    until = connection.paused_until
    return until is not None and context.services.now() < until
