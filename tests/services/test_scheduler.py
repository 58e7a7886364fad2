"""Syncing by itself: what is due, once; sleep, clocks, networks; never after a refused sign-in."""

import asyncio
import contextlib
import itertools
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from app.domain.opening_hours import DEFAULT_HOURS, HOURS_PREFERENCE
from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.changes import Topic
from app.services.connections.service import ConnectionChanges
from app.services.pc.who import current_user
from app.services.sync.scheduler import Scheduler
from app.store.sync.pauses import write_pause
from tests.support.desk import DAY, NOON, Clock, front_desk
from tests.support.systems import SYSTEMS, signed_in
from tests.support.ticking import Rounds, always_there, syncs_at_work, ticking
from tests.support.waiting import patience


@dataclass
class Network:
    """Up or down, as the test says."""

    is_up: bool

    async def is_there(self, _url):
        return self.is_up


@dataclass
class Elapsed:
    """A clock that nobody sets."""

    seconds: float = 1000.0

    def __call__(self):
        return self.seconds


SILENT, NOWHERE = "http://127.0.0.1:9", "https://224.0.0.1/v1"
"""Nobody answers; no way leads there: a group address is *unreachable* on every system."""


@contextlib.contextmanager
def unreachable(desk, address=SILENT):
    """Nobody answers at the system's address."""
    environment = desk.services.core.settings.environment
    before = dict(environment)
    environment.update({name: address for name in before if name.endswith("_BASE_URL")})
    yield
    environment.update(before)


async def somebody(desk):
    listed = await desk.services.mapping.people(desk.connection_id, refresh=False)
    mapped = (one for one in listed.choices if one.mapping and one.mapping.clinician_id)
    return next(mapped).practitioner.pms_practitioner_id


def told_hour(clock):
    return clock() + timedelta(hours=1)


async def runs_of(desk):
    return await desk.services.sync.history(desk.connection_id, limit=100)


async def todays_runs_of(desk):
    return [run for run in await runs_of(desk) if run.day == DAY]


async def connection_of(desk):
    return (await desk.services.connections.get(desk.connection_id)).connection


async def due_at(desk):
    return await desk.services.schedule.next_sync_at(desk.connection_id)


async def synced_in_its_slot(desk, clock):
    """The next timed sync is a whole interval away, whatever the connection's own share."""
    await desk.sync()
    clock.moment = await due_at(desk)
    await desk.sync()


async def test_a_connection_is_synced_when_its_time_has_come(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        assert len(await runs_of(desk)) == 1
        due = await due_at(desk)
        assert timedelta(minutes=1) <= due - clock() <= timedelta(minutes=15, seconds=1)
        await look.over(clock, seconds=(due - clock()).total_seconds() - 1)
        assert len(await todays_runs_of(desk)) == 1
        await look.over(clock, seconds=1)
        newest = (await runs_of(desk))[0]
    assert (newest.trigger, newest.status) == (SyncTrigger.SCHEDULED, SyncStatus.SUCCESS)
    assert newest.started_at == due


async def test_a_night_of_missed_times_is_one_sync_once_the_network_is_there(tmp_path):
    clock, network = Clock(NOON - timedelta(hours=9)), Network(is_up=False)
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, is_there=network.is_there) as look,
    ):
        clock.advance(hours=9)
        await look(4)
        assert len(await runs_of(desk)) == 1
        network.is_up = True
        await look(3)
        newest = (await runs_of(desk))[0]
        assert (newest.trigger, newest.day) == (SyncTrigger.WAKE, DAY)
        await look(5)
        assert len(await todays_runs_of(desk)) == 2


@pytest.mark.parametrize("jump", [timedelta(minutes=-30), timedelta(minutes=30)])
async def test_a_clock_that_jumps_is_caught_up_with_once(tmp_path, jump):
    clock, running = Clock(), Elapsed()
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, elapsed=running) as look,
    ):
        running.seconds += 65
        clock.moment += jump + timedelta(seconds=65)
        for _ in range(6):
            running.seconds += 5
            clock.advance(seconds=5)
            await look()
        runs = await todays_runs_of(desk)
    assert [run.trigger for run in sorted(runs, key=lambda run: run.id)][1:] == [SyncTrigger.WAKE]


