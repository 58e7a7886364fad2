"""429 storms on a virtual clock: a day is read whole within the arithmetic of the limit."""

import asyncio
import dataclasses
import heapq
import math
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app.adapters.base import PractitionerDay, PractitionerFailure, RateLimit
from app.adapters.http import AT_ONCE, HttpClient
from app.adapters.registry import PMS_SPECS
from app.domain.errors import SlowDown
from app.domain.practice_day import today
from app.domain.sync_run import SyncStatus
from tests.adapters.conftest import FakeClock
from tests.adapters.under_test import UnderTest, utc_now
from tests.support.desk import DAY
from tests.support.desk import Clock as DeskClock
from tests.support.memory_vendor import MemoryVendor, memory_desk
from tests.support.systems import SYSTEMS

WINDOW_S = 60.0
TRAVEL_S = 0.2
QUOTA = 60
PEOPLE, ROWS = AT_ONCE + 4, 200
IDLE_ROUNDS = 40
"""Rounds of the event loop without a request: then everybody who is not asleep waits for those."""


class SharedClock(FakeClock):
    """Several may sleep side by side; time moves to the first one's end when nothing else goes on.

    (A `FakeClock` adds up sleeps, as if each began where another one ended.)
    """

    def __init__(self):
        super().__init__()
        self._ends = []
        self.busy = lambda: 0

    async def sleep(self, seconds):
        self.slept.append(seconds)
        end = self.seconds + seconds
        heapq.heappush(self._ends, end)
        idle, seen = 0, self.busy()
        while self.seconds < end:
            await asyncio.sleep(0)
            idle, seen = (idle + 1 if self.busy() == seen else 0), self.busy()
            if self._ends[0] == end and idle >= IDLE_ROUNDS:
                self.seconds = end
        self._ends.remove(end)
        heapq.heapify(self._ends)


@dataclass
class Quota:
    """Requests of the last minute of the virtual clock, another program's among them.

    `others_each_s`: how often the other program asks, None for never.
    """

    clock: FakeClock
    per_minute: int
    others_each_s: float | None = None
    times: deque = field(default_factory=deque)
    others: int = 0

    def wait_s(self):
        """0 when the request may pass, and then it is counted."""
        self._go_on()
        if len(self.times) >= self.per_minute:
            return self.times[0] + WINDOW_S - self.clock.seconds
        self.times.append(self.clock.seconds)
        return 0.0

    @property
    def remaining(self):
        self._go_on()
        return self.per_minute - len(self.times)

    def _go_on(self):
        """What the other program did meanwhile, within the limit, and what is a minute old."""
        while self.others_each_s and self.others * self.others_each_s <= self.clock.seconds:
            moment = self.others * self.others_each_s
            self.others += 1
            self._forget(moment)
            if len(self.times) < self.per_minute:
                self.times.append(moment)
        self._forget(self.clock.seconds)

    def _forget(self, now):
        while self.times and now - self.times[0] >= WINDOW_S:
            self.times.popleft()


class Storm(MemoryVendor):
    """A vendor that keeps its quota on the virtual clock; `is_raging`: it refuses everything."""

    RETRY_AFTER_S = 300

    def __init__(self, sandbox, quota):
        super().__init__(sandbox)
        self.quota = quota
        self.refused = 0
        self.violations = []
        self.rages_at = lambda _call: False
        if sandbox.vendor == "halaxy":
            sandbox._server.quota = quota  # told in two headers of every answer

    def _answer(self, call):
        server = self.sandbox._server
        if self.rages_at(call):
            self.refused += 1
            return server.throttled(self.RETRY_AFTER_S)
        wait_s = self.quota.wait_s()
        if wait_s:
            self.refused += 1
            return server.throttled(math.ceil(wait_s))
        answer = super()._answer(call)
        self.violations += [answer.violation] if answer.violation else []
        return answer

    @property
    def passed(self):
        return self.count - self.refused


@dataclass
class Weather:
    """A vendor with its storm, the adapter pointed at it, and the clock of both."""

    under_test: UnderTest
    storm: Storm
    clock: SharedClock

    async def fetch(self, *, limit):
        """The day's cells, read in small pages within our own `limit` a minute."""
        await self.under_test.http._get_transport()  # its thread would look idle
        adapter = self.under_test.open_small_pages(rate_limit=RateLimit(requests=limit))
        cells = await self.under_test.fetch(adapter=adapter)
        await self.under_test.http.aclose()
        assert self.storm.violations == []
        return cells

    def assert_whole(self, cells):
        """Nothing lost: every appointment once, each with its patient's name."""
        assert all(
            isinstance(cell, PractitionerDay) and cell.is_complete for cell in cells.values()
        )
        rows = [row for cell in cells.values() for row in cell.appointments]
        assert sorted(row.pms_appointment_id for row in rows) == sorted(self.under_test.book())
        assert len(rows) == ROWS
        assert all(row.patient and row.patient.last_name for row in rows)

    def windows_s(self, quota):
        """How long its requests take in windows of `quota`; one window more is granted."""
        return (math.ceil(self.storm.passed / quota) - 1) * (WINDOW_S + TRAVEL_S) + WINDOW_S


