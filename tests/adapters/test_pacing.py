"""The rate limit over a thousand virtual minutes, and what Retry-After may say."""

import asyncio
import random
from datetime import UTC, datetime

import hypothesis
import hypothesis.strategies as st
import pytest

from app.adapters.base import RateLimit
from app.adapters.pacing import LONGEST_PAUSE_S, RateGate, Turns, read_retry_after
from tests.support.waiting import patience

NOW = datetime(2026, 3, 2, tzinfo=UTC)
LIMIT = RateLimit(requests=60)


async def a_thousand_minutes(gate, clock):
    """When each of sixteen callers who never have enough was let through."""
    dice, passed = random.Random(7), []

    async def caller() -> None:
        while clock.seconds < 60_000:
            await gate.enter()
            passed.append(clock.seconds)
            clock.seconds += dice.choices((0, 0.3, 40), (80, 18, 0.5))[0]

    await asyncio.gather(*(caller() for _ in range(16)))
    assert len(passed) > 5_000
    return passed


def too_many(passed):
    """How often more than the limit went through within a minute."""
    return sum(later - earlier < 60 for earlier, later in zip(passed, passed[60:], strict=False))


@pytest.mark.proves("R8")
async def test_a_thousand_minutes_never_break_the_limit(fake_clock, figure):
    passed = await a_thousand_minutes(RateGate(LIMIT, fake_clock.clock), fake_clock)
    assert too_many(passed) == 0
    assert max(fake_clock.slept) <= LONGEST_PAUSE_S
    figure(f"{len(passed)} requests within the limit")


class FixedBackOff(RateGate):
    """Full, it tries again in a second, whatever the limit says by then."""

    async def enter(self):
        if self._wait_s(self.limit) > 0:
            await self._clock.sleep(1.0)
        self._passed.append(self._clock.monotonic())
        return 1.0


@pytest.mark.proves("R8", control=True)
async def test_a_fixed_back_off_breaks_the_limit(fake_clock, figure):
    """The control of the test above: the same callers at the same gate, which waits otherwise."""
    passed = await a_thousand_minutes(FixedBackOff(LIMIT, fake_clock.clock), fake_clock)
    figure(f"{too_many(passed)} requests beyond the limit")
    assert too_many(passed) > 10


async def test_the_whole_minute_may_be_used_at_once(fake_clock):
    gate = RateGate(RateLimit(requests=60), fake_clock.clock)
    for _ in range(60):
        await gate.enter()
    assert fake_clock.seconds == 0
    await gate.enter()
    assert 60 <= fake_clock.seconds < 61


async def test_no_limit_never_waits(fake_clock):
    gate = RateGate(None, fake_clock.clock)
    for _ in range(1_000):
        await gate.enter()
    assert fake_clock.slept == []


async def test_who_gives_up_waiting_takes_no_place(fake_clock):
    gate = RateGate(RateLimit(requests=1), fake_clock.clock)
    await gate.enter()
    waiting = asyncio.create_task(gate.enter())
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await gate.enter()
    assert fake_clock.seconds < 61


@hypothesis.given(st.one_of(st.none(), st.text(), st.integers().map(str)))
def test_retry_after_is_none_or_at_most_15_minutes(value):
    pause_s = read_retry_after(value, NOW)
    assert pause_s is None or 0 <= pause_s <= LONGEST_PAUSE_S


async def test_turns_come_one_per_round_of_the_loop():
    turns, rounds, found = Turns(), 0, []

    async def count():
        nonlocal rounds
        while True:
            rounds += 1
            await asyncio.sleep(0)

    async def work():
        await turns.come()
        found.append(rounds)

    counting = asyncio.create_task(count())
    await asyncio.gather(*(work() for _ in range(5)))
    counting.cancel()
    assert len(set(found)) == 5


