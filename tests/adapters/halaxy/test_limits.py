"""Five hundred requests a minute, on a virtual clock: neither too many nor later than need be."""

import math
from collections import deque
from datetime import timedelta

import pytest

from app.adapters.base import PractitionerDay, PractitionerFailure
from app.domain.errors import SlowDown
from tests.adapters.conftest import reply
from tests.adapters.halaxy.conftest import (
    appointment,
    bundle,
    fhir,
    outcome,
    patient,
    query_of,
    role,
)

LIMIT, WINDOW_S = 500, 60.0
ROWS = 150


class Window:
    """Halaxy's sliding minute. `others`: requests of another program with the same key."""

    def __init__(self, clock):
        self.clock = clock
        self.times = deque()
        self.refused = 0

    def others(self, count):
        self.times.extend([self.clock.seconds] * count)

    def answer(self, body):
        """The body with the quota's headers, or 429."""
        now = self.clock.seconds
        while self.times and now - self.times[0] >= WINDOW_S:
            self.times.popleft()
        if len(self.times) >= LIMIT:
            self.refused += 1
            wait_s = math.ceil(self.times[0] + WINDOW_S - now)
            return outcome("throttled", 429, retry_after=str(wait_s), **self._told())
        self.times.append(now)
        return fhir(body, **self._told())

    def _told(self):
        left = LIMIT - len(self.times)
        return {"x_ratelimit_limit": str(LIMIT), "x_ratelimit_remaining": str(left)}


@pytest.fixture
def window(fake_clock):
    return Window(fake_clock)


def serve(halaxy, window):
    """One row a page, `ROWS` pages; everything is counted, the token request as well."""

    def page(request):
        number = int(query_of(request.target).get("page", ["1"])[0])
        following = f"/main/Appointment?page={number + 1}" if number < ROWS else None
        resources = (appointment(number, patient="p1"), patient(), role())
        return window.answer(bundle(*resources, next_url=following, total=ROWS))

    token = {"token_type": "Bearer", "access_token": "t", "expires_in": 3600}
    halaxy.bodies["/oauth/token"] = lambda _: window.answer(token)
    halaxy.bodies["/Appointment"] = page


async def fetch(halaxy):
    (cell,) = (await halaxy.fetch()).values()
    return cell


async def test_a_thousand_requests_take_two_minutes_and_none_is_refused(
    small_halaxy, fake_clock, window
):
    async with small_halaxy() as halaxy:
        serve(halaxy, window)
        for _ in range(4):
            cell = await fetch(halaxy)
            assert (len(cell.appointments), cell.is_complete) == (ROWS, True)
        asked = len(halaxy.requests)
        assert asked == 4 * 2 * ROWS + 1
        windows = math.ceil(asked / LIMIT) - 1
        assert windows * WINDOW_S <= fake_clock.seconds <= windows * (WINDOW_S + 0.5)
        assert window.refused == 0


async def test_what_another_program_asks_with_the_same_key_is_left_to_it(
    small_halaxy, fake_clock, window
):
    async with small_halaxy() as halaxy:
        serve(halaxy, window)
        window.others(350)
        cell = await fetch(halaxy)
        assert (len(cell.appointments), cell.is_complete) == (ROWS, True)
        assert WINDOW_S <= fake_clock.seconds <= WINDOW_S + 0.5
        assert window.refused == 0


async def test_a_storm_of_429_ends_when_halaxy_says_it_does(small_halaxy, fake_clock, window):
    async with small_halaxy() as halaxy:
        serve(halaxy, window)
        fake_clock.seconds = 100
        window.others(LIMIT)
        fake_clock.seconds += 23
        cell = await fetch(halaxy)
        assert (len(cell.appointments), cell.is_complete) == (ROWS, True)
        assert window.refused == 1
        assert 37 <= fake_clock.seconds - 123 <= 37 + WINDOW_S + 1


async def test_a_storm_without_an_end_is_a_failure_that_says_when_to_come_back(
    small_halaxy, fake_clock
):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/Appointment"] = outcome("throttled", 429, retry_after="600")
        cell = await fetch(halaxy)
        assert isinstance(cell, PractitionerFailure)
        assert isinstance(cell.error, SlowDown)
        assert cell.error.retry_at == fake_clock.now() + timedelta(seconds=600)
        assert (fake_clock.slept, len(halaxy.asked)) == ([], 1)
        halaxy.serve_pages([appointment(), patient(), role()])
        fake_clock.seconds += 600
        assert isinstance(await fetch(halaxy), PractitionerDay)


async def test_a_retry_after_of_absurd_length_is_cut_and_not_slept(small_halaxy, fake_clock):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/Appointment"] = outcome("throttled", 429, retry_after=str(10**9))
        cell = await fetch(halaxy)
        assert cell.error.retry_at <= fake_clock.now() + timedelta(minutes=15)
        assert fake_clock.slept == []


async def test_after_a_429_the_rest_of_the_patients_is_not_asked_for(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.serve_pages([*(appointment(n) for n in range(120)), role()])
        halaxy.bodies["/Patient"] = outcome("throttled", 429, retry_after="600")
        cell = await fetch(halaxy)
        assert isinstance(cell.error, SlowDown)
        assert halaxy.count("/Patient") == 1


async def test_a_storm_at_the_token_is_a_failure_too_and_not_a_lost_sign_in(small_halaxy):
    async with small_halaxy() as halaxy:
        halaxy.bodies["/oauth/token"] = reply({"message": "slow"}, 429, retry_after="600")
        cell = await fetch(halaxy)
        assert isinstance(cell.error, SlowDown)
        assert halaxy.asked == []


async def test_a_token_that_ends_while_the_limit_is_waited_for_is_renewed(
    small_halaxy, fake_clock, window
):
    async with small_halaxy() as halaxy:
        serve(halaxy, window)
        await fetch(halaxy)
        fake_clock.seconds = 800
        window.others(LIMIT)
        cell = await fetch(halaxy)
        assert (len(cell.appointments), cell.is_complete) == (ROWS, True)
        assert (len(halaxy.tokens), window.refused) == (2, 1)
