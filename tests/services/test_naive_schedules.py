"""What the fortnight's checks are worth: each naive schedule fails them, the real one none."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.support.fortnight.desk import desktop, live_through, work_at_once
from tests.support.fortnight.desktop import HOUR_S, MINUTE_S, Event

MONDAY = date(2026, 9, 28)
MORNING = 9.0


@dataclass
class Naive:
    """`change` makes the schedule naive; `events` are what it can't cope with, `fault` how."""

    change: dict
    events: list
    fault: str
    elapsed_is_wall: bool = False
    hours: float = 1.0


def minutes(*pairs):
    return [Event(at * MINUTE_S, kind, length * MINUTE_S) for at, kind, length in pairs]


NAIVE = {
    "the wall clock only": Naive(
        {}, minutes((20, "jump", -180)), "stale", elapsed_is_wall=True, hours=1.5
    ),
    "no minute between syncs": Naive(
        {
            "app.services.sync.scheduler.APART_S": 0.0,
            "app.domain.schedule.APART": timedelta(),
        },
        minutes((20, "jump", 45), (20.5, "jump", -45), (21, "jump", 45), (21.5, "jump", -45)),
        "bursts",
    ),
    "no look for a gap of the clocks": Naive(
        {"app.services.sync.scheduler.GAP_S": float("inf")},
        minutes((21, "jump", 11), (24, "sleep", 4), (35, "sleep", 4), (46, "sleep", 4)),
        "late",
    ),
    "no look for a network after waking": Naive(
        {"app.services.sync.lookout.NetworkLooks.is_settled": lambda _looks, _ask: True},
        minutes((20, "offline", 31), (20.5, "sleep", 30)),
        "wasted",
    ),
    "the same wait after every failure": Naive(
        {"app.domain.schedule._back_off": lambda _connection: timedelta(minutes=1)},
        minutes((20, "trouble", 60)),
        "stubborn",
    ),
}


async def live(tmp_path, naive):
    pc = desktop(MONDAY, hour=MORNING)
    elapsed = (lambda: pc.now().timestamp()) if naive.elapsed_is_wall else None
    ends_s = naive.hours * HOUR_S
    return await live_through(tmp_path, pc, list(naive.events), ends_s=ends_s, elapsed=elapsed)


@pytest.mark.parametrize("name", NAIVE)
@pytest.mark.proves("R17", control=True)
async def test_a_naive_schedule_fails_the_checks(tmp_path, monkeypatch, name, figure):
    work_at_once(monkeypatch)
    naive = NAIVE[name]
    for target, replacement in naive.change.items():
        monkeypatch.setattr(target, replacement)
    life = await live(tmp_path, naive)
    assert naive.fault in life.faults.found()
    figure(f"{name}: {naive.fault}")


async def test_the_real_schedule_passes_the_checks_that_the_naive_ones_fail(tmp_path, monkeypatch):
    work_at_once(monkeypatch)
    for number, naive in enumerate(NAIVE.values()):
        real = Naive({}, naive.events, naive.fault, hours=naive.hours)
        life = await live(tmp_path / str(number), real)
        assert life.faults.found() == {}
        assert len(life.runs) > 3
