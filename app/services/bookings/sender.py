"""Tells the CRMs what the desk wants, for as long as RunSheet runs: up to four bookings of a CRM at
a time, one step of a booking after the other.

What a step comes to is stored before the next one of that booking begins.
"""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from app.adapters.crm_base import CrmAdapter
from app.adapters.reach import Reach
from app.domain import outcomes
from app.domain.errors import BadAnswer, RunSheetError, SecretStoreLocked, SecretStoreMissing
from app.services.bookings.step import CoolDowns, Work
from app.services.changes import Change, Topic
from app.services.core import Core
from app.services.crm.service import CRM_LABELS, CrmService, label_of
from app.services.sync.lookout import NetworkLooks
from app.services.sync.schedule import running_s
from app.store.crm import outbox as stored
from app.store.crm.outbox import Taken

AT_ONCE = 4
LOOK_EVERY_S = 5.0
TASK_NAME = "booking step"
_PASSING = (SecretStoreLocked, SecretStoreMissing, BadAnswer)
_NO_NETWORK = frozenset({"NET-01", "NET-02"})
_AGAIN_S = 60.0
"""So long until a CRM is tried again whose key nobody could read: a password store is unlocked
without telling anybody, and may ask for its password each time.
"""
_GAP_S = 5.0
_STOP_S = 1.5
"""So long an end waits for a step to store that its outcome is unknown."""


@dataclass(slots=True)
class _Lane:
    """One CRM. `stopped`: why nothing is sent until its settings are read again, or until
    `again_s` where that is told.
    """

    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    epoch: int | None = None
    stopped: RunSheetError | None = None
    again_s: float | None = None
    is_offline: bool = False
    network: NetworkLooks = field(default_factory=NetworkLooks)