async def test_the_systems_word_that_the_pc_woke_up_is_enough(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        await look.over(clock, minutes=1)
        clock.advance(seconds=60)
        look.scheduler.note_resumed()
        await look(3)
        assert (await runs_of(desk))[0].trigger is SyncTrigger.WAKE


async def test_no_timed_sync_follows_within_a_minute_even_of_one_by_hand(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        due = await due_at(desk)
        await look.over(clock, seconds=(due - clock()).total_seconds() - 20)
        await desk.sync(practitioner_ids=[await somebody(desk)])
        await look.over(clock, seconds=59)
        assert (await todays_runs_of(desk))[0].trigger is SyncTrigger.MANUAL
        await look.over(clock, seconds=2)
        assert (await todays_runs_of(desk))[0].trigger is SyncTrigger.SCHEDULED


async def test_the_networks_return_is_used_before_the_back_off_is_over(tmp_path):
    clock, network = Clock(), Network(is_up=True)
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, is_there=network.is_there) as look,
    ):
        with unreachable(desk):
            network.is_up = False
            while (failing := await connection_of(desk)).failures_in_a_row < 4:
                await look.over(clock, seconds=30)
            assert failing.last_sync_error_code == "NET-02"
            assert (await due_at(desk)) - clock() > timedelta(minutes=7)
            await look.over(clock, minutes=1)  # it is still away when somebody looks
        network.is_up = True
        back = clock()
        await look.over(clock, minutes=2)
        newest = (await todays_runs_of(desk))[0]
    assert (newest.trigger, newest.status) == (SyncTrigger.NETWORK, SyncStatus.SUCCESS)
    assert newest.started_at - back <= timedelta(seconds=90)


async def test_a_network_that_goes_is_noticed_within_two_minutes(tmp_path):
    clock, network = Clock(), Network(is_up=True)
    running = Elapsed()
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, elapsed=running, is_there=network.is_there) as look,
    ):
        await desk.sync()
        for _ in range(30):  # all is well: nothing is synced for the network's sake
            running.seconds += 5
            clock.advance(seconds=5)
            await look()
        assert SyncTrigger.NETWORK not in {run.trigger for run in await todays_runs_of(desk)}
        await desk.sync()
        network.is_up, gone_at = False, clock()
        with unreachable(desk):
            while (connection := await connection_of(desk)).last_sync_error_code is None:
                running.seconds += 5
                clock.advance(seconds=5)
                await look()
                assert clock() - gone_at <= timedelta(minutes=2)
        newest = (await todays_runs_of(desk))[0]
        assert (newest.trigger, connection.last_sync_error_code) == (SyncTrigger.NETWORK, "NET-02")


@pytest.mark.parametrize(("address", "code"), [(SILENT, "NET-02"), (NOWHERE, "NET-01")])
async def test_a_look_ahead_that_meets_the_lost_network_tells_of_it(tmp_path, address, code):
    clock, network = Clock(), Network(is_up=True)
    async with front_desk(tmp_path, clock=clock) as desk:
        await synced_in_its_slot(desk, clock)
        clock.advance(seconds=55)
        network.is_up, gone_at = False, clock()
        async with ticking(desk, is_there=network.is_there) as look:
            with unreachable(desk, address):
                while len(runs := await runs_of(desk)) == 2:
                    clock.advance(seconds=5)
                    await look()
                newest = runs[0]
                assert (newest.day, newest.status) == (DAY + timedelta(days=1), SyncStatus.FAILED)
                assert (await connection_of(desk)).last_sync_error_code == code
                assert clock() - gone_at <= timedelta(seconds=30)
            network.is_up = True
            await look.over(clock, minutes=2)
            newest = (await todays_runs_of(desk))[0]
    assert newest.status is SyncStatus.SUCCESS


async def test_a_network_that_goes_in_a_short_sleep_is_noticed_within_two_minutes(tmp_path):
    clock, network = Clock(), Network(is_up=True)
    async with front_desk(tmp_path, clock=clock) as desk:
        await synced_in_its_slot(desk, clock)
        async with ticking(desk, is_there=network.is_there) as look:
            await look.over(clock, minutes=2)
            network.is_up = False
            with unreachable(desk):
                clock.advance(minutes=3)
                woke_at = clock()
                while (connection := await connection_of(desk)).last_sync_error_code is None:
                    await look()
                    clock.advance(seconds=5)
                    assert clock() - woke_at <= timedelta(minutes=2)
            newest = (await todays_runs_of(desk))[0]
    assert connection.last_sync_error_code == "NET-02"
    assert newest.trigger is SyncTrigger.NETWORK, "nothing was due yet"


async def test_looks_that_find_nothing_though_syncs_do_start_one_sync_and_no_more(tmp_path):
    clock, network = Clock(), Network(is_up=False)
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, is_there=network.is_there) as look,
    ):
        await look.over(clock, minutes=40)
        runs = [run for run in await todays_runs_of(desk) if run.trigger is SyncTrigger.NETWORK]
        assert len(runs) == 1
        starts = sorted(run.started_at for run in await runs_of(desk))
        assert min(b - a for a, b in itertools.pairwise(starts)) >= timedelta(seconds=60)
        network.is_up = True
        await look.over(clock, minutes=2)
        network.is_up = False
        await look.over(clock, minutes=5)  # once it was seen there, it is believed again
        runs = [run for run in await todays_runs_of(desk) if run.trigger is SyncTrigger.NETWORK]
        assert len(runs) == 2


