"""The vendors' Date headers tell whether this PC's clock is wrong."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.adapters.clock_watch import ClockWatch

NOON = datetime(2026, 3, 4, 1, 0, 0, 400_000, tzinfo=UTC)


def skew_after(*differences, took=0.2, **more):
    """The skew after answers by vendors whose clock is `differences` minutes behind this PC's."""
    watch = ClockWatch()
    for minutes in differences:
        told = format_datetime(NOON - timedelta(minutes=minutes), usegmt=True)
        headers = {"date": told, **more}
        watch.note(headers, sent=NOON, came=NOON + timedelta(seconds=took))
    return watch.skew


def test_a_clock_that_is_right_has_no_difference():
    assert skew_after(0, 0, 0) == timedelta(0)


@pytest.mark.parametrize("minutes", [7, -7])
def test_fast_and_slow_are_told_to_the_second(minutes):
    skew = skew_after(*[minutes] * 4)
    assert abs(skew - timedelta(minutes=minutes)) < timedelta(seconds=1.5)


def test_a_slow_answer_is_no_wrong_clock():
    assert skew_after(0, 0, 0, took=400) == timedelta(0)


def test_one_odd_server_changes_nothing():
    assert skew_after(0, 0, 90, 0, 0) == timedelta(0)


def test_two_answers_are_not_enough_and_a_caches_answer_is_none():
    assert skew_after(7, 7) is None
    assert skew_after(7, 7, 7, 7, age="420") is None


@pytest.mark.parametrize("text", ["", "yesterday", "Wed, 99 Foo 2026 99:99:99 GMT", "x" * 999])
def test_a_date_that_is_none_is_ignored(text):
    watch = ClockWatch()
    for _ in range(5):
        watch.note({"date": text}, sent=NOON, came=NOON)
    assert watch.skew is None


def test_after_the_clock_is_set_right_the_difference_goes():
    watch = ClockWatch()
    for minutes in [7] * 9 + [0] * 5:
        told = format_datetime(NOON - timedelta(minutes=minutes), usegmt=True)
        watch.note({"date": told}, sent=NOON, came=NOON)
    assert watch.skew == timedelta(0)