async def test_a_turn_nobody_waits_for_any_more_goes_to_the_next():
    turns, found = Turns(), []

    async def work(name):
        await turns.come()
        found.append(name)

    tasks = [asyncio.create_task(work(name)) for name in ("first", "second", "third")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    async with patience():
        await tasks[2]
    assert found == ["first", "third"]


async def passes(gate, fake_clock, count):
    """The moments at which so many requests go out."""
    moments = []
    for _ in range(count):
        await gate.enter()
        moments.append(fake_clock.seconds)
    return moments


async def test_a_smaller_limit_that_the_vendor_tells_is_kept(fake_clock):
    gate = RateGate(RateLimit(requests=60), fake_clock.clock)
    await gate.enter()
    gate.learn(told=10, remaining=9)
    moments = await passes(gate, fake_clock, 20)
    assert moments[:9] == [0] * 9
    assert all(60 <= moment < 61 for moment in moments[9:19])
    assert moments[19] >= 120


async def test_a_larger_limit_that_the_vendor_tells_changes_nothing(fake_clock):
    gate = RateGate(RateLimit(requests=5), fake_clock.clock)
    gate.learn(told=500, remaining=499)
    moments = await passes(gate, fake_clock, 6)
    assert moments[4] == 0
    assert moments[5] >= 60


async def test_what_was_told_stays_until_something_else_is(fake_clock):
    gate = RateGate(RateLimit(requests=60), fake_clock.clock)
    gate.learn(told=2, remaining=None)
    gate.learn(told=None, remaining=None)
    assert (await passes(gate, fake_clock, 3))[2] >= 60
    fake_clock.seconds += 120
    gate.learn(told=3, remaining=None)
    before_s = fake_clock.seconds
    assert await passes(gate, fake_clock, 3) == [before_s] * 3


async def test_requests_of_another_program_with_the_same_key_count(fake_clock):
    gate = RateGate(RateLimit(requests=10), fake_clock.clock)
    await passes(gate, fake_clock, 2)
    gate.learn(told=10, remaining=3)  # we made two: five are somebody else's
    moments = await passes(gate, fake_clock, 4)
    assert moments[:3] == [0, 0, 0]
    assert 60 <= moments[3] < 61


async def test_the_others_requests_are_counted_once_however_often_they_are_told(fake_clock):
    gate = RateGate(RateLimit(requests=10), fake_clock.clock)
    for remaining in (5, 4, 3, 2, 1, 0):  # four others at first, then ours alone
        await gate.enter()
        gate.learn(told=10, remaining=remaining)
    assert fake_clock.seconds == 0
    await gate.enter()
    assert 60 <= fake_clock.seconds < 61


async def test_more_left_than_we_think_gives_no_room_before_its_time(fake_clock):
    gate = RateGate(RateLimit(requests=3), fake_clock.clock)
    await passes(gate, fake_clock, 3)
    gate.learn(told=3, remaining=3)
    assert (await passes(gate, fake_clock, 1))[0] >= 60


async def test_no_limit_learns_none(fake_clock):
    gate = RateGate(None, fake_clock.clock)
    gate.learn(told=1, remaining=0)
    assert await passes(gate, fake_clock, 50) == [0] * 50


@pytest.mark.parametrize(("learns", "most_refused"), [(True, 0), (False, 400)])
async def test_beside_another_program_learning_keeps_us_from_being_refused(
    fake_clock, learns, most_refused
):
    """The other one takes 30 of the vendor's 50 at the start of every minute, we as many as we may.

    Without learning the same gate is refused again and again: the test can fail.
    """
    gate, minute, used, refused = RateGate(RateLimit(requests=50), fake_clock.clock), 0, 30, 0
    for _ in range(1_000):
        await gate.enter()
        if fake_clock.seconds // 60 != minute:
            minute, used = fake_clock.seconds // 60, 30
        refused += used >= 50
        used = min(used + 1, 50)
        if learns:
            gate.learn(told=50, remaining=50 - used)
    assert refused <= most_refused if learns else refused > most_refused
