"""When the practice is open: its own days and zone, holidays, clock changes; saved, read back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidRequest
from app.domain.opening_hours import (
    DEFAULT_HOURS,
    Hours,
    OpeningHours,
    opening_hours_of,
)

ZONE = "Australia/Sydney"
NEVER = OpeningHours(week=(None,) * 7)
NIGHTS = OpeningHours(week=(Hours(opens=time(1), closes=time(4)),) * 7)
"""Open around the hour that the clock change takes away or gives."""

SPRING, AUTUMN = "2026-10-04", "2026-04-05"
HALF_AN_HOUR = timedelta(minutes=30)


def at(text, day="2026-03-04", zone=ZONE):
    """A Wednesday's local time, unless another day is named, as UTC."""
    moment = datetime.fromisoformat(f"{day} {text}").replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "is_open", "is_awake"),
    [
        ("06:29:59", False, False),
        ("06:30", False, True),
        ("07:00", True, True),
        ("18:59:59", True, True),
        ("19:00", False, False),
    ],
)
def test_it_opens_on_the_minute_and_is_awake_half_an_hour_before(text, is_open, is_awake):
    assert DEFAULT_HOURS.is_open(at(text), timezone=ZONE) is is_open
    assert DEFAULT_HOURS.is_awake(at(text), timezone=ZONE) is is_awake


def test_the_day_is_the_practices_not_this_pcs():
    monday_in_sydney = at("07:30", "2026-03-02")
    assert monday_in_sydney.astimezone(UTC).weekday() == 6
    assert DEFAULT_HOURS.is_open(monday_in_sydney, timezone=ZONE)
    assert not DEFAULT_HOURS.is_open(monday_in_sydney, timezone="Australia/Perth")


def test_a_holiday_is_closed_all_day_and_wakes_nobody():
    hours = replace(DEFAULT_HOURS, holidays=frozenset({date(2026, 3, 5)}))
    thursday = "2026-03-05"
    assert not hours.is_awake(at("12:00", thursday), timezone=ZONE)
    assert not hours.is_awake(at("06:45", thursday), timezone=ZONE)
    waking = hours.next_waking(at("20:00"), timezone=ZONE)
    assert waking == at("06:30", "2026-03-06")
    assert hours.of(date(2026, 3, 5)) is None
    assert hours.next_working_day(date(2026, 3, 4)) == date(2026, 3, 6)


def test_the_next_waking_is_strictly_later():
    waking = at("06:30", "2026-03-05")
    assert DEFAULT_HOURS.next_waking(waking - timedelta(seconds=1), timezone=ZONE) == waking
    assert DEFAULT_HOURS.next_waking(waking, timezone=ZONE) == at("06:30", "2026-03-06")


def test_a_weekend_ends_on_monday():
    assert DEFAULT_HOURS.next_waking(at("13:00", "2026-03-07"), timezone=ZONE) == at(
        "06:30", "2026-03-09"
    )
    assert DEFAULT_HOURS.next_working_day(date(2026, 3, 7)) == date(2026, 3, 9)


def test_who_never_opens_never_wakes_and_has_tomorrow_for_a_working_day():
    assert NEVER.next_waking(at("12:00"), timezone=ZONE) is None
    assert not NEVER.is_awake(at("12:00"), timezone=ZONE)
    assert NEVER.opened_at(at("12:00"), timezone=ZONE) is None
    assert NEVER.next_working_day(date(2026, 3, 4)) == date(2026, 3, 5)


def test_when_it_opened_is_told_while_it_is_open():
    assert DEFAULT_HOURS.opened_at(at("12:00"), timezone=ZONE) == at("07:00")
    assert DEFAULT_HOURS.opened_at(at("06:45"), timezone=ZONE) is None


@pytest.mark.parametrize(("day", "length_h"), [(SPRING, 2), (AUTUMN, 4), ("2026-03-04", 3)])
def test_a_day_of_clock_change_is_open_by_the_wall_and_shorter_or_longer_in_truth(day, length_h):
    minutes = range(0, 24 * 60, 5)
    moments = [at("00:00", day) + timedelta(minutes=minute) for minute in minutes]
    opened = [moment for moment in moments if NIGHTS.is_open(moment, timezone=ZONE)]
    assert len(opened) * 5 == length_h * 60
    assert opened[0] == at("01:00", day)


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
@pytest.mark.parametrize("zone", [UTC, ZoneInfo(ZONE), ZoneInfo("Europe/London")])
def test_the_warm_up_is_half_a_real_hour_whatever_zone_it_is_asked_in(day, zone):
    week = (Hours(opens=time(3), closes=time(12)),) * 7
    hours = OpeningHours(week=week)
    waking = hours.next_waking(at("00:30", day).astimezone(zone), timezone=ZONE)
    assert waking.astimezone(UTC) == at("03:00", day) - HALF_AN_HOUR
    awake_from = at("03:00", day) - HALF_AN_HOUR
    just_before = awake_from - timedelta(seconds=1)
    assert hours.is_awake(awake_from.astimezone(zone), timezone=ZONE)
    assert not hours.is_awake(just_before.astimezone(zone), timezone=ZONE)


TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def some_hours(draw):
    """Any practice's week and holidays."""
    week = []
    for _ in range(7):
        opens, closes = sorted((draw(TIMES), draw(TIMES)))
        is_closed = opens == closes or draw(st.booleans())
        week.append(None if is_closed else Hours(opens=opens, closes=closes))
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    return OpeningHours(week=tuple(week), holidays=draw(st.frozensets(days, max_size=4)))


MOMENTS = st.integers(0, 365 * 1440).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(some_hours())
def test_what_is_saved_is_read_back(hours):
    assert OpeningHours.from_text(hours.to_text()) == hours
    assert opening_hours_of(hours.to_text()) == hours


@given(some_hours(), MOMENTS)
def test_the_next_waking_is_awake_and_nothing_opens_before_it(hours, now):
    waking = hours.next_waking(now, timezone=ZONE)
    if waking is not None:
        assert hours.is_awake(waking, timezone=ZONE)
    if hours.is_awake(now, timezone=ZONE):
        return
    moment, last = now, waking or now + timedelta(days=14)
    while moment < last:
        assert not hours.is_awake(moment, timezone=ZONE)
        moment += timedelta(hours=5, minutes=7)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        ";",
        "-,-,-,-,-,-",
        "-,-,-,-,-,-,-,-",
        "18:00-08:00,-,-,-,-,-,-;",
        "08:00-08:00,-,-,-,-,-,-;",
        "08:00,-,-,-,-,-,-;",
        "08:00-12:00-18:00,-,-,-,-,-,-;",
        "25:00-26:00,-,-,-,-,-,-;",
        "08:00Z-18:00Z,-,-,-,-,-,-;",
        "08:00Z-18:00,-,-,-,-,-,-;",
        "08:00:30-18:00,-,-,-,-,-,-;",
        "-,-,-,-,-,-,-;2026-02-30",
        "-,-,-,-,-,-,-;tomorrow",
        "\x00",
    ],
)
def test_nonsense_is_refused_and_stands_for_the_usual_hours(text):
    with pytest.raises(InvalidRequest):
        OpeningHours.from_text(text)
    assert opening_hours_of(text) == DEFAULT_HOURS


@given(st.text(max_size=80))
def test_no_text_at_all_breaks_the_reading(text):
    assert isinstance(opening_hours_of(text), OpeningHours)


@pytest.mark.parametrize("saved", [None, ""])
def test_where_nothing_is_saved_the_usual_hours_hold(saved):
    assert opening_hours_of(saved) == DEFAULT_HOURS
