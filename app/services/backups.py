"""Backups of the data file: made hourly while RunSheet runs, listed, and made when asked for."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.backups import Backup, is_due
from app.domain.errors import BackupUnusable, RunSheetError
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import Core
from app.services.logs import Event, log_event
from app.services.pc.memory import give_back
from app.services.restoring import path_of, refuse_while_open
from app.store.file.backup import (
    BACKUP_FOLDER,
    backup_times,
    list_backups,
    make_backup,
    thin_out,
    verify_backup,
)
from app.store.file.database import to_its_end

LOOK_EVERY_S = 60.0
AGAIN_AFTER = timedelta(minutes=10)
"""So long after one that could not be made, RunSheet waits before it tries by itself again."""


class BackupService:
    """Works in threads of its own: neither the loop nor who writes waits for it."""

    def __init__(
        self, core: Core, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._core, self._pause = core, pause
        self._folder: Path = core.settings.data_dir / BACKUP_FOLDER
        self._turn = asyncio.Lock()
        self._failed: RunSheetError | None = None
        self._failed_at: datetime | None = None

    @property
    def failed(self) -> RunSheetError | None:
        """Why the last try came to nothing; None after a good one."""
        return self._failed

    async def run(self) -> None:
        """Until it is cancelled, and once more then where the newest is older than an hour."""
        try:
            while True:
                await self._pause(LOOK_EVERY_S)
                await self._back_up_if_due()
        finally:
            await self._back_up_if_due()

    async def back_up(self) -> Backup:
        """Makes one now, and removes those that are not kept any longer.

        Raises LOC-01, LOC-06, LOC-08, LOC-09, LOC-12.
        """
        try:
            async with self._turn:
                path = await to_its_end(asyncio.to_thread(self._make))
        except RunSheetError as error:
            self._failed, self._failed_at = error, self._core.now()
            log_event(Event.BACKED_UP, code=error.code)
            raise
        finally:
            await asyncio.to_thread(give_back)
            self._core.changes.publish(Topic.BACKUPS)
        self._failed = None
        log_event(Event.BACKED_UP)
        return next(each for each in await self.list() if each.name == path.name)

    async def list(self) -> list[Backup]:
        """The newest first, each with what it holds. Raises LOC-09."""
        key = self._core.database.key
        return await asyncio.to_thread(list_backups, self._folder, key=key)

    async def check(self, name: str) -> None:
        """That a backup can be put back now. Raises BackupUnusable."""
        core = self._core
        if core.settings.memory_secrets:  # its key ends with it
            raise BackupUnusable(name=name, reason=say("the demo can't open anew."))
        await refuse_while_open(core.settings, name, but=core.holder.id)
        path = path_of(core.settings, name)
        await asyncio.to_thread(verify_backup, path, key=core.database.key)

    async def is_due(self) -> bool:
        """Whether the newest is an hour old; another RunSheet's counts."""
        times = await asyncio.to_thread(backup_times, self._folder)
        return is_due(next(iter(times), None), now=self._core.now())

    async def _back_up_if_due(self) -> None:
        if await self.is_due() and not self._has_just_failed():
            with contextlib.suppress(RunSheetError):  # kept in `failed`; at the next look again
                await self.back_up()

    def _has_just_failed(self) -> bool:
        """A full disk is not filled up every minute."""
        if self._failed is None or self._failed_at is None:
            return False
        return abs(self._core.now() - self._failed_at) < AGAIN_AFTER

    def _make(self) -> Path:
        database, now = self._core.database, self._core.now()
        while True:
            key = database.key
            path = make_backup(database.data_file, self._folder, key=key, now=now)
            if key == database.key:
                break
            path.unlink()  # the key was changed meanwhile, perhaps before it could be given this
        thin_out(self._folder, now=now)
        return path
