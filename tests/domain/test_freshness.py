"""The states of ux.md 3.3."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.freshness import Freshness, FreshnessState, SyncFacts, freshness_of, worst

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
        ("up_to_date", {"age": 100, "interval": 60}),  # but not before its own two intervals
        ("out_of_date", {"age": 121, "interval": 60}),
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
