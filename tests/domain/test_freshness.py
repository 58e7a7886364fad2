"""The states of ux.md 3.3."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.freshness import (
    Freshness,
    FreshnessState,
    SyncFacts,
    freshness_of,
    with_next_check,
    worst,
)
from app.domain.opening_hours import opening_hours_of
from app.domain.situation import Situation

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
FIFTEEN = timedelta(minutes=15)


def state(age=None, *, interval=15, code=None, failures=0):
    facts = SyncFacts(
        last_success_at=None if age is None else NOW - timedelta(minutes=age),
        last_attempt_at=NOW,
        error_code=code,
        failures_in_a_row=failures,
    )
    return freshness_of(facts, now=NOW, interval=timedelta(minutes=interval)).state


@pytest.mark.parametrize(
    ("expected", "facts"),
    [
        ("never", {}),
        ("up_to_date", {"age": 0}),
        ("up_to_date", {"age": 30}),
        ("ageing", {"age": 31}),
        ("ageing", {"age": 60}),
        ("out_of_date", {"age": 61}),
        ("up_to_date", {"age": 4, "interval": 2}),
        ("ageing", {"age": 20, "interval": 2}),  # never before 20 minutes
        ("out_of_date", {"age": 21, "interval": 2}),
        ("out_of_date", {"age": 61, "interval": 25}),  # never after 60
        # A longer interval than an hour's: never "up to date" for longer than an hour, and not
        # out of date before its own next check is late.
        ("up_to_date", {"age": 60, "interval": 60}),
        ("ageing", {"age": 75, "interval": 60}),
        ("out_of_date", {"age": 76, "interval": 60}),
        ("ageing", {"age": 110, "interval": 120}),
        ("out_of_date", {"age": 136, "interval": 120}),
        ("ageing", {"age": 61, "interval": 1440}),
        ("ageing", {"age": 1455, "interval": 1440}),
        ("out_of_date", {"age": 1456, "interval": 1440}),
        # The clock was set back since: nobody knows how old that is.
        ("up_to_date", {"age": -1}),
        ("out_of_date", {"age": -1200}),
        ("up_to_date", {"age": 5, "code": "NET-05", "failures": 1}),
        ("up_to_date", {"age": 5, "code": "NET-05", "failures": 2}),
        ("out_of_date", {"age": 5, "code": "NET-05", "failures": 3}),
        ("out_of_date", {"code": "NET-05", "failures": 1}),
        ("offline", {"age": 5, "code": "NET-01", "failures": 1}),
        ("offline", {"age": 500, "code": "NET-01", "failures": 9}),
        ("sign_in", {"age": 5, "code": "AUTH-02", "failures": 1}),
        ("sign_in", {"code": "AUTH-03"}),
        ("sign_in", {"age": 500, "code": "AUTH-07", "failures": 9}),
        ("sign_in", {"age": 5, "code": "AUTH-08", "failures": 1}),
    ],
)
def test_facts_are_read_into_their_state(expected, facts):
    assert state(**facts) == expected


def part(name, minutes=5, *, tried=NOW, code=None):
    success = None if name == "never" else NOW - timedelta(minutes=minutes)
    return Freshness(
        state=FreshnessState(name), last_success_at=success, last_attempt_at=tried, error_code=code
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), "never"),
        (("up_to_date", "up_to_date"), "up_to_date"),
        (("up_to_date", "ageing"), "ageing"),
        (("up_to_date", "out_of_date"), "partly"),
        (("ageing", "never"), "partly"),
        (("out_of_date", "out_of_date"), "out_of_date"),
        (("out_of_date", "never"), "out_of_date"),
        (("up_to_date", "offline"), "offline"),
        (("out_of_date", "sign_in", "up_to_date"), "sign_in"),
    ],
)
def test_several_columns_show_their_worst(parts, expected):
    assert worst(part(name) for name in parts).state == expected


def test_the_age_of_several_columns_is_that_of_the_oldest_and_none_with_one_never_read():
    both = worst([part("up_to_date", 5), part("ageing", 40)])
    assert both.last_success_at == NOW - timedelta(minutes=40)
    assert (both.fresh_columns, both.all_columns) == (2, 2)
    assert worst([part("up_to_date"), part("never")]).last_success_at is None


def test_a_young_column_whose_last_check_failed_is_not_a_good_one():
    both = worst([part("up_to_date"), part("up_to_date", code="NET-05")])
    assert (both.state, both.error_code, both.fresh_columns) == ("partly", "NET-05", 1)


def test_the_last_try_of_several_columns_is_the_newest():
    earlier = NOW - timedelta(minutes=15)
    parts = [part("up_to_date", tried=tried) for tried in (earlier, NOW, None)]
    assert worst(parts).last_attempt_at == NOW


SYDNEY = "Australia/Sydney"
# Weekdays 8 am to 6 pm; 4 March 2026 is a Wednesday, in summer time (UTC+11).
HOURS = opening_hours_of("08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,-,-;")


def in_sydney(hour, minute=0, *, day=4):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=11)


def seen_at(now, *, checked, code=None, failures=0, before=False, **situation):
    facts = SyncFacts(
        last_success_at=checked,
        last_attempt_at=checked,
        error_code=code,
        failures_in_a_row=failures,
        was_read_before=before,
    )
    place = Situation(hours=HOURS, timezone=SYDNEY, **situation)
    return freshness_of(facts, now=now, interval=timedelta(minutes=15), situation=place)


@pytest.mark.parametrize(
    ("expected", "now", "facts"),
    [
        ("ageing", in_sydney(17, 59), {"checked": in_sydney(17, 20)}),
        ("up_to_date", in_sydney(18, 10), {"checked": in_sydney(17, 55)}),
        ("closed", in_sydney(18, 30), {"checked": in_sydney(17, 55)}),
        ("closed", in_sydney(23), {"checked": in_sydney(17, 55)}),
        ("out_of_date", in_sydney(23), {"checked": in_sydney(17), "code": "NET-02", "failures": 3}),
        ("closed", in_sydney(23), {"checked": in_sydney(17), "code": "NET-02", "failures": 1}),
        ("offline", in_sydney(23), {"checked": in_sydney(17), "code": "NET-01"}),
        ("sign_in", in_sydney(23), {"checked": in_sydney(17), "code": "AUTH-02"}),
        ("closed", in_sydney(3), {"checked": None, "before": True}),
        ("never", in_sydney(3), {"checked": None}),
        ("never", in_sydney(9), {"checked": None, "before": True}),
        # The night is not held against a list in the first minutes; a failed check is.
        ("ageing", in_sydney(8, 3), {"checked": in_sydney(17, day=3)}),
        ("out_of_date", in_sydney(8, 3), {"checked": in_sydney(17, day=3), "code": "NET-02"}),
        ("out_of_date", in_sydney(8, 6), {"checked": in_sydney(17, day=3)}),
    ],
)
def test_age_counts_only_while_the_practice_is_open(expected, now, facts):
    assert seen_at(now, **facts).state == expected


# Saturday the 7th: closed by the hours, booked from 9 am to 5 pm.
BOOKED = {"busy": ((in_sydney(9, day=7), in_sydney(17, day=7)),)}


@pytest.mark.parametrize(
    ("expected", "hour", "facts"),
    [
        ("closed", 8, {}),
        ("ageing", 15, {"checked": in_sydney(14, 20, day=7)}),
        ("out_of_date", 15, {"checked": in_sydney(13, 50, day=7)}),
        ("out_of_date", 15, {"checked": in_sydney(9, day=7), "code": "NET-05", "failures": 2}),
        ("never", 15, {"checked": None, "before": True}),
        ("closed", 18, {"checked": in_sydney(16, day=7)}),
    ],
)
def test_a_practice_with_patients_is_open_whatever_its_hours_say(expected, hour, facts):
    told = {"checked": in_sydney(17, day=6)} | facts
    assert seen_at(in_sydney(hour, day=7), **told, **BOOKED).state == expected


def test_a_closed_practice_is_told_when_its_list_is_checked_next_by_who_knows():
    evening, due = seen_at(in_sydney(21), checked=in_sydney(17, 55)), in_sydney(7, 34, day=5)
    assert evening.next_check_at is None
    assert with_next_check(evening, due, now=in_sydney(21)).next_check_at == due
    assert with_next_check(evening, due, now=due).next_check_at is None
    is_open = seen_at(in_sydney(9), checked=in_sydney(8, 55))
    assert with_next_check(is_open, due, now=in_sydney(9)).next_check_at is None


def test_a_pause_that_a_clock_set_back_made_endless_is_none():
    pause = {"paused_until": in_sydney(0, day=9), "paused_by": "Kim"}
    assert seen_at(in_sydney(12), checked=in_sydney(11, 55), **pause).state == "up_to_date"


def test_a_pause_hides_every_fault_but_a_refused_sign_in_and_ends_by_itself():
    pause = {"paused_until": in_sydney(13), "paused_by": "Kim"}
    paused = seen_at(in_sydney(12), checked=in_sydney(9), code="NET-02", failures=9, **pause)
    assert (paused.state, paused.paused_until, paused.paused_by) == (
        "paused",
        in_sydney(13),
        "Kim",
    )
    over = seen_at(in_sydney(13), checked=in_sydney(9), **pause)
    assert (over.state, over.paused_until) == ("out_of_date", None)
    refused = seen_at(in_sydney(12), checked=in_sydney(9), code="AUTH-02", **pause)
    assert refused.state == "sign_in"


@pytest.mark.parametrize(
    ("parts", "expected", "good"),
    [
        (("paused", "up_to_date"), "paused", 1),
        (("paused", "out_of_date"), "out_of_date", 0),
        (("paused", "out_of_date", "up_to_date"), "partly", 1),
        (("closed", "closed"), "closed", 2),
        (("closed", "up_to_date"), "up_to_date", 2),
        (("closed", "out_of_date"), "partly", 1),
    ],
)
def test_a_paused_or_closed_part_is_no_fault_of_the_others(parts, expected, good):
    both = worst(part(name) for name in parts)
    assert (both.state, both.fresh_columns) == (expected, good)


def test_a_closed_practices_old_list_does_not_age_an_open_ones():
    both = worst([part("closed", 600), part("up_to_date", 5)])
    assert both.last_success_at == NOW - timedelta(minutes=5)
