"""Date parameters: prefixes against periods."""

import datetime as dt

import pytest

from app.sandbox.exchange import Refused
from app.sandbox.halaxy.dates import read_date

MOMENTS = {
    "before": "2026-01-14T23:59:59.999999Z",
    "first": "2026-01-15T00:00:00Z",
    "last": "2026-01-15T23:59:59.999999Z",
    "after": "2026-01-16T00:00:00Z",
}


@pytest.mark.parametrize(
    ("prefix", "fitting"),
    [
        ("", {"first", "last"}),
        ("eq", {"first", "last"}),
        ("ne", {"before", "after"}),
        ("gt", {"after"}),
        ("ge", {"first", "last", "after"}),
        ("lt", {"before"}),
        ("le", {"before", "first", "last"}),
    ],
)
def test_a_day_is_compared_as_a_whole(prefix, fitting):
    is_fitting = read_date("date", f"{prefix}2026-01-15")
    found = {name for name, at in MOMENTS.items() if is_fitting(dt.datetime.fromisoformat(at))}
    assert found == fitting
    assert not is_fitting(None)


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("2026-01-15T09:00+11:00", dt.timedelta(minutes=1)),
        ("2026-01-15T09:00:00+11:00", dt.timedelta(seconds=1)),
        ("2026-01-15T09:00:00.000+11:00", dt.timedelta(microseconds=1)),
    ],
)
def test_what_is_not_given_makes_the_period(value, length):
    test = read_date("date", value)
    assert test.first == dt.datetime(2026, 1, 14, 22, tzinfo=dt.UTC)
    assert test.end - test.first == length


@pytest.mark.parametrize(
    "value", ["gte2026-01-15", "2026-1-15", "2026-01-15T9:00", "0000-01-01", "9999-12-31"]
)
def test_what_is_no_date_or_ends_beyond_the_calendar_is_422(value):
    with pytest.raises(Refused) as refused:
        read_date("date", value)
    assert refused.value.answer.status == 422
