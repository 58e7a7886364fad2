"""R8: a thousand minutes of a system that says *too many requests*, whatever else it says."""

from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import pairwise

import pytest

from app.adapters.pacing import Clock as VendorClock
from app.domain.opening_hours import HOURS_PREFERENCE, Hours, OpeningHours
from app.domain.sync_run import SyncStatus
from app.services.connections.service import ConnectionChanges
from tests.support.desk import DAY, IMPATIENT, NOON, Clock, front_desk
from tests.support.systems import SYSTEMS, signed_in
from tests.support.ticking import ticking

AT_ONCE = replace(IMPATIENT, attempts=1)
ALWAYS_OPEN = OpeningHours(week=(Hours(opens=time(0), closes=time(23, 59)),) * 7)
LIMIT = 60
"""Gentu's requests a minute."""

MINUTE = timedelta(minutes=1)
QUARTER = 250


@dataclass(frozen=True)
class Asked:
    """What its 429 says, and how long it is then left alone at least and at most."""

    fault: str
    least: timedelta
    most: timedelta = 15 * MINUTE
    retry_after: str | None = None


ASKED = (
    Asked("status_429_retry_after", 7 * MINUTE, retry_after="420"),
    Asked("status_429_retry_after_far_date", 15 * MINUTE),
    Asked("status_429", MINUTE),
    Asked("status_429_retry_after_absurd", 15 * MINUTE),
)


def refuse(sandbox, asked):
    """From now on every request is one too many."""
    sandbox.faults.clear()
    fault = sandbox.faults._catalogue[asked.fault]
    if asked.retry_after is not None:
        fault = replace(fault, headers={"Retry-After": asked.retry_after})
    sandbox.faults.add(fault)


def of(clock):
    """The adapters' clock goes with the desk's: what a 429 asks for is counted from now."""
    return VendorClock(now=clock)


def gaps(runs):
    starts = sorted(run.started_at for run in runs)
    return [after - before for before, after in pairwise(starts)]


async def minutes(look, clock, sandbox, count):
    """Lets time pass; the most requests that came in one of the minutes."""
    most = 0
    for _ in range(count):
        sandbox.journal.clear()
        clock.moment += MINUTE
        await look()
        most = max(most, len(sandbox.requests))
    return most


@pytest.fixture
def _no_reading_again(monkeypatch):
    """Nobody else writes here: a thousand readings less."""
    monkeypatch.setattr("app.services.sync.schedule.KEPT_S", 3600.0)


@pytest.mark.usefixtures("_no_reading_again")
@pytest.mark.proves("R8")
async def test_a_thousand_minutes_of_too_many_requests_hold_up_nobody_else(tmp_path, figure):
    clock = Clock(NOON - timedelta(hours=11, minutes=30))
    halaxy = SYSTEMS["halaxy"].sandbox(SYSTEMS["halaxy"].made_up(DAY))
    async with front_desk(tmp_path, clock=clock, patience=AT_ONCE, told_by=of(clock)) as desk:
        with halaxy.running() as running:
            desk.services.core.settings.environment.update(running.environment)
            other = await signed_in(desk.services, running)
            changes = ConnectionChanges(sync_enabled=True)
            await desk.services.connections.change(other.id, changes)
            await map_everybody(desk, other.id)
            await desk.services.preferences.write(HOURS_PREFERENCE, ALWAYS_OPEN.to_text())
            async with ticking(desk) as look:
                for asked in ASKED:
                    refuse(desk.sandbox, asked)
                    begun = clock()
                    most = await minutes(look, clock, desk.sandbox, QUARTER)
                    await check_throttled(desk, asked, begun, most)
            mine = [one for one in await history(desk, other.id) if one.day == DAY]
    assert {run.status for run in mine} == {SyncStatus.SUCCESS}
    assert max(gaps(mine)) <= 16 * MINUTE
    figure(f"{len(mine)} syncs of the others in time")


@pytest.mark.usefixtures("_no_reading_again")
@pytest.mark.proves("R8", control=True)
async def test_a_fixed_back_off_asks_again_too_early(tmp_path, monkeypatch, figure):
    """The control of the test above: every 429 is taken for *in a minute*, whatever it says."""
    monkeypatch.setattr("app.adapters.view.read_retry_after", lambda _told, _now: 60.0)
    clock = Clock(NOON - timedelta(hours=11, minutes=30))
    async with front_desk(tmp_path, clock=clock, patience=AT_ONCE, told_by=of(clock)) as desk:
        await desk.services.preferences.write(HOURS_PREFERENCE, ALWAYS_OPEN.to_text())
        async with ticking(desk) as look:
            refuse(desk.sandbox, ASKED[0])
            begun = clock()
            await minutes(look, clock, desk.sandbox, QUARTER)
        refused = await refused_since(desk, begun)
    early = [gap for gap in gaps(refused) if gap < ASKED[0].least]
    figure(f"{len(early)} times before the 7 minutes were over")
    assert len(refused) >= QUARTER // 16
    assert early


async def map_everybody(desk, connection_id):
    gentu, desk.connection_id = desk.connection_id, connection_id
    listed = await desk.services.mapping.people(connection_id, refresh=True)
    await desk.map_people({choice.practitioner.pms_practitioner_id for choice in listed.choices})
    desk.connection_id = gentu


async def history(desk, connection_id):
    return await desk.services.sync.history(connection_id, limit=2000)


async def refused_since(desk, begun):
    runs = [run for run in await history(desk, desk.connection_id) if run.started_at > begun]
    return [run for run in runs if run.status is SyncStatus.FAILED]


async def check_throttled(desk, asked, begun, most):
    """It was tried within its limit, as late as it asked for and never later than 15 minutes."""
    refused = await refused_since(desk, begun)
    assert {run.error_code for run in refused} == {"LIMIT-01"}
    assert len(refused) >= QUARTER // 16
    settled = gaps(refused)[1:]
    assert min(settled) >= asked.least
    assert max(settled) <= asked.most + MINUTE
    assert 0 < most <= LIMIT
