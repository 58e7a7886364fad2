"""Can this list be trusted? Reads last success and last try, two facts, into a state.

`I`, the interval, is the connection's own:

| age | state |
|---|---|
| up to 2·I, at most an hour | up to date |
| up to 4·I, at least 20 minutes, at most an hour; but always up to I and 15 minutes | ageing |
| beyond | out of date |

So a list that is checked every two hours says "Checked 1 h 40 min ago" for the most part of them,
and is out of date when a check was missed. Without the quarter of an hour beyond I it would be red
before each of its checks; without the hour nobody would know that "up to date" is from the morning.
A success in the future has no known age: the clock was set back since.

A single failed try does not make a young list old: its state stays what its age says, the fault
travels beside it (`error_code`) and is told by the banner and the column. From the third failure in
a row the list is out of date, whatever its age and whatever the hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.situation import ALWAYS_OPEN, Situation


class FreshnessState(StrEnum):
    """From best to worst in the order of `_SEVERITY`; CHECKING is added by who knows of a run."""

    NEVER = "never"
    UP_TO_DATE = "up_to_date"
    CLOSED = "closed"
    AGEING = "ageing"
    PAUSED = "paused"
    PARTLY = "partly"
    OUT_OF_DATE = "out_of_date"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"


_SEVERITY = (
    FreshnessState.CLOSED,
    FreshnessState.UP_TO_DATE,
    FreshnessState.AGEING,
    FreshnessState.PAUSED,
    FreshnessState.NEVER,
    FreshnessState.PARTLY,
    FreshnessState.OUT_OF_DATE,
    FreshnessState.OFFLINE,
    FreshnessState.SIGN_IN,
)

_GOOD = (FreshnessState.UP_TO_DATE, FreshnessState.AGEING, FreshnessState.CLOSED)

TOO_MANY_FAILURES = 3

_AT_LEAST = timedelta(minutes=20)
_AT_MOST = timedelta(minutes=60)
_LATE = timedelta(minutes=15)
_CLOCKS_DIFFER = timedelta(minutes=2)

_SIGN_IN_CODES = frozenset({"AUTH-02", "AUTH-03", "AUTH-07", "AUTH-08"})
_OFFLINE_CODES = frozenset({"NET-01"})
_NO_WAY_CODES = frozenset({"NET-01", "NET-02", "NET-03"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A state with the facts behind it (aware UTC).

    `next_check_at` is told of a closed practice's list by whoever knows the schedule
    (`with_next_check`), `paused_until` and `paused_by` (a person's name) of a paused one.
    """

    state: FreshnessState
    last_success_at: datetime | None
    last_attempt_at: datetime | None
    error_code: str | None = None
    error: str | None = None
    fresh_columns: int = 0
    all_columns: int = 0
    next_check_at: datetime | None = None
    paused_until: datetime | None = None
    paused_by: str | None = None

    @property
    def is_good(self) -> bool:
        """As young as it has to be at this hour, and its last check went well."""
        return self.state in _GOOD and self.error_code is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFacts:
    """What is stored of a connection's or a practitioner's syncing (aware UTC).

    `was_read_before`: an earlier day of it was read, though this one not yet.
    """

    last_success_at: datetime | None
    last_attempt_at: datetime | None
    error_code: str | None = None
    error: str | None = None
    failures_in_a_row: int = 0
    was_read_before: bool = False


def freshness_of(
    facts: SyncFacts, *, now: datetime, interval: timedelta, situation: Situation = ALWAYS_OPEN
) -> Freshness:
    """The state of one connection or column; `interval` is the connection's own."""
    state = _state_of(facts, now=now, interval=interval, situation=situation)
    is_paused = state is FreshnessState.PAUSED
    return Freshness(
        state=state,
        last_success_at=facts.last_success_at,
        last_attempt_at=facts.last_attempt_at,
        error_code=facts.error_code,
        error=facts.error,
        paused_until=situation.paused_until if is_paused else None,
        paused_by=situation.paused_by if is_paused else None,
    )


def needs_a_person(error_code: str | None) -> bool:
    """True for faults that no further try can cure: a sign-in was refused."""
    return error_code in _SIGN_IN_CODES


def has_no_way(error_code: str | None) -> bool:
    """True for faults of the way to the system: no list of any day can be had over it."""
    return error_code in _NO_WAY_CODES


