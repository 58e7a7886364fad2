"""The too-quiet alarm of ux.md 3.3: in opening hours only, and only about a list that was read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.opening_hours import opening_hours_of
from app.domain.quiet import QuietFacts, quiet_alarm
from app.domain.situation import Situation

SYDNEY = "Australia/Sydney"
DAY = date(2026, 3, 3)  # a Tuesday in summer time (UTC+11)
HOURS = opening_hours_of("08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,08:00-18:00,-,-;")


def at(hour, minute=0):
    return datetime(2026, 3, 3, hour, minute, tzinfo=UTC) - timedelta(hours=11)


def alarm(
    now, *, found=22, earlier=(22, 20, 24, 22), changed=None, read="now", busy=(), interval=15
):
    facts = QuietFacts(
        connection_id="connection-1",
        system="Gentu",
        day=DAY,
        found=found,
        earlier=earlier,
        changed_at=changed,
        read_at=now if read == "now" else read,
        interval=timedelta(minutes=interval),
    )
    situation = Situation(hours=HOURS, timezone=SYDNEY, busy=busy)
    return quiet_alarm(facts, situation=situation, now=now)


@pytest.mark.parametrize(
    ("found", "earlier", "usual"),
    [
        (3, (22, 20, 24, 22), 22),
        (8, (22, 20, 24, 22), 22),
        (9, (22, 20, 24, 22), None),  # 40 % of 22 is 8.8
        (3, (22, 20, 24), None),  # too few weeks to know
        (0, (0, 0, 0, 0), None),
        (3, (22, 0, 22, 22), 22),  # one holiday among them changes nothing
        (3, (22, 22, 22, 22, 1, 1, 1, 1), 22),  # only the last four count
    ],
)
def test_far_fewer_appointments_than_usual_are_told(found, earlier, usual):
    told = alarm(at(8, 5), found=found, earlier=earlier, changed=at(8, 1))
    assert (told and told.usual) == usual


@pytest.mark.parametrize(
    ("expected", "now", "facts"),
    [
        (at(9), at(12), {"changed": at(9)}),
        (None, at(11, 59), {"changed": at(9)}),
        (None, at(12), {"changed": at(9), "found": 14}),
        (at(9), at(12), {"changed": at(9), "found": 15}),
        # The night and the first minutes of the day are quiet by themselves.
        (None, at(8, 29), {"changed": at(8) - timedelta(hours=15)}),
        (None, at(10, 59), {"changed": at(8) - timedelta(hours=15)}),
        (at(8), at(11), {"changed": at(8) - timedelta(hours=15)}),
        (at(8), at(11), {"changed": None}),
    ],
)
def test_a_busy_day_in_which_nothing_changes_for_three_hours_is_told(expected, now, facts):
    told = alarm(now, **facts)
    assert (told and told.still_since) == expected


@pytest.mark.parametrize("now", [at(7, 30), at(18), at(20)])
def test_a_closed_practice_may_be_quiet(now):
    assert alarm(now, found=1) is None


def test_an_evening_with_patients_is_as_open_as_the_day():
    evening = ((at(18, 30), at(22)),)
    assert alarm(at(19), found=1, busy=evening).usual == 22
    assert alarm(at(22, 1), found=1, busy=evening) is None
    still = alarm(at(21, 30), changed=at(18), busy=evening)
    assert still.still_since == at(18, 30)


def test_an_old_list_has_its_own_banner():
    assert alarm(at(12), found=1, read=at(10), interval=1440) is None
    assert alarm(at(12), found=1, read=at(11, 20)) is None
    assert alarm(at(12), found=1, read=None) is None
