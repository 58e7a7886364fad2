"""A fortnight in seconds: the real scheduler over a real database, on clocks of the test's."""

from collections import Counter
from datetime import date

import pytest

from tests.support.fortnight.desk import desktop, live_through, work_at_once
from tests.support.fortnight.desktop import DAY_S, HOUR_S, MINUTE_S, Event, events_of

DAYS = 14
FORTNIGHTS = {
    "spring, a clock that runs on": (date(2026, 9, 28), False),
    "autumn, a clock that sleeps too": (date(2026, 3, 30), True),
}


@pytest.mark.parametrize("name", FORTNIGHTS)
@pytest.mark.proves("R17")
async def test_a_fortnight_of_sleep_jumps_and_lost_networks_leaves_no_list_old(
    tmp_path, name, monkeypatch, figure
):
    bugs = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: bugs.append(kind))
    work_at_once(monkeypatch)
    first_day, has_stopping_clock = FORTNIGHTS[name]
    pc = desktop(first_day, has_stopping_clock=has_stopping_clock)
    life = await live_through(tmp_path, pc, events_of(DAYS, seed=1), ends_s=DAYS * DAY_S)
    counts = Counter(life.runs)
    print(f"{name}: {dict(counts)}, {life.looks} looks")
    figure(f"{name}: oldest list {life.longest_s / 60:.1f} min in {DAYS} days, 0 bursts")
    assert bugs == []
    assert life.faults.found() == {}
    assert life.times_told > 100
    assert set(counts) == {"scheduled", "wake", "network", "ahead"}
    assert counts["scheduled"] > 500


async def test_a_look_ahead_that_is_first_to_meet_a_lost_network_makes_no_untrue_promise(
    tmp_path, monkeypatch
):
    """It tells of another time than before, and that one is true as well."""
    work_at_once(monkeypatch)
    lost = Event(MINUTE_S / 2, "offline", 5 * MINUTE_S)
    pc = desktop(date(2026, 9, 28), hour=9)
    life = await live_through(tmp_path, pc, [lost], ends_s=HOUR_S)
    assert life.runs[:3] == ["scheduled", "ahead", "scheduled"], "that was another story"
    assert life.faults.found() == {}
