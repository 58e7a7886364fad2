"""J19: clock changes and other zones; the list shows the practice's own wall clock."""

import datetime as dt
import time
import zoneinfo

import pytest

from tests.end_to_end.jobs.newtown import at, newtown
from tests.end_to_end.jobs.reception import reception

FORWARD, BACK = dt.date(2025, 10, 5), dt.date(2026, 4, 5)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (FORWARD, "Clocks went forward 1 hour at 2:00 am"),
        (BACK, "Clocks went back 1 hour at 3:00 am"),
    ],
)
async def test_j19_the_day_the_clocks_change_is_told_and_keeps_its_order(
    qapp, tmp_path, day, words
):
    practice = newtown(day)
    nair = practice.practitioners()[0].id
    first = next(row for row in practice.appointments(day) if row.practitioner_id == nair)
    for clock in ("01:30", "02:30", "03:30"):
        practice.add(
            practitioner_id=first.practitioner_id,
            start=at(clock, day),
            minutes=15,
            patient_ids=first.patient_ids,
        )
    async with reception(
        qapp,
        tmp_path,
        job=f"J19 {words}",
        budget_actions=0,
        budget_s=5,
        now=at("08:00", day),
        practice=practice,
    ) as person:
        await person.open()
        person.begin()
        starts = [card.split(",")[0] for card in person.cards(0)]
        forward = ["1:30 am", "3:30 am", "3:30 am"]
        expected = forward if day == FORWARD else ["1:30 am", "2:30 am", "3:30 am"]
        assert starts[:3] == expected
        assert starts[3] == "9:00 am"
        await person.until_told(person.window, words)


@pytest.fixture
def own_zone(monkeypatch):
    """The PC's zone is the test's, and what it was afterwards."""
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "pc_zone", "warning"),
    [
        ("Australia/Sydney", "Australia/Perth", "Practice time: Sydney (this PC is on Perth time)"),
        ("Australia/Adelaide", "Australia/Sydney", "Practice time: Adelaide"),
        ("Australia/Sydney", "Australia/Sydney", ""),
    ],
)
@pytest.mark.usefixtures("own_zone")
async def test_j19_the_practice_clock_is_shown_whatever_the_pc_says(
    qapp, tmp_path, monkeypatch, zone, pc_zone, warning
):
    here = zoneinfo.ZoneInfo(zone)
    async with reception(
        qapp,
        tmp_path,
        job=f"J19 {zone.split('/')[1]} on a PC in {pc_zone.split('/')[1]}",
        budget_actions=0,
        budget_s=5,
        now=at("07:30", zone=here),
        practice=newtown(zone=zone),
    ) as person:
        monkeypatch.setenv("TZ", pc_zone)
        time.tzset()
        await person.open()
        person.begin()
        assert person.cards(0)[0].startswith("9:00 am, Alice Brown")
        assert person.window.today.context.feed.snapshot.sheet.day == dt.date(2025, 11, 18)
        await person.until_told(person.window.status_bar, warning)
        bar = person.words_in(person.window.status_bar)
        assert warning or "this PC is on" not in bar
