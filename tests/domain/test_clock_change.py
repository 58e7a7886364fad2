"""Daylight saving begins and ends at the hour that people there read on their clocks."""

from datetime import UTC, date, datetime

import pytest

from app.domain.clock_change import clock_change_of
from app.domain.practice_day import PracticeDay
from app.domain.words import clock_change_words

SPRING, AUTUMN = date(2025, 10, 5), date(2026, 4, 5)


@pytest.mark.parametrize(
    ("zone", "day", "words"),
    [
        ("Australia/Sydney", SPRING, "Clocks went forward 1 hour at 2:00 am."),
        ("Australia/Sydney", AUTUMN, "Clocks went back 1 hour at 3:00 am."),
        ("Australia/Adelaide", SPRING, "Clocks went forward 1 hour at 2:00 am."),
        ("Australia/Adelaide", AUTUMN, "Clocks went back 1 hour at 3:00 am."),
        ("Australia/Lord_Howe", SPRING, "Clocks went forward 30 minutes at 2:00 am."),
        ("Australia/Lord_Howe", AUTUMN, "Clocks went back 30 minutes at 2:00 am."),
        ("Pacific/Auckland", date(2025, 9, 28), "Clocks went forward 1 hour at 2:00 am."),
    ],
)
def test_the_hour_is_that_of_the_clocks_before_they_changed(zone, day, words):
    change = clock_change_of(PracticeDay(day=day, timezone=zone))
    noon = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    assert clock_change_words(change, now=noon) == words


def test_before_the_change_it_is_still_to_come():
    change = clock_change_of(PracticeDay(day=AUTUMN, timezone="Australia/Sydney"))
    early = datetime(2026, 4, 4, 14, 30, tzinfo=UTC)  # 1:30 am
    assert clock_change_words(change, now=early) == "Clocks go back 1 hour at 3:00 am."
    assert change.at == datetime(2026, 4, 4, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Australia/Brisbane", "Australia/Perth"])
def test_other_days_and_other_places_have_none(zone):
    assert clock_change_of(PracticeDay(day=date(2026, 3, 4), timezone=zone)) is None
    if zone != "Australia/Sydney":
        assert clock_change_of(PracticeDay(day=AUTUMN, timezone=zone)) is None
