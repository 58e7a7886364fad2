"""The rate limit over a thousand virtual minutes, and what Retry-After may say."""

import asyncio
import random
from datetime import UTC, datetime

import hypothesis
import hypothesis.strategies as st

from app.adapters.base import RateLimit
from app.adapters.pacing import LONGEST_PAUSE_S, RateGate, Turns, read_retry_after

NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def test_a_thousand_minutes_never_break_the_limit(fake_clock):
    gate = RateGate(RateLimit(requests=60), fake_clock.clock)
    dice, passed = random.Random(7), []

    async def caller() -> None:
        while fake_clock.seconds < 60_000:
            await gate.enter()
            passed.append(fake_clock.seconds)
            fake_clock.seconds += dice.choices((0, 0.3, 40), (80, 18, 0.5))[0]

    await asyncio.gather(*(caller() for _ in range(16)))
    spans = zip(passed, passed[60:], strict=False)
    assert all(later - earlier >= 60 for earlier, later in spans)
    assert max(fake_clock.slept) <= LONGEST_PAUSE_S
    assert len(passed) > 5_000


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
    async with asyncio.timeout(2):
        await tasks[2]
    assert found == ["first", "third"]