class Sender:
    """Works the outbox off while `run` runs."""

    def __init__(
        self,
        core: Core,
        crms: CrmService,
        *,
        elapsed: Callable[[], float] = running_s,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        is_there: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        """`elapsed`: seconds of a clock that nobody sets; `is_there`: is there a way to a URL?"""
        self._elapsed, self._offset_s = elapsed, core.now().timestamp() - elapsed()
        self._cooling = CoolDowns(elapsed)
        self._core, self._crms, self._pause = core, crms, pause
        self._is_there = is_there or Reach().is_there
        self._lanes: dict[str, _Lane] = {}
        self._woken = asyncio.Event()
        core.changes.subscribe(self._hear)

    async def run(self) -> None:
        """Until it is cancelled: then what is under way is stored as unknown, within two seconds.

        A bug in one step is told to `sys.excepthook`; its outcome is unknown.
        """
        try:
            while True:
                with contextlib.suppress(RunSheetError):  # a busy database: at the next look
                    await self._look()
                await self._rest()
        finally:
            await self._stop()

    async def recover(self) -> int:
        """Mark what a killed process was sending as unknown; how many bookings."""
        core = self._core
        return await core.database.write(
            stored.recover, labels=CRM_LABELS, holder=core.holder, now=core.now()
        )

    def wake(self) -> None:
        """There is something new to send."""
        self._woken.set()

    def standing(self, provider: str) -> RunSheetError | None:
        """Why nothing is sent to a CRM until its settings are read again; None: it is."""
        lane = self._lanes.get(provider)
        return lane.stopped if lane else None

    def is_offline(self, provider: str) -> bool:
        """True while a CRM can't be reached."""
        lane = self._lanes.get(provider)
        return lane is not None and lane.is_offline

    async def kick(self, provider: str | None = None) -> None:
        """Try what waits at once (None: of every CRM): a network is there, or a new sign-in."""
        for name, lane in self._lanes.items():
            if provider in {None, name}:
                lane.stopped = lane.again_s = None
        now = self._core.now()
        await self._core.database.write(stored.hurry, provider, codes=None, now=now)
        self.wake()

    async def _look(self) -> None:
        """Begin whatever is due now."""
        now = self._core.now()
        await self._follow_clock(now)
        due = await self._core.database.read(stored.due_providers, now=now)
        for provider in due | self._lanes.keys():
            lane = self._lanes.setdefault(provider, _Lane())
            if lane.again_s is not None and self._elapsed() >= lane.again_s:
                lane.stopped = lane.again_s = None
            if provider in due and len(lane.tasks) < AT_ONCE:
                await self._fill(provider, lane)
            if not lane.tasks:
                await self._give_back(provider, lane)
            if lane.is_offline:
                await self._watch_network(provider, lane)

    async def _follow_clock(self, now: datetime) -> None:
        """A PC's clock that is set back makes nothing wait for longer."""
        offset_s = now.timestamp() - self._elapsed()
        by = timedelta(seconds=self._offset_s - offset_s)
        if by.total_seconds() > _GAP_S:
            await self._core.database.write(stored.bring_forward, by=by, now=now)
        self._offset_s = offset_s

    async def _fill(self, provider: str, lane: _Lane) -> None:
        adapter = await self._adapter(provider, lane) if lane.stopped is None else None
        if adapter is None:
            await self._settle_without_call(provider, lane)
            return
        system = label_of(provider)
        taken = await self._core.database.write(
            stored.take,
            provider,
            system=system,
            holder=self._core.holder,
            busy=frozenset(lane.tasks),
            count=AT_ONCE - len(lane.tasks),
            now=self._core.now(),
        )
        self._note_taken(lane, taken)
        for job in taken.jobs:
            note = partial(self._note, lane)
            work = Work(self._core, adapter, system, job, self._cooling, note)
            task = asyncio.create_task(work.run(), name=TASK_NAME)
            lane.tasks[job.booking_id] = task
            task.add_done_callback(partial(self._ended, lane, job.booking_id))

    async def _settle_without_call(self, provider: str, lane: _Lane) -> None:
        """A start time does not wait until a CRM can be asked again, nor does a cancellation of
        what it was never told.
        """
        now, database = self._core.now(), self._core.database
        if await database.read(stored.ends_by_itself, provider, now=now):
            taken = await database.write(
                stored.settle_without_call,
                provider,
                system=label_of(provider),
                holder=self._core.holder,
                now=now,
            )
            self._note_taken(lane, taken)

    def _note_taken(self, lane: _Lane, taken: Taken) -> None:
        lane.epoch = taken.epoch
        if taken.is_changed:
            self._core.changes.publish(Topic.BOOKINGS)

    async def _adapter(self, provider: str, lane: _Lane) -> CrmAdapter | None:
        """The way to a CRM; None where there is none now, which keeps no other CRM waiting."""
        try:
            return await self._crms.adapter(provider)
        except RunSheetError as error:
            failure = error
        except Exception as error:  # noqa: BLE001  # a bug
            sys.excepthook(type(error), error, error.__traceback__)
            failure = BadAnswer(system=label_of(provider))
        self._stop_lane(lane, failure)
        if isinstance(failure, _PASSING):
            lane.again_s = self._elapsed() + _AGAIN_S
        return None

    def _stop_lane(self, lane: _Lane, error: RunSheetError) -> None:
        lane.stopped, lane.is_offline = error, False
        self._core.changes.publish(Topic.BOOKINGS)

    def _ended(self, lane: _Lane, booking_id: str, task: asyncio.Task[None]) -> None:
        lane.tasks.pop(booking_id, None)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, RunSheetError):
            sys.excepthook(type(error), error, error.__traceback__)
        self.wake()

    def _note(self, lane: _Lane, error: RunSheetError | None) -> None:
        """How the last call of a CRM went."""
        if isinstance(error, outcomes.STOPPING):
            self._stop_lane(lane, error)
        lane.is_offline = error is not None and error.code in _NO_NETWORK

    async def _give_back(self, provider: str, lane: _Lane) -> None:
        """Nothing is under way: another RunSheet may send."""
        if lane.epoch is not None:
            epoch, lane.epoch = lane.epoch, None
            holder = self._core.holder
            await self._core.database.write(stored.release, provider, epoch=epoch, holder=holder)
            holder.let_go(provider, epoch)

    async def _watch_network(self, provider: str, lane: _Lane) -> None:
        """What waits for the network goes out as soon as it is there twice in a row."""
        try:
            url = (await self._crms.provider(provider)).base_url
        except RunSheetError:
            return
        if lane.network.is_settled(partial(self._is_there, url)):
            lane.is_offline = False
            lane.network.start_anew()
            now = self._core.now()
            await self._core.database.write(stored.hurry, provider, codes=_NO_NETWORK, now=now)
            self.wake()

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

    def _hear(self, change: Change) -> None:
        """New settings: what waited for them is tried again. The PC slept: look at once."""
        if change.topic is Topic.CRM:
            for lane in self._lanes.values():
                lane.stopped = lane.again_s = None
        if change.topic in {Topic.CRM, Topic.CLOCK}:
            self.wake()

    async def _stop(self) -> None:
        tasks = [task for lane in self._lanes.values() for task in lane.tasks.values()]
        for lane in self._lanes.values():
            lane.network.start_anew()
        for _ in range(2):  # the second time whoever still tries to store something gives up
            left = [task for task in tasks if not task.done()]
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left, timeout=_STOP_S / 2)
        with contextlib.suppress(RunSheetError):
            for provider, lane in self._lanes.items():
                await self._give_back(provider, lane)
