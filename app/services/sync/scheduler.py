"""Syncing by itself: every connection when it is due, for as long as RunSheet runs.

The wall clock decides; a clock that nobody sets watches it. Where the two part, or a look comes
late, the PC slept or its clock was set, and every list is caught up with once.
"""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import partial

from app.adapters.reach import Reach
from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.practice_day import today
from app.domain.schedule import LOOK_AHEAD_EVERY, is_held_back, may_look_ahead
from app.domain.sync_run import SyncTrigger
from app.services.changes import Change, Topic
from app.services.core import Core
from app.services.sync.lookout import Watch
from app.services.sync.schedule import Appointed, ScheduleService, running_s
from app.services.sync.service import SyncService
from app.store.sync.timetable import read_day_age

LOOK_EVERY_S = 5.0
APART_S = 60.0
GAP_S = 60.0
"""A difference of the clocks, or a lateness, beyond which the PC slept or its clock was set."""

WAIT_FOR_NETWORK_S = 60.0
"""So long after waking a list waits for the network before it fails without it."""

TASK_NAME = "timed sync"
_NETWORK_CODES = frozenset({"NET-01", "NET-02", "NET-03", "NET-04"})
_NO_NETWORK = "NET-01"


class Scheduler:
    """Runs due syncs, a connection beside the other: a slow system holds no other one up."""

    def __init__(
        self,
        core: Core,
        sync: SyncService,
        schedule: ScheduleService,
        *,
        elapsed: Callable[[], float] = running_s,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        is_there: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        """`elapsed`: seconds of a clock that nobody sets; `is_there`: is there a way to a URL?"""
        self._core, self._sync, self._schedule = core, sync, schedule
        self._elapsed, self._pause = elapsed, pause
        self._is_there = is_there or Reach().is_there
        self._watches: dict[str, Watch] = {}
        self._woken = asyncio.Event()
        self._last_look_s, self._last_offset_s = elapsed(), self._offset_s()
        core.changes.subscribe(self._hear)

    async def run(self) -> None:
        """Until it is cancelled; the syncs at work end with it. A bug in one sync is told to
        `sys.excepthook` and ends no other one.
        """
        self._last_look_s, self._last_offset_s = self._elapsed(), self._offset_s()
        try:
            while True:
                self._notice_lateness()
                with contextlib.suppress(RunSheetError):  # a busy database: at the next look
                    await self._look()
                await self._rest()
        finally:
            await self._stop()

    def wake(self) -> None:
        """Look at once instead of at the next regular time."""
        self._woken.set()

    def note_use(self) -> None:
        """Somebody uses the window; cheap, and may come with every key."""
        self._schedule.note_use()

    def note_resumed(self) -> None:
        """The operating system says that the PC woke up: catch up as soon as there is a network."""
        for watch in self._watches.values():
            watch.owe(self._elapsed())
        self.wake()

    async def _look(self) -> None:
        """Start whatever is due now."""
        appointed = await self._schedule.appointed(afresh=False)
        self._forget_all_but({each.connection.id for each in appointed})
        for each in appointed:
            watch = self._watches.setdefault(each.connection.id, Watch(self._offset_s()))
            _collect(watch)
            if abs(self._offset_s() - watch.offset_s) > GAP_S:
                watch.owe(self._elapsed())
            if watch.run is None:
                await self._consider(each, watch)

    async def _consider(self, each: Appointed, watch: Watch) -> None:
        now = self._core.now()
        trigger = self._trigger(each, watch, now=now)
        if self._elapsed() - watch.heard_s < APART_S:
            return
        if trigger is not None:
            await self._start_if_still(each, watch, now=now)
        elif watch.woke_s is None and may_look_ahead(
            each.connection, each.circumstances, due=each.due_at, now=now
        ):
            await self._look_ahead(each, watch, now=now)

    async def _start_if_still(self, each: Appointed, watch: Watch, *, now: datetime) -> None:
        """Another process may have synced, or a person paused there, since the facts were read."""
        fresh = await self._schedule.appointed()
        for same in (one for one in fresh if one.connection.id == each.connection.id):
            trigger = self._trigger(same, watch, now=now)
            if trigger is not None and watch.run is None:
                self._start(same.connection, watch, trigger=trigger)

    def _trigger(self, each: Appointed, watch: Watch, *, now: datetime) -> SyncTrigger | None:
        """Why to sync now; None while there is no reason to."""
        if each.due_at is None:
            return None
        due = SyncTrigger.SCHEDULED if each.due_at <= now else None
        if is_held_back(each.connection, now=now) or not _is_wanted(each, now):
            return due
        settled = partial(watch.network.is_settled, partial(self._ask, each.connection))
        code = each.connection.last_sync_error_code
        if watch.woke_s is not None:
            if settled():
                return SyncTrigger.WAKE
            if self._elapsed() - watch.woke_s <= WAIT_FOR_NETWORK_S:
                return None
            return due or (SyncTrigger.NETWORK if code is None else None)  # as below
        if code in _NETWORK_CODES:
            watch.network.was_away |= code == _NO_NETWORK
            if settled() and watch.network.was_away:
                return SyncTrigger.NETWORK
        elif code is None and self._is_lost(each, watch):
            return SyncTrigger.NETWORK  # it fails at once, and says what is the matter
        return due

    def _is_lost(self, each: Appointed, watch: Watch) -> bool:
        ask = partial(self._ask, each.connection)
        return watch.network.is_lost(ask, elapsed_s=self._elapsed())

    async def _look_ahead(self, each: Appointed, watch: Watch, *, now: datetime) -> None:
        """Once an hour the next working day: it can be found, and printed for a bad morning."""
        hour_s, elapsed_s = LOOK_AHEAD_EVERY.total_seconds(), self._elapsed()
        if elapsed_s - watch.looked_ahead_s < hour_s:
            return
        of, connection = each.circumstances, each.connection
        day = of.hours.next_working_day(today(now, of.timezone).day)
        read_at = await self._core.database.read(read_day_age, connection.id, day=day)
        age_s = hour_s if read_at is None else abs((now - read_at).total_seconds())
        if age_s < hour_s:
            watch.looked_ahead_s = elapsed_s - age_s
        elif watch.run is None and await self._may_still_look_ahead(connection.id, now=now):
            watch.looked_ahead_s = elapsed_s
            self._start(connection, watch, trigger=SyncTrigger.SCHEDULED, day=day)

    async def _may_still_look_ahead(self, connection_id: str, *, now: datetime) -> bool:
        """Another process may have paused or synced there since the facts were read."""
        return any(
            may_look_ahead(one.connection, one.circumstances, due=one.due_at, now=now)
            for one in await self._schedule.appointed()
            if one.connection.id == connection_id
        )

    def _start(
        self,
        connection: Connection,
        watch: Watch,
        *,
        trigger: SyncTrigger,
        day: date | None = None,
    ) -> None:
        if trigger is SyncTrigger.NETWORK:
            watch.network.note_told()
        watch.note_run(self._elapsed(), self._offset_s())
        work = self._sync_one(connection, trigger=trigger, day=day)
        watch.run = asyncio.create_task(work, name=TASK_NAME)

    async def _sync_one(
        self, connection: Connection, *, trigger: SyncTrigger, day: date | None
    ) -> None:
        # Nobody mapped yet, or another process is at it: its history says so, not this one's.
        with contextlib.suppress(RunSheetError):
            await self._sync.run(connection.id, trigger=trigger, day=day)

    async def _ask(self, connection: Connection) -> bool:
        try:
            return await self._is_there(self._core.address(connection))
        except RunSheetError:
            return False

    async def _rest(self) -> None:
        """Until the next look; not at all where somebody asked for one meanwhile."""
        pausing = asyncio.ensure_future(self._pause(LOOK_EVERY_S))
        waking = asyncio.ensure_future(self._woken.wait())
        try:
            done, _ = await asyncio.wait({pausing, waking}, return_when=asyncio.FIRST_COMPLETED)
            for one in done:
                one.result()
        finally:
            self._woken.clear()
            pausing.cancel()
            waking.cancel()
            await asyncio.gather(pausing, waking, return_exceptions=True)

    def _notice_lateness(self) -> None:
        """Every list is caught up with, and whoever shows an age is told that it is another."""
        elapsed_s, offset_s = self._elapsed(), self._offset_s()
        is_late = elapsed_s - self._last_look_s > LOOK_EVERY_S + GAP_S
        is_set = abs(offset_s - self._last_offset_s) > GAP_S
        self._last_look_s, self._last_offset_s = elapsed_s, offset_s
        if is_late:
            for watch in self._watches.values():
                watch.owe(elapsed_s)
        if is_late or is_set:
            self._core.changes.publish(Topic.CLOCK)

    def _offset_s(self) -> float:
        return self._core.now().timestamp() - self._elapsed()

    def _hear(self, change: Change) -> None:
        """Whoever runs a sync of this process, it counts."""
        watch = self._watches.get(change.connection_id or "")
        if change.topic is Topic.SYNC and watch is not None:
            watch.note_run(self._elapsed(), self._offset_s())

    def _forget_all_but(self, connection_ids: set[str]) -> None:
        for gone in self._watches.keys() - connection_ids:
            if self._watches[gone].run is None:
                self._watches.pop(gone).network.start_anew()
            else:
                _collect(self._watches[gone])

    async def _stop(self) -> None:
        running = [watch.run for watch in self._watches.values() if watch.run is not None]
        for watch in self._watches.values():
            watch.network.start_anew()
        for run in running:
            run.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for watch in self._watches.values():
            watch.run = None


def _is_wanted(each: Appointed, now: datetime) -> bool:
    """Somebody works with the list at this hour."""
    return each.circumstances.is_awake(now) or each.circumstances.is_in_use(now)


def _collect(watch: Watch) -> None:
    """Take a run that ended off the watch; tell of the bug that ended it."""
    if watch.run is None or not watch.run.done():
        return
    run, watch.run = watch.run, None
    error = None if run.cancelled() else run.exception()
    if error is not None:
        sys.excepthook(type(error), error, error.__traceback__)
