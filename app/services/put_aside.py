"""What was put aside instead of being deleted: listed, and removed at once or when it is time."""

import asyncio
from pathlib import Path

from app.domain.audit import Deed
from app.domain.errors import InvalidRequest
from app.domain.retention import Retention
from app.domain.said import say
from app.domain.set_aside import PutAside, SetAside
from app.services.changes import Topic
from app.services.core import Core
from app.store import audit
from app.store.file.put_aside import list_put_aside, remove_put_aside


class PutAsideService:
    """Damaged data files, those before a backup was put back, and folders whose key was lost."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def list(self) -> list[PutAside]:
        """The newest first."""
        return await asyncio.to_thread(list_put_aside, *self._place)

    async def note_fresh_start(self) -> None:
        """Where the audit trail has not begun, its first entry says what this file came after."""
        core = self._core
        locked = [each.name for each in await self.list() if each.why is SetAside.LOCKED]
        if locked and not await core.database.read(audit.has_begun):
            await core.audit.note_anyway(Deed.STARTED_FRESH, locked[0])

    async def remove(self, name: str) -> None:
        """At once, for good. Raises InvalidRequest where nothing has that name, LOC-01, LOC-06,
        LOC-09.
        """
        for each in await self.list():
            if each.name == name:
                return await self._remove(each)
        raise InvalidRequest(reason=say("Nothing of that name is put aside here."))

    async def remove_old(self, choice: Retention) -> int:
        """How many had had their time. Raises LOC-01, LOC-06, LOC-09."""
        now = self._core.now()
        old = [each for each in await self.list() if each.goes_at(choice) <= now]
        for each in old:
            await self._remove(each)
        return len(old)

    @property
    def _place(self) -> tuple[Path, Path]:
        return self._core.settings.data_dir, self._core.database.data_file

    async def _remove(self, each: PutAside) -> None:
        await self._core.audit.note(Deed.SET_ASIDE_REMOVED, each.name)
        await asyncio.to_thread(remove_put_aside, *self._place, each)
        self._core.changes.publish(Topic.BACKUPS)
