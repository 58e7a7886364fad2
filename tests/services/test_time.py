"""The practice's day over clock changes and on PCs in other zones: asked for, stored, shown."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.practice_day import PracticeDay, local
from app.sandbox import made_up_practice
from tests.support.desk import Clock, front_desk

CHANGES = [
    ("Australia/Melbourne", date(2025, 4, 6)),
    ("Australia/Melbourne", date(2025, 10, 5)),
    ("Australia/Adelaide", date(2026, 4, 5)),
    ("Australia/Adelaide", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Australia/Lord_Howe", date(2027, 10, 3)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("America/Santiago", date(2026, 9, 6)),
]


def practice_of(zone, day):
    """A practice of that zone, its book empty."""
    practice = made_up_practice(day)
    practice.zone = zone
    for row in practice.appointments():
        practice.delete(row.id)
    return practice


@pytest.mark.parametrize(("zone", "day"), CHANGES)
async def test_on_a_day_of_a_clock_change_every_row_is_asked_for_and_on_its_day(
    tmp_path, zone, day
):
    span, tz = PracticeDay(day=day, timezone=zone), ZoneInfo(zone)
    practice = practice_of(zone, day)
    who = practice.practitioners()[0].id
    half_hours = int((span.end - span.start) / timedelta(minutes=30))
    starts = [span.start + timedelta(minutes=30 * number) for number in range(half_hours)]
    beyond = [span.start - timedelta(minutes=30), span.end, span.end - timedelta(seconds=1)]
    for start in (*starts, *beyond):
        practice.add(practitioner_id=who, start=start.astimezone(tz), minutes=15)
    clock = Clock(span.start + timedelta(hours=12))
    async with front_desk(tmp_path, practice=practice, clock=clock) as desk:
        await desk.sync()
        sheet = await desk.services.run_sheet.sheet()
        asked = [r.query for r in desk.sandbox.requests if r.path.endswith("/appointments")]
        again = await desk.sync()
    assert (sheet.day, sheet.timezone) == (day, zone)
    assert [row.start for row in sheet.rows] == [*starts, span.end - timedelta(seconds=1)]
    assert {local(row.start, zone).date() for row in sheet.rows} == {day}
    for query in asked:
        first, last = (datetime.fromisoformat(query[name]) for name in ("fromDate", "toDate"))
        assert first == span.start
        assert last == span.end - timedelta(milliseconds=1)
        assert first.utcoffset() == span.start.astimezone(tz).utcoffset()
    assert again.counts.unchanged == len(sheet.rows)


async def test_a_practice_in_no_zone_is_drawn_in_sydneys(tmp_path):
    practice = practice_of("Australia/Melbourne", date(2026, 3, 4))
    practice.zone = None
    async with front_desk(tmp_path, practice=practice) as desk:
        await desk.sync()
        assert (await desk.services.run_sheet.sheet()).timezone == "Australia/Sydney"