@pytest.fixture(params=sorted(PMS_SPECS))
def weather(request):
    clock = SharedClock()
    system = SYSTEMS[request.param]
    day = today(utc_now(), "Australia/Melbourne").day
    practice = system.bulk(practitioners=PEOPLE, appointments=ROWS, day=day)
    practice.pair()
    sandbox = system.sandbox(practice)
    storm = Storm(sandbox, Quota(clock, QUOTA))
    clock.busy = lambda: storm.count
    http = HttpClient(clock=clock.clock, open_transport=lambda *_: storm, has_route=lambda: True)
    under_test = UnderTest(system=system, spec=PMS_SPECS[request.param], sandbox=sandbox, http=http)
    return Weather(under_test, storm, clock)


async def test_with_our_limit_set_right_a_big_day_meets_no_429(weather):
    cells = await weather.fetch(limit=QUOTA)
    weather.assert_whole(cells)
    assert weather.storm.refused == 0
    assert weather.storm.count > QUOTA
    assert weather.clock.seconds <= weather.windows_s(QUOTA)


async def test_a_vendor_that_allows_half_of_our_limit_is_read_whole_in_its_own_time(weather):
    weather.storm.quota.per_minute = QUOTA // 2
    cells = await weather.fetch(limit=QUOTA)
    weather.assert_whole(cells)
    seconds = weather.clock.seconds
    assert seconds <= weather.windows_s(QUOTA // 2)
    assert weather.storm.refused <= AT_ONCE * math.ceil(seconds / WINDOW_S)


async def test_beside_another_program_that_uses_half_the_quota_the_day_still_ends(weather):
    weather.storm.quota.others_each_s = WINDOW_S / (QUOTA // 2)
    cells = await weather.fetch(limit=QUOTA)
    weather.assert_whole(cells)
    seconds = weather.clock.seconds
    print(weather.storm.sandbox.vendor, weather.storm.passed, weather.storm.refused, seconds)
    assert seconds <= weather.windows_s(QUOTA // 2)
    is_told = weather.storm.sandbox.vendor == "halaxy"
    most = 0 if is_told else AT_ONCE * math.ceil(seconds / WINDOW_S)
    assert weather.storm.refused <= most


async def test_a_storm_that_outlasts_patience_is_told_with_its_end_and_the_rest_is_spared(weather):
    begun = weather.clock.now()
    weather.storm.rages_at = lambda call: weather.under_test.system.is_page(call.path)
    cells = await weather.fetch(limit=QUOTA)
    errors = [cell.error for cell in cells.values() if isinstance(cell, PractitionerFailure)]
    assert len(errors) == PEOPLE
    assert {type(error) for error in errors} == {SlowDown}
    ends = begun + timedelta(seconds=Storm.RETRY_AFTER_S)
    assert {error.retry_at for error in errors} == {ends}
    # One for each list that was under way: nobody's day is begun after it.
    assert weather.storm.refused <= (AT_ONCE if weather.storm.sandbox.vendor == "gentu" else 1)
    assert weather.clock.seconds == 0, "it waited for what was not to come in time"


@pytest.mark.parametrize("weather", ["halaxy", "medirecords"], indirect=True)
async def test_patients_in_a_storm_fail_their_columns_and_the_others_are_spared(weather):
    kinds, practice = weather.under_test.system.kinds_of_call, weather.storm.practice
    is_in_batches = weather.storm.sandbox.vendor == "halaxy"
    if is_in_batches:
        for patient in practice.patients():
            practice.put_patient(dataclasses.replace(patient, is_included=False))
    weather.storm.rages_at = kinds["patients"]
    cells = await weather.fetch(limit=QUOTA)
    assert len(cells) == PEOPLE
    assert all(isinstance(cell.error, SlowDown) for cell in cells.values())
    assert weather.storm.refused <= (1 if is_in_batches else AT_ONCE)
    weather.storm.rages_at = lambda _call: False
    weather.assert_whole(await weather.fetch(limit=QUOTA))


@pytest.mark.parametrize("name", SYSTEMS)
async def test_a_desk_in_a_storm_keeps_its_list_and_recovers_after_it(tmp_path, name):
    system = SYSTEMS[name]
    sandbox = system.sandbox(system.bulk(practitioners=3, appointments=30, day=DAY))
    storm = Storm(sandbox, Quota(FakeClock(), 10_000))
    async with memory_desk(tmp_path, storm, clock=DeskClock()) as desk:
        assert (await desk.sync(day=DAY)).status is SyncStatus.SUCCESS
        moved = desk.book()[0]
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        before = await desk.stored()
        storm.rages_at = lambda call: system.is_page(call.path)
        run = await desk.sync(day=DAY)
        assert (run.status, run.error_code) == (SyncStatus.FAILED, SlowDown.code)
        assert await desk.stored() == before
        assert storm.refused <= 3
        storm.rages_at = lambda _call: False
        assert (await desk.sync(day=DAY)).status is SyncStatus.SUCCESS
        (row,) = (row for row in await desk.stored() if row["pms_appointment_id"] == moved.id)
        assert row["start_at"] == moved.start + timedelta(minutes=5)
    assert storm.violations == []
