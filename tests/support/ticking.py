"""A scheduler that looks whenever the test says so."""

import asyncio
import contextlib
from dataclasses import dataclass
from datetime import timedelta

from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import TASK_NAME, Scheduler


class Rounds:
    """The scheduler's pauses, each ended by the test."""

    def __init__(self):
        self._pauses = asyncio.Queue()

    async def pause(self, _seconds):
        end = asyncio.get_running_loop().create_future()
        self._pauses.put_nowait(end)
        await end

    async def finish_one(self):
        """Until the scheduler has looked once more and pauses."""
        return await self._pauses.get()


def syncs_at_work():
    return [task for task in asyncio.all_tasks() if task.get_name() == TASK_NAME]


async def syncs_ended():
    await asyncio.gather(*syncs_at_work(), return_exceptions=True)


@dataclass
class Looks:
    """`await looks()` lets the scheduler look once more; `scheduler` is the one that looks."""

    scheduler: Scheduler
    rounds: Rounds
    pauses: list

    async def __call__(self, times=1):
        for _ in range(times):
            self.pauses.pop().set_result(None)
            self.pauses.append(await self.rounds.finish_one())
            await syncs_ended()

    async def over(self, clock, **length):
        """As time passes for a PC that is awake."""
        end = clock.moment + timedelta(**length)
        while clock.moment < end:
            clock.moment = min(clock.moment + timedelta(seconds=30), end)
            await self()


async def always_there(_url):
    return True


@contextlib.asynccontextmanager
async def ticking(desk, *, elapsed=None, is_there=always_there, schedule=None):
    """A scheduler that looks whenever the test says so; it has looked once.

    `elapsed`: its clock that nobody sets; as if it ran with the wall clock where none is given.
    """
    rounds = Rounds()
    elapsed = elapsed or (lambda: desk.clock().timestamp())
    core, sync = desk.services.core, desk.services.sync
    scheduler = Scheduler(
        core,
        sync,
        schedule or ScheduleService(core, elapsed=elapsed),
        elapsed=elapsed,
        pause=rounds.pause,
        is_there=is_there,
    )
    task = asyncio.create_task(scheduler.run())
    looks = Looks(scheduler, rounds, [await rounds.finish_one()])
    await syncs_ended()
    try:
        yield looks
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
