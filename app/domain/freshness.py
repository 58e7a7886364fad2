"""Can this list be trusted? Reads last success and last try, two facts, into a state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class FreshnessState(StrEnum):
    """From best to worst in the order of `_SEVERITY`; CHECKING is added by who knows of a run."""

    NEVER = "never"
    UP_TO_DATE = "up_to_date"
    AGEING = "ageing"
    PARTLY = "partly"
    OUT_OF_DATE = "out_of_date"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"


_SEVERITY = (
    FreshnessState.UP_TO_DATE,
    FreshnessState.AGEING,
    FreshnessState.NEVER,
    FreshnessState.PARTLY,
    FreshnessState.OUT_OF_DATE,
    FreshnessState.OFFLINE,
    FreshnessState.SIGN_IN,
)

_SIGN_IN_CODES = frozenset({"AUTH-02", "AUTH-03", "AUTH-07", "AUTH-08"})
_OFFLINE_CODES = frozenset({"NET-01"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A state with the facts behind it (aware UTC)."""

    state: FreshnessState
    last_success_at: datetime | None
    last_attempt_at: datetime | None
    error_code: str | None = None
    error: str | None = None
    fresh_columns: int = 0
    all_columns: int = 0

    @property
    def is_good(self) -> bool:
        """Young, and its last check went well."""
        young = (FreshnessState.UP_TO_DATE, FreshnessState.AGEING)
        return self.state in young and self.error_code is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFacts:
    """What is stored of a connection's or a practitioner's syncing (aware UTC)."""

    last_success_at: datetime | None
    last_attempt_at: datetime | None
    error_code: str | None = None
    error: str | None = None
    failures_in_a_row: int = 0


def freshness_of(facts: SyncFacts, *, now: datetime, interval: timedelta) -> Freshness:
    """The state of one connection or column; `interval` is the connection's own."""
    return Freshness(
        state=_state_of(facts, now=now, interval=interval),
        last_success_at=facts.last_success_at,
        last_attempt_at=facts.last_attempt_at,
        error_code=facts.error_code,
        error=facts.error,
    )


def needs_a_person(error_code: str | None) -> bool:
    """True for faults that no further try can cure: a sign-in was refused."""
    return error_code in _SIGN_IN_CODES


def _state_of(facts: SyncFacts, *, now: datetime, interval: timedelta) -> FreshnessState:
    if needs_a_person(facts.error_code):
        return FreshnessState.SIGN_IN
    if facts.last_success_at is None:
        return FreshnessState.OUT_OF_DATE if facts.error_code else FreshnessState.NEVER
    if facts.error_code in _OFFLINE_CODES:
        return FreshnessState.OFFLINE
    age = now - facts.last_success_at
    if facts.failures_in_a_row >= 3 or age > _limit(interval):
        return FreshnessState.OUT_OF_DATE
    return FreshnessState.AGEING if age > 2 * interval else FreshnessState.UP_TO_DATE


def _limit(interval: timedelta) -> timedelta:
    """Four intervals, at least 20 and at most 60 minutes; but never before AGEING begins."""
    four = max(timedelta(minutes=20), min(4 * interval, timedelta(minutes=60)))
    return max(four, 2 * interval)


def worst(parts: Iterable[Freshness]) -> Freshness:
    """One freshness for several columns or connections: the worst state, the oldest success.

    Some columns good and some not is PARTLY, however young the others' lists still are, unless a
    person must sign in or there is no internet.
    """
    each = tuple(parts)
    if not each:
        return Freshness(state=FreshnessState.NEVER, last_success_at=None, last_attempt_at=None)
    lead = max(each, key=lambda part: (_SEVERITY.index(part.state), part.error_code is not None))
    good = sum(part.is_good for part in each)
    state = lead.state
    if 0 < good < len(each) and state not in (FreshnessState.OFFLINE, FreshnessState.SIGN_IN):
        state = FreshnessState.PARTLY
    return Freshness(
        state=state,
        last_success_at=_oldest(part.last_success_at for part in each),
        last_attempt_at=max((p.last_attempt_at for p in each if p.last_attempt_at), default=None),
        error_code=lead.error_code,
        error=lead.error,
        fresh_columns=good,
        all_columns=len(each),
    )


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
