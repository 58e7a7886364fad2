"""Syncing by itself: every connection at its own frequency, for as long as RunSheet runs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.sync_run import SyncTrigger
from app.services.core import LABELS, Core
from app.services.sync import SyncService, next_sync_of
from app.store.connections import list_connections

LOOK_EVERY_S = 5.0
"""Short, because the wall clock decides: after the PC slept, what is due runs at once, and once."""


class TimedSync:
    """Runs due syncs, one connection after the other; missed ones collapse into one."""

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
        """Until it is cancelled. A sync that can't run now is tried again when it is next due."""
        while True:
            for connection in await self._due():
                await self._run_one(connection)
            await self._pause(LOOK_EVERY_S)

    async def _due(self) -> list[Connection]:
        now = self._core.now()
        try:
            connections = await self._core.database.read(list_connections, labels=LABELS)
        except RunSheetError:
            return []
        return [connection for connection in connections if _is_due(connection, now)]

    async def _run_one(self, connection: Connection) -> None:
        try:
            await self._sync.run(connection.id, trigger=SyncTrigger.SCHEDULED)
        except RunSheetError:
            # Nobody mapped yet, or another process is at it: its history says so, not this one's.
            await self._pause(LOOK_EVERY_S)


def _is_due(connection: Connection, now: datetime) -> bool:
    due_at = next_sync_of(connection, now=now)
    return due_at is not None and due_at <= now
