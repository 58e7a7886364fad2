"""The too-quiet alarm (DATA-04): a list that looks healthy and is probably not the right one.

Two signs (ux.md 3.3): nothing of a busy day has changed for hours, or far fewer appointments were
found than this weekday usually has. Both count while the practice is open only.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from app.domain.freshness import is_young
from app.domain.said import say
from app.domain.situation import Situation

BUSY_DAY = 15
STILL_FOR = timedelta(hours=3)
FEW_OF_USUAL = 0.4
WEEKDAYS_COMPARED = 4
_WEEKDAYS = (
    say("Mondays"),
    say("Tuesdays"),
    say("Wednesdays"),
    say("Thursdays"),
    say("Fridays"),
    say("Saturdays"),
    say("Sundays"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietFacts:
    """What is stored of a connection's day. `earlier`: appointments on the last same weekdays that
    were read whole, newest first. `changed_at` (aware UTC): the newest change of any kind, a row's
    coming included; `read_at`: the last good check, None when the day was never read.
    """

    connection_id: str
    system: str
    day: date
    found: int
    earlier: tuple[int, ...]
    changed_at: datetime | None
    read_at: datetime | None
    interval: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietAlarm:
    """`usual`: the median of the same weekdays, for a list that is too short; `still_since`: from
    when on nothing changed, for one that stands still. One of the two is set.
    """

    connection_id: str
    system: str
    day: date
    found: int
    usual: int | None = None
    still_since: datetime | None = None


def quiet_alarm(facts: QuietFacts, *, situation: Situation, now: datetime) -> QuietAlarm | None:
    """The alarm of a connection, None while all looks as usual, or nothing can be said.

    An old list has its own banner, so only a day that was read lately is judged.
    """
    if facts.read_at is None or not is_young(facts.read_at, now=now, interval=facts.interval):
        return None
    if not situation.is_open(now):
        return None
    usual = _usual(facts.earlier)
    if usual is not None and facts.found < FEW_OF_USUAL * usual:
        return _alarm(facts, usual=round(usual))
    still_since = _still_since(facts, situation, now)
    if facts.found >= BUSY_DAY and still_since is not None:
        return _alarm(facts, still_since=still_since)
    return None


def _alarm(
    facts: QuietFacts, *, usual: int | None = None, still_since: datetime | None = None
) -> QuietAlarm:
    return QuietAlarm(
        connection_id=facts.connection_id,
        system=facts.system,
        day=facts.day,
        found=facts.found,
        usual=usual,
        still_since=still_since,
    )


def _usual(earlier: tuple[int, ...]) -> float | None:
    """None before there are enough weeks to compare with."""
    if len(earlier) < WEEKDAYS_COMPARED:
        return None
    return median(earlier[:WEEKDAYS_COMPARED])


def _still_since(facts: QuietFacts, situation: Situation, now: datetime) -> datetime | None:
    """From when on nothing changed, where that is long enough; the night doesn't count."""
    opened = situation.opened_at(now)
    if opened is None:
        return None
    since = max(opened, facts.changed_at) if facts.changed_at else opened
    return since if now - since >= STILL_FOR else None


def weekday_of(day: date) -> str:
    """`Tuesdays`."""
    return _WEEKDAYS[day.weekday()]


def same_weekdays(day: date, *, weeks: int) -> tuple[date, ...]:
    """The same weekday of each of the weeks before, newest first."""
    return tuple(day - timedelta(weeks=week) for week in range(1, weeks + 1))
