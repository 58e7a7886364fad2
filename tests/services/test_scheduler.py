"""Syncing by itself: what is due, once, and never after a refused sign-in."""

import asyncio
import contextlib
from dataclasses import dataclass

import pytest

from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.connections import ConnectionChanges
from app.services.schedule import ScheduleService
from app.services.scheduler import TASK_NAME, Scheduler
from tests.support.desk import DAY, Clock, front_desk
from tests.support.systems import SYSTEMS, signed_in


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


async def runs_of(desk):
    return await desk.services.sync.history(desk.connection_id, limit=100)


async def test_a_connection_is_synced_when_its_time_has_come(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        assert len(await runs_of(desk)) == 1
        clock.advance(minutes=14)
        await look()
        assert len(await runs_of(desk)) == 1
        clock.advance(minutes=1)
        await look()
        newest = (await runs_of(desk))[0]
    assert (newest.trigger, newest.status) == (SyncTrigger.SCHEDULED, SyncStatus.SUCCESS)


async def test_a_night_of_missed_times_is_one_sync(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        clock.advance(hours=9)
        for _ in range(3):
            await look()
        assert len(await runs_of(desk)) == 2


async def test_a_failure_waits_for_the_next_time(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        desk.sandbox.faults.add("status_500", path="/appointments")
        clock.advance(minutes=15)
        for _ in range(3):
            await look()
        desk.sandbox.faults.clear()
        assert [run.status for run in await runs_of(desk)][:-1] == [SyncStatus.FAILED]
        clock.advance(minutes=15)
        await look()
        assert (await runs_of(desk))[0].status is SyncStatus.SUCCESS


@pytest.mark.parametrize("system", SYSTEMS)
async def test_after_a_refused_sign_in_nothing_is_tried_until_a_person_acts(tmp_path, system):
    clock = Clock()
    async with front_desk(tmp_path, system=system, clock=clock) as desk, ticking(desk) as look:
        desk.practice.revoke()
        clock.advance(minutes=15)
        await look()
        desk.sandbox.journal.clear()
        clock.advance(hours=2)
        await look()
        assert list(desk.sandbox.requests) == []
        assert await desk.services.schedule.next_sync_at(desk.connection_id) is None
        desk.practice.pair()
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        clock.advance(minutes=15)
        await look()
        assert (await runs_of(desk))[0].trigger is SyncTrigger.SCHEDULED


@pytest.mark.parametrize("system", SYSTEMS)
async def test_settings_and_name_change_without_signing_in_anew(tmp_path, system):
    clock = Clock()
    async with front_desk(tmp_path, system=system, clock=clock) as desk, ticking(desk) as look:
        changes = ConnectionChanges(sync_frequency_minutes=40, display_name="Front desk")
        await desk.services.connections.change(desk.connection_id, changes)
        shown = (await desk.services.connections.get(desk.connection_id)).connection
        assert (shown.display_name, shown.sync_frequency_minutes) == ("Front desk", 40)
        desk.sandbox.journal.clear()
        clock.advance(minutes=39)
        await look()
        assert list(desk.sandbox.requests) == []
        clock.advance(minutes=1)
        await look()
        newest = (await runs_of(desk))[0]
    assert (newest.trigger, newest.status) == (SyncTrigger.SCHEDULED, SyncStatus.SUCCESS)


async def test_a_connection_that_is_switched_off_is_left_alone(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        changes = ConnectionChanges(sync_enabled=False)
        await desk.services.connections.change(desk.connection_id, changes)
        async with ticking(desk) as look:
            clock.advance(hours=1)
            await look()
            assert await runs_of(desk) == ()


async def test_a_slow_system_holds_no_other_one_up(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        rounds = Rounds()
        timer = TimedSync(desk.services.core, desk.services.sync, pause=rounds.pause)
        gentu_asked, halaxy_may_answer = asyncio.Event(), asyncio.Event()

        async def run(connection_id, **_options):
            if connection_id != desk.connection_id:
                await halaxy_may_answer.wait()
            else:
                gentu_asked.set()

        with SYSTEMS["halaxy"].sandbox(SYSTEMS["halaxy"].made_up(DAY)).running() as halaxy:
            desk.services.core.settings.environment.update(halaxy.environment)
            other = await signed_in(desk.services, halaxy)
            changes = ConnectionChanges(sync_enabled=True)
            await desk.services.connections.change(other.id, changes)
        timer._sync = type("Sync", (), {"run": staticmethod(run)})()
        task = asyncio.create_task(timer.run())
        pause = await rounds.finish_one()
        assert len(syncs_at_work()) == 1  # Halaxy is due at once, Gentu has just been synced
        clock.advance(minutes=15)
        pause.set_result(None)
        pause = await rounds.finish_one()
        await asyncio.wait_for(gentu_asked.wait(), 5)
        assert len(syncs_at_work()) == 1  # the same one, still waiting
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not syncs_at_work()