def is_young(checked_at: datetime, *, now: datetime, interval: timedelta) -> bool:
    """True while a list that was checked then is up to date."""
    age = _age(checked_at, now)
    return age is not None and age <= min(2 * interval, _AT_MOST)


def _state_of(
    facts: SyncFacts, *, now: datetime, interval: timedelta, situation: Situation
) -> FreshnessState:
    """A refused sign-in outlives a pause; everything else a person who paused knows of."""
    if needs_a_person(facts.error_code):
        return FreshnessState.SIGN_IN
    if situation.is_paused(now):
        return FreshnessState.PAUSED
    if facts.last_success_at is None:
        return _never_read(facts, is_open=situation.is_open(now))
    if facts.error_code in _OFFLINE_CODES:
        return FreshnessState.OFFLINE
    if facts.failures_in_a_row >= TOO_MANY_FAILURES:
        return FreshnessState.OUT_OF_DATE
    if is_young(facts.last_success_at, now=now, interval=interval):
        return FreshnessState.UP_TO_DATE
    if not situation.is_open(now):
        return FreshnessState.CLOSED
    # In the first minutes of the day the night's age is nobody's fault, unless a check failed.
    is_excused = situation.has_just_opened(now) and facts.error_code is None
    age = _age(facts.last_success_at, now)
    is_old = age is None or age > _limit(interval)
    return FreshnessState.OUT_OF_DATE if is_old and not is_excused else FreshnessState.AGEING


def _never_read(facts: SyncFacts, *, is_open: bool) -> FreshnessState:
    if facts.error_code:
        return FreshnessState.OUT_OF_DATE
    is_waiting = facts.was_read_before and not is_open  # a new day, before its first check
    return FreshnessState.CLOSED if is_waiting else FreshnessState.NEVER


def _age(checked_at: datetime, now: datetime) -> timedelta | None:
    """None for an instant that is yet to come: the clock was set back since."""
    age = now - checked_at
    return None if age < -_CLOCKS_DIFFER else max(age, timedelta(0))


def _limit(interval: timedelta) -> timedelta:
    """From what age on a list is out of date."""
    return max(_AT_LEAST, min(4 * interval, _AT_MOST), interval + _LATE)


def worst(parts: Iterable[Freshness]) -> Freshness:
    """One freshness for several columns or connections: the worst state, the oldest success.

    Some columns good and some not is PARTLY, however young the others' lists still are, unless a
    person must sign in, there is no internet, or a person paused all of those that are not.
    """
    each = tuple(parts)
    if not each:
        return Freshness(state=FreshnessState.NEVER, last_success_at=None, last_attempt_at=None)
    lead = max(each, key=lambda part: (_SEVERITY.index(part.state), part.error_code is not None))
    # A closed practice's list is as old as it should be: beside an open one's its age is no news.
    counted = [part for part in each if part.state is not FreshnessState.CLOSED] or each
    return replace(
        lead,
        state=FreshnessState.PARTLY if _is_partly(each, lead.state) else lead.state,
        last_success_at=_oldest(part.last_success_at for part in counted),
        last_attempt_at=max((p.last_attempt_at for p in each if p.last_attempt_at), default=None),
        fresh_columns=sum(part.is_good for part in each),
        all_columns=len(each),
    )


def _is_partly(each: tuple[Freshness, ...], lead: FreshnessState) -> bool:
    if lead in (FreshnessState.OFFLINE, FreshnessState.SIGN_IN):
        return False
    has_fault = any(not part.is_good and part.state is not FreshnessState.PAUSED for part in each)
    return has_fault and any(part.is_good for part in each)


def with_next_check(freshness: Freshness, at: datetime | None, *, now: datetime) -> Freshness:
    """A closed practice's list with its next check, as the schedule has it; one that is due
    already is on its way and has no time.
    """
    if freshness.state is not FreshnessState.CLOSED or at is None or at <= now:
        return freshness
    return replace(freshness, next_check_at=at)


def with_fault(freshness: Freshness, *, code: str | None, error: str | None) -> Freshness:
    """A fault of a whole connection that no column shows: the list is partly updated at best."""
    if code is None or not freshness.is_good:
        return freshness
    return replace(freshness, state=FreshnessState.PARTLY, error_code=code, error=error)


def _oldest(instants: Iterable[datetime | None]) -> datetime | None:
    """The earliest instant, None when any is missing: a column without success has no age."""
    known = tuple(instants)
    dated = [instant for instant in known if instant is not None]
    return min(dated) if len(dated) == len(known) and dated else None
