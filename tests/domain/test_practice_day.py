"""A practice's day in its zone: no gap, no overlap, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidRequest
from app.domain.practice_day import PracticeDay, local, today, zone

ZONES = (
    "Australia/Melbourne", "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Perth",
    "Australia/Brisbane", "Australia/Darwin", "Australia/Hobart", "Australia/Eucla",
    "Pacific/Auckland", "Pacific/Chatham", "Africa/Cairo", "America/Santiago",
    "America/New_York", "Europe/London", "Asia/Kolkata", "UTC",
)  # fmt: skip
FIRST, DAYS = date(2025, 1, 1), 1095


@pytest.mark.proves("R16")
def test_17520_zone_days_tile_without_gap_or_overlap(figure):
    count, odd = 0, {}
    for name in ZONES:
        tz, end = ZoneInfo(name), None
        for number in range(DAYS):
            day = PracticeDay(day=FIRST + timedelta(days=number), timezone=name)
            start = day.start
            assert end is None or start == end, (name, day.day)
            end = day.end
            assert start.tzinfo is UTC
            assert start.astimezone(tz).date() == day.day
            assert (start - timedelta(seconds=1)).astimezone(tz).date() < day.day
            if end - start != timedelta(hours=24):
                odd.setdefault(name, []).append(day.clock_change())
            count += 1
    assert count == 17_520
    figure(f"{count:,} days: no gap, no overlap")
    assert len(odd["Australia/Melbourne"]) == 6
    half = timedelta(minutes=30)
    assert sorted(odd["Australia/Lord_Howe"]) == [-half] * 3 + [half] * 3
    assert not {"Australia/Perth", "Australia/Brisbane", "Asia/Kolkata", "UTC"} & set(odd)


@pytest.mark.parametrize(
    ("timezone", "day", "start"),
    [
        # Spring in Santiago and Cairo begins at midnight: 00:00 to 00:59 does not exist.
        ("America/Santiago", date(2025, 9, 7), "2025-09-07T01:00:00-03:00"),
        ("America/Santiago", date(2026, 9, 6), "2026-09-06T01:00:00-03:00"),
        ("Africa/Cairo", date(2025, 4, 25), "2025-04-25T01:00:00+03:00"),
        ("Africa/Cairo", date(2026, 4, 24), "2026-04-24T01:00:00+03:00"),
        # Autumn in Santiago and Cairo goes back over midnight: the earlier day has 25 hours.
        ("America/Santiago", date(2025, 4, 6), "2025-04-06T00:00:00-04:00"),
        ("Africa/Cairo", date(2025, 10, 31), "2025-10-31T00:00:00+02:00"),
        # Autumn in Havana and on the Azores repeats midnight: the day begins at the earlier one.
        ("America/Havana", date(2025, 11, 2), "2025-11-02T00:00:00-04:00"),
        ("Atlantic/Azores", date(2025, 10, 26), "2025-10-26T00:00:00+00:00"),
        # Toronto once went from 23:30 to 00:30: midnight lay in the middle of what was skipped.
        ("America/Toronto", date(1919, 3, 31), "1919-03-31T00:30:00-04:00"),
    ],
)
def test_a_midnight_that_clocks_skip_or_repeat_gives_the_days_first_moment(timezone, day, start):
    assert PracticeDay(day=day, timezone=timezone).start == datetime.fromisoformat(start)
    before = PracticeDay(day=day - timedelta(days=1), timezone=timezone)
    assert before.end == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    ("timezone", "day", "hours"),
    [
        ("Australia/Melbourne", date(2025, 4, 6), 25),
        ("Australia/Melbourne", date(2025, 10, 5), 23),
        ("Australia/Adelaide", date(2026, 4, 5), 25),
        ("Australia/Adelaide", date(2026, 10, 4), 23),
        ("Australia/Lord_Howe", date(2027, 4, 4), 24.5),
        ("Australia/Lord_Howe", date(2027, 10, 3), 23.5),
        ("Australia/Perth", date(2027, 10, 3), 24),
    ],
)
def test_days_of_a_clock_change_are_as_long_as_they_are(timezone, day, hours):
    span = PracticeDay(day=day, timezone=timezone)
    assert span.end - span.start == timedelta(hours=hours)
    assert span.clock_change() == timedelta(hours=24 - hours)


@given(
    moment=st.datetimes(
        min_value=datetime(2024, 1, 1),  # noqa: DTZ001  # given its zone below
        max_value=datetime(2030, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    timezone=st.sampled_from(ZONES),
)
def test_every_moment_is_in_exactly_the_day_its_wall_clock_shows(moment, timezone):
    day = today(moment, timezone)
    assert day.holds(moment)
    assert day.day == local(moment, timezone).date()
    for step in (-1, 1):
        other = PracticeDay(day=day.day + timedelta(days=step), timezone=timezone)
        assert not other.holds(moment)


@pytest.mark.parametrize("name", ["", "Australia/Melbourn", "../etc/passwd", "Not/AZone", "\0"])
def test_a_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(InvalidRequest):
        zone(name)