async def test_a_network_that_comes_and_goes_is_not_used_before_it_stays(tmp_path):
    clock, network = Clock(), Network(is_up=True)
    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, is_there=network.is_there) as look,
    ):
        clock.advance(minutes=3)
        for is_up in (True, False, True, False, True, False):
            network.is_up = is_up
            await look()
        assert len(await todays_runs_of(desk)) == 1


async def test_a_system_in_trouble_is_asked_less_and_less_often(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        desk.sandbox.faults.add("status_500", path="/appointments")
        await look.over(clock, minutes=50)
        runs = [run for run in await todays_runs_of(desk) if run.status is SyncStatus.FAILED]
        starts = [run.started_at for run in reversed(runs)]
        gaps = [(b - a).total_seconds() / 60 for a, b in itertools.pairwise(starts)]
        assert len(gaps) >= 4
        for gap, least in zip(gaps, (1, 2, 4, 8, 15), strict=False):
            assert least <= gap <= least * 1.25 + 0.5
        desk.sandbox.faults.clear()
        await look.over(clock, minutes=16)
        assert (await todays_runs_of(desk))[0].status is SyncStatus.SUCCESS


async def test_the_time_a_system_asks_for_is_kept(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        desk.sandbox.faults.add("status_429_retry_after_absurd", path="/appointments")
        await look.over(clock, minutes=16)
        connection = await connection_of(desk)
        assert connection.last_sync_error_code == "LIMIT-01"
        assert connection.retry_at is not None
        assert await due_at(desk) == connection.retry_at


@pytest.mark.parametrize("system", SYSTEMS)
async def test_after_a_refused_sign_in_nothing_is_tried_until_a_person_acts(tmp_path, system):
    clock = Clock()
    async with front_desk(tmp_path, system=system, clock=clock) as desk, ticking(desk) as look:
        desk.practice.revoke()
        await look.over(clock, minutes=16)
        desk.sandbox.journal.clear()
        clock.advance(hours=2)
        look.scheduler.note_resumed()
        await look(5)
        assert list(desk.sandbox.requests) == []
        assert await due_at(desk) is None
        desk.practice.pair()
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        await look.over(clock, minutes=16)
        assert (await todays_runs_of(desk))[0].trigger is SyncTrigger.SCHEDULED


@pytest.mark.parametrize("system", SYSTEMS)
async def test_settings_and_name_change_without_signing_in_anew(tmp_path, system):
    clock = Clock()
    async with front_desk(tmp_path, system=system, clock=clock) as desk, ticking(desk) as look:
        changes = ConnectionChanges(sync_frequency_minutes=40, display_name="Front desk")
        await desk.services.connections.change(desk.connection_id, changes)
        shown = await connection_of(desk)
        assert (shown.display_name, shown.sync_frequency_minutes) == ("Front desk", 40)
        due = await due_at(desk)
        await look.over(clock, seconds=(due - clock()).total_seconds() - 1)
        assert len(await todays_runs_of(desk)) == 1
        await look.over(clock, seconds=1)
        newest = (await runs_of(desk))[0]
        # The first may stand up to a minute behind its slot; from the second on it is 40 minutes.
        await look.over(clock, seconds=((await due_at(desk)) - clock()).total_seconds())
        assert len(await todays_runs_of(desk)) == 3
        assert (await due_at(desk)) - clock() == timedelta(minutes=40)
    assert (newest.trigger, newest.status) == (SyncTrigger.SCHEDULED, SyncStatus.SUCCESS)


async def test_a_connection_that_is_switched_off_is_left_alone(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        changes = ConnectionChanges(sync_enabled=False)
        await desk.services.connections.change(desk.connection_id, changes)
        async with ticking(desk) as look:
            clock.advance(hours=1)
            await look(4)
            assert await runs_of(desk) == ()


async def test_a_pause_stops_timed_syncs_until_it_ends_and_a_person_still_syncs(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        schedule = desk.services.schedule
        await schedule.pause(desk.connection_id, until=schedule.in_an_hour())
        told = await due_at(desk)
        assert timedelta(hours=1) <= told - clock() <= timedelta(hours=1, minutes=15)
        paused = await connection_of(desk)
        assert (paused.paused_until, paused.paused_by) == (told_hour(clock), current_user())
        await look.over(clock, minutes=50)
        assert len(await runs_of(desk)) == 1
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        assert await due_at(desk) == told
        await look.over(clock, seconds=(told - clock()).total_seconds())
        assert (await todays_runs_of(desk))[0].started_at == told


async def test_a_pause_of_all_ends_when_a_person_says_so(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        usual = await due_at(desk)
        heard = []
        desk.services.changes.subscribe(heard.append)
        await desk.services.schedule.pause(until=await desk.services.schedule.until_tomorrow())
        assert [change.topic for change in heard] == [Topic.CONNECTIONS]
        assert await due_at(desk) >= NOON + timedelta(hours=12)
        await desk.services.schedule.resume()
        assert await due_at(desk) == usual
        await look()


async def test_until_tomorrow_is_the_practices_next_midnight(tmp_path):
    async with front_desk(tmp_path) as desk:
        assert await desk.services.schedule.until_tomorrow() == NOON + timedelta(hours=12)


async def test_the_opening_hours_that_a_person_sets_count_at_once(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk):
        closed = replace(DEFAULT_HOURS, holidays=frozenset({DAY}))
        await desk.services.preferences.write(HOURS_PREFERENCE, closed.to_text())
        stayed = await due_at(desk)
    booked_until = NOON.replace(hour=7)  # the sandbox's day is booked until the evening
    assert stayed <= booked_until


async def test_the_next_working_day_is_read_once_an_hour_and_today_stays_as_it_was(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        await look.over(clock, minutes=58)
        ahead = [run for run in await runs_of(desk) if run.day != DAY]
        assert [run.day for run in ahead] == [DAY + timedelta(days=1)]
        await look.over(clock, minutes=10)
        ahead = [run for run in await runs_of(desk) if run.day != DAY]
        assert len(ahead) == 2
        starts = sorted(run.started_at for run in await runs_of(desk))
        assert min(b - a for a, b in itertools.pairwise(starts)) >= timedelta(seconds=60)
        times = sorted(run.started_at for run in await todays_runs_of(desk))
        assert max(b - a for a, b in itertools.pairwise(times)) <= timedelta(minutes=15, seconds=30)


async def test_a_pause_by_another_process_stops_the_look_ahead_too(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk, ticking(desk) as look:
        await look.over(clock, seconds=59)
        assert {run.day for run in await runs_of(desk)} == {DAY}
        # As another process does it: nobody here is told.
        write, until = desk.services.core.database.write, clock() + timedelta(minutes=30)
        await write(write_pause, desk.connection_id, until=until, by="Kim")
        await look.over(clock, seconds=30)
        assert {run.day for run in await runs_of(desk)} == {DAY}
        await look.over(clock, minutes=46)
        assert {run.day for run in await runs_of(desk)} == {DAY, DAY + timedelta(days=1)}


async def test_a_slow_system_holds_no_other_one_up_and_a_bug_ends_no_other_one(
    tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: told.append(kind))
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        gentu_asked, halaxy_may_answer = asyncio.Event(), asyncio.Event()

        async def run(connection_id, **_options):
            if connection_id != desk.connection_id:
                await halaxy_may_answer.wait()
            else:
                gentu_asked.set()
                raise ZeroDivisionError

        with SYSTEMS["halaxy"].sandbox(SYSTEMS["halaxy"].made_up(DAY)).running() as halaxy:
            desk.services.core.settings.environment.update(halaxy.environment)
            other = await signed_in(desk.services, halaxy)
            changes = ConnectionChanges(sync_enabled=True)
            await desk.services.connections.change(other.id, changes)
        rounds, core = Rounds(), desk.services.core
        scheduler = Scheduler(
            core,
            type("Sync", (), {"run": staticmethod(run)})(),
            desk.services.schedule,
            elapsed=lambda: clock().timestamp(),
            pause=rounds.pause,
            is_there=always_there,
        )
        task = asyncio.create_task(scheduler.run())
        pause = await rounds.finish_one()
        assert len(syncs_at_work()) == 1  # Halaxy is due at once, Gentu has just been synced
        while not gentu_asked.is_set():
            clock.advance(seconds=60)
            pause.set_result(None)
            pause = await rounds.finish_one()
            await asyncio.sleep(0)
        pause.set_result(None)
        await rounds.finish_one()
        assert told == [ZeroDivisionError]
        assert len(syncs_at_work()) == 1  # the same one, still waiting
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not syncs_at_work()


async def test_a_wish_to_look_at_once_ends_the_pause(tmp_path):
    async with front_desk(tmp_path) as desk:
        rounds = Rounds()
        scheduler = Scheduler(
            desk.services.core, desk.services.sync, desk.services.schedule, pause=rounds.pause
        )
        task = asyncio.create_task(scheduler.run())
        await rounds.finish_one()
        scheduler.wake()
        async with patience():
            await rounds.finish_one()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
