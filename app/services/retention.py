"""The purge: what is too old goes once a day by itself, and at once when a person asks."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

from app.domain.audit import Deed
from app.domain.errors import BackupUnusable, RunSheetError
from app.domain.practice_day import PracticeDay, today
from app.domain.retention import COUNTS, RUN_DAYS, Purged, Retention
from app.services.changes import Topic
from app.services.core import Core
from app.services.logs import Event, drop_old_logs, log_event
from app.services.put_aside import PutAsideService
from app.services.settings import FALLBACK_TIMEZONE
from app.store import audit, retention
from app.store.copy_purge import Work, purge_copy
from app.store.file.backup import BACKUP_FOLDER, backup_times, drop_left_behind, thin_out
from app.store.file.database import to_its_end
from app.store.file.folder import former_files
from app.store.file.open import opening
from app.store.file.put_aside import half_copies
from app.store.preferences import read_preferences, write_preference

PURGED_AT = "retention.purged_at"
LOOK_EVERY_S = 300.0
EVERY = timedelta(days=1)


class RetentionService:
    """Purges while `run` runs; each batch is a transaction of its own, so a kill costs nothing."""

    def __init__(
        self, core: Core, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._core, self._pause = core, pause
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Until it is cancelled: once a day, and again in a while where it could not be ended."""
        while True:
            await self._pause(LOOK_EVERY_S)
            with contextlib.suppress(RunSheetError):  # a full or busy disk: at the next look
                if await self.is_due():
                    await self.purge()

    async def choice(self) -> Retention:
        """What is chosen, or the default."""
        return Retention.chosen(await self._core.database.read(read_preferences))

    async def is_due(self) -> bool:
        """Whether the last whole purge is a day ago."""
        saved = (await self._core.database.read(read_preferences)).get(PURGED_AT)
        if saved is None:
            return True
        return not timedelta() <= self._core.now() - datetime.fromisoformat(saved) < EVERY

    async def purge(self) -> Purged:
        """Everything that is too old by now, in the backups, too. Raises LOC-01, LOC-06, LOC-08,
        LOC-09.
        """
        async with self._turn:
            now, choice = self._core.now(), await self.choice()
            works = await self._works(choice, now)
            people, rows = [sum([await self._until_none(each) for each in some]) for some in works]
            database = self._core.database
            folder = self._core.settings.data_dir
            backups = await asyncio.to_thread(thin_out, folder / BACKUP_FOLDER, now=now)
            put_aside = await PutAsideService(self._core).remove_old(choice)
            await asyncio.to_thread(drop_old_logs, folder)
            is_emptied = await asyncio.to_thread(
                retention.empty_log, database.data_file, database.key
            )
            await self._purge_copies([*chain(*works)])  # last: a full disk has no room for copies
            if is_emptied:
                await database.write(write_preference, PURGED_AT, now.isoformat())
        if people or rows:
            await self._core.audit.note(Deed.DATA_PURGED)
            self._core.changes.publish(Topic.RUN_SHEET, Topic.SYNC, Topic.BOOKINGS)
        log_event(Event.PURGED, people=people, rows=rows, backups=backups)
        return Purged(
            people=people, rows=rows, backups=backups, put_aside=put_aside, is_emptied=is_emptied
        )

    async def _works(self, choice: Retention, now: datetime) -> tuple[list[Work], list[Work]]:
        """Those after which rows don't say any more whose they are, and those that drop rows."""
        day = today(now, FALLBACK_TIMEZONE).day
        first = choice.first_day(day)
        midnight = PracticeDay(day=first, timezone=FALLBACK_TIMEZONE).start
        people: list[Work] = [
            partial(retention.remove_people, before=first, now=now),
            partial(retention.remove_booked_people, before=midnight, now=now),
        ]
        rows: list[Work] = [
            partial(retention.forget_marks, before=first, now=now),
            partial(retention.drop_far_days, after=choice.last_day(day)),
            partial(
                retention.sum_up_syncs,
                before=day - timedelta(days=RUN_DAYS),
                fallback_timezone=FALLBACK_TIMEZONE,
            ),
            partial(retention.drop_old_rows, today=day, now=now),
            partial(audit.drop_before, moment=now - COUNTS, key=await self._core.audit.key()),
        ]
        return people, rows

    async def _until_none(self, work: Work) -> int:
        count = 0
        while found := await self._core.database.write(work):
            count += found
        return count

    async def _purge_copies(self, works: list[Work]) -> None:
        """The same in each backup and each former data file. One that can't be read goes by age."""
        core = self._core
        for path in await asyncio.to_thread(self._copies):
            with contextlib.suppress(BackupUnusable):
                async with opening(core.settings.data_dir):  # nobody changes the key meanwhile
                    await to_its_end(
                        asyncio.to_thread(purge_copy, path, key=core.database.key, works=works)
                    )

    def _copies(self) -> list[Path]:
        """What was begun of one an hour ago is no copy, and goes."""
        data_file = self._core.database.data_file
        drop_left_behind(half_copies(data_file))
        backups = backup_times(self._core.settings.data_dir / BACKUP_FOLDER)
        return [*backups.values(), *former_files(data_file)]
