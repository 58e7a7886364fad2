"""Syncing by itself: every connection at its own frequency, for as long as RunSheet runs."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.sync_run import SyncTrigger
from app.services.core import LABELS, Core
from app.services.sync import SyncService, next_sync_of
from app.store.connections import list_connections

LOOK_EVERY_S = 5.0
"""Short, because the wall clock decides: after the PC slept, what is due runs at once, and once."""

TASK_NAME = "timed sync"


class TimedSync:
    """Runs due syncs, a connection beside the other: a slow system holds no other one up.

    Missed syncs of a connection collapse into one.
    """

    def __init__(
        self,
        core: Core,
        sync: SyncService,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._core = core
        self._sync = sync
        self._pause = pause

    async def run(self) -> None:
        """Until it is cancelled. A sync that can't run now is tried again when it is next due.

        Raises what a bug raises, once the other connections' syncs have ended.
        """
        running: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                for connection in await self._due():
                    if connection.id not in running:
                        work = self._run_one(connection)
                        running[connection.id] = asyncio.create_task(work, name=TASK_NAME)
                await self._pause(LOOK_EVERY_S)
                ended = [one for one, task in running.items() if task.done()]
                for connection_id in ended:
                    await _end(running.pop(connection_id), others=running.values())
        finally:
            for task in running.values():
                task.cancel()
            await asyncio.gather(*running.values(), return_exceptions=True)

    async def _due(self) -> list[Connection]:
        now = self._core.now()
        try:
            connections = await self._core.database.read(list_connections, labels=LABELS)
        except RunSheetError:
            return []
        return [connection for connection in connections if _is_due(connection, now)]

    async def _run_one(self, connection: Connection) -> None:
        # Nobody mapped yet, or another process is at it: its history says so, not this one's.
        with contextlib.suppress(RunSheetError):
            await self._sync.run(connection.id, trigger=SyncTrigger.SCHEDULED)


async def _end(task: asyncio.Task[None], *, others: Iterable[asyncio.Task[None]]) -> None:
    if task.exception() is not None:
        await asyncio.gather(*others, return_exceptions=True)
    task.result()


def _is_due(connection: Connection, now: datetime) -> bool:
    due_at = next_sync_of(connection, now=now)
    return due_at is not None and due_at <= now
