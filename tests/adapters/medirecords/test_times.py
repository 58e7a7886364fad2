"""The practice's wall clock read as instants, above all where clocks change; lengths in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis
import hypothesis.strategies as st
import pytest

from app.adapters.pms.medirecords.times import day_bounds, read_length, read_local_time

MELBOURNE = ZoneInfo("Australia/Melbourne")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
BRISBANE = ZoneInfo("Australia/Brisbane")


def at(text, zone=MELBOURNE):
    return read_local_time(text, zone)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-01-15T09:00", "2026-01-15T09:00:00", "2026-01-15T09:00:00.000"]
)
def test_a_local_time_is_read_in_the_practices_zone_with_and_without_seconds(text):
    assert at(text) == utc(2026, 1, 14, 22, 0)
    assert at(text, BRISBANE) == utc(2026, 1, 14, 23, 0)
    assert at(text).tzinfo is UTC


def test_seconds_and_fractions_count():
    assert at("2026-01-15T09:00:30.250") == utc(2026, 1, 14, 22, 0, 30, 250_000)
    assert at("2026-01-15T09:00:30.123456789") == utc(2026, 1, 14, 22, 0, 30, 123_456)


def test_a_time_that_comes_twice_is_the_first_of_the_two():
    # On 5 April 2026 Melbourne's clocks go from 3 am (+11) back to 2 am (+10).
    assert at("2026-04-05T02:30") == utc(2026, 4, 4, 15, 30)
    assert at("2026-04-05T01:59") == utc(2026, 4, 4, 14, 59)
    assert at("2026-04-05T03:00") == utc(2026, 4, 4, 17, 0)
    assert at("2026-04-05T01:45", LORD_HOWE) == utc(2026, 4, 4, 14, 45)


def test_a_time_that_does_not_exist_is_shifted_forward_by_the_change():
    # On 4 October 2026 Melbourne's clocks go from 2 am (+10) to 3 am (+11).
    assert at("2026-10-04T02:30") == at("2026-10-04T03:30") == utc(2026, 10, 3, 16, 30)
    assert at("2026-10-04T01:59") == utc(2026, 10, 3, 15, 59)
    # Lord Howe's change is half an hour: 2:15 becomes 2:45.
    assert at("2026-10-04T02:15", LORD_HOWE) == at("2026-10-04T02:45", LORD_HOWE)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15T09:00+10:00",
        "2026-01-15T09:00:00.000+1000",
        "2026-01-14T23:00Z",
        "2026-01-14T23:00:00.000+0000",
    ],
)
def test_an_offset_that_is_there_against_the_documentation_is_honoured(text):
    assert at(text) == utc(2026, 1, 14, 23, 0)


@pytest.mark.parametrize(
    "value",
    [
        None, 5, True, "", "soon", "2026-01-15", "09:00", "2026-01-15 09:00", "20260115T0900",
        "2026-02-30T09:00", "2026-01-15T24:00", "1926-01-15T09:00", "2026-01-15T09:00+99:00",
        "2026-01-15T09:00 ", "٢٠٢٦-01-15T09:00", "2026-01-15T09:00" + "0" * 50, ["2026-01-15T09"],
    ],
)  # fmt: skip
def test_anything_else_is_no_time(value):
    assert at(value) is None


@hypothesis.given(
    st.datetimes(min_value=datetime(2000, 1, 2), max_value=datetime(2099, 12, 30)),  # noqa: DTZ001
    st.sampled_from((MELBOURNE, LORD_HOWE, BRISBANE, ZoneInfo("America/Sao_Paulo"))),
)
def test_every_wall_clock_time_is_itself_or_shifted_by_a_change(moment, zone):
    moment = moment.replace(microsecond=0)
    read = at(moment.isoformat(), zone)
    shown = read.astimezone(zone).replace(tzinfo=None)
    is_skipped = shown != moment
    assert timedelta(0) <= shown - moment <= timedelta(hours=1)
    before, after = (read + timedelta(hours=h) for h in (-2, 2))
    changes = before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    assert changes or not is_skipped


def test_a_days_bounds_are_minutes_without_an_offset():
    assert day_bounds(date(2026, 4, 5)) == ("2026-04-05T00:00", "2026-04-05T23:59")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15 mins", 15), ("5 min", 5), ("4 hrs", 240), ("1 hr", 60), ("1 hour", 60),
        ("1 hr 30 mins", 90), ("1.5 hrs", 90), ("2h", 120), ("1h15m", 75), ("90", 90),
        ("  45   MINUTES ", 45), ("24 hrs", 1440),
    ],
)  # fmt: skip
def test_a_length_in_words_is_minutes(text, minutes):
    assert read_length(text) == minutes


@pytest.mark.parametrize(
    "value",
    [None, 15, "", " ", "0 mins", "0", "25 hrs", "99999", "a while", "-5 mins", "15 mins later",
     "half an hour", "1e3 mins", "٤ hrs", "1" * 60, "2 weeks"],
)  # fmt: skip
def test_what_is_no_length_is_none(value):
    assert read_length(value) is None
