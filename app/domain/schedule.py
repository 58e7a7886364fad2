"""When a connection's next timed sync is due: one answer for the scheduler and for the screen.

Due times are slots: whole multiples of the interval, moved by the connection's own share of it, so
that connections and PCs spread. They are absolute instants, which no daylight saving moves. Asked
again while nothing happens, the answer stays the same until it is due.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.domain.connection import Connection
from app.domain.freshness import needs_a_person
from app.domain.opening_hours import DEFAULT_HOURS, WARM_UP, OpeningHours
from app.domain.situation import Span, is_busy, is_pause_on

IN_USE_FOR = timedelta(minutes=10)
"""So long after the last key or click the window counts as in use."""

WHILE_IN_USE = timedelta(minutes=5)
APART = timedelta(seconds=60)
"""No two syncs of a connection are closer than this."""

LONGEST_RETRY = timedelta(minutes=15)
"""Longer we wait for no system, whatever it asks for."""

CRASHES = 3
AFTER_CRASHES = timedelta(hours=1)
LOOK_AHEAD_EVERY = timedelta(hours=1)

_SPREAD = timedelta(minutes=5)
_LATE = timedelta(seconds=60)
_MOMENT = timedelta(seconds=1)
_FAR_BACK = timedelta(days=8)
_FAR_AHEAD = timedelta(days=14)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What else than the connection decides (aware UTC).

    `started_at`: its newest run's start, of whatever day. `busy`: stored days with appointments; on
    an odd day an open practice's list is kept true too. `in_use_until`: as long as the window
    counts as in use if nobody touches it again; None before anybody did. `is_cured`: what only a
    person could put right, somebody has put right since the last sync.
    """

    hours: OpeningHours = DEFAULT_HOURS
    timezone: str = "UTC"
    started_at: datetime | None = None
    busy: tuple[Span, ...] = field(default=())
    in_use_until: datetime | None = None
    is_cured: bool = False

    def is_awake(self, at: datetime) -> bool:
        """True while the list is to be kept true, by the hours or by what is booked."""
        if self.hours.is_awake(at, timezone=self.timezone):
            return True
        return is_busy(self.busy, at, margin=WARM_UP)

    def is_in_use(self, at: datetime) -> bool:
        """True while the window counts as in use, unless somebody touches it again."""
        return self.in_use_until is not None and at <= self.in_use_until

    def next_waking(self, after: datetime) -> datetime | None:
        """When `is_awake` next becomes true, strictly later; None if not within two weeks."""
        wakings = [first - WARM_UP for first, _ in self.busy if first - WARM_UP > after]
        by_hours = self.hours.next_waking(after, timezone=self.timezone)
        while by_hours is not None and self.is_awake(by_hours - _MOMENT):
            if by_hours - after > _FAR_AHEAD:  # open round the clock: it never falls asleep
                by_hours = None
                break
            by_hours = self.hours.next_waking(by_hours, timezone=self.timezone)
        wakings = [at for at in wakings if not self.is_awake(at - _MOMENT)]
        return min((*wakings, *((by_hours,) if by_hours else ())), default=None)


def next_due(connection: Connection, of: Circumstances, *, now: datetime) -> datetime | None:
    """When the next timed sync is due, in the past where it is overdue.

    None while it is off or a person must act first.
    """
    is_ready = connection.is_paired and connection.sync_enabled
    is_waiting = needs_a_person(connection.last_sync_error_code) and not of.is_cured
    if not is_ready or is_waiting:
        return None
    return _apart(connection, of, _wanted(connection, of, now=now), now=now)


def _wanted(connection: Connection, of: Circumstances, *, now: datetime) -> datetime:
    """When the next sync is due if the last was long ago."""
    if connection.last_attempt_at is None:
        return _allowed(connection, min(connection.created_at, now), now=now)
    if connection.abandoned_in_a_row >= CRASHES and of.started_at and of.started_at <= now:
        return _allowed(connection, of.started_at + AFTER_CRASHES, now=now)
    return min(_candidates(connection, of, now=now))


def is_held_back(connection: Connection, *, now: datetime) -> bool:
    """True while neither a wake-up nor the network's return may start a sync ahead of its time."""
    is_paused = is_pause_on(connection.paused_until, now)
    asked_to_wait = connection.retry_at is not None and (
        now < connection.retry_at <= now + LONGEST_RETRY
    )
    return is_paused or asked_to_wait or connection.abandoned_in_a_row >= CRASHES


def may_look_ahead(
    connection: Connection, of: Circumstances, *, due: datetime | None, now: datetime
) -> bool:
    """True while another day may be read: nothing of today is near, and today went well."""
    if due is None or due - now <= APART or is_held_back(connection, now=now):
        return False
    last = max((at for at in (connection.last_attempt_at, of.started_at) if at), default=now)
    is_well = connection.failures_in_a_row == 0 and connection.last_sync_at is not None
    return is_well and of.is_awake(now) and last + APART <= now


def interval_of(connection: Connection) -> timedelta:
    """How often the connection is checked while the window is not in use."""
    return timedelta(minutes=connection.sync_frequency_minutes)


def _last_attempt(connection: Connection, now: datetime) -> datetime | None:
    """None where there was none, or the clock was put back since."""
    last = connection.last_attempt_at
    return None if last is None or last > now else last


def _candidates(connection: Connection, of: Circumstances, *, now: datetime) -> Iterable[datetime]:
    """At the interval while the practice is awake; sooner while the window is in use as well; at
    the interval in a closed practice, too, as long as somebody sits there.
    """
    usual, quick = (_allowed(connection, at, now=now) for at in _wishes(connection, now=now))
    yield _run_at(connection, of, usual, now=now)
    at_once = (_run_at(connection, of, quick, now=now), _apart(connection, of, usual, now=now))
    yield from (at for at in at_once if _is_met_in_use(of, at, now=now))


def _wishes(connection: Connection, *, now: datetime) -> tuple[datetime, datetime]:
    """The next time at the connection's interval, and that at the interval while in use."""
    last = _last_attempt(connection, now)
    if last is None:  # long overdue, by a clock that was put back
        return _EPOCH, _EPOCH
    if connection.failures_in_a_row:
        again = last + _back_off(connection)
        return again, again
    usual = interval_of(connection)
    return (
        _slot(connection, usual, after=last),
        _slot(connection, min(usual, WHILE_IN_USE), after=last),
    )


def _is_met_in_use(of: Circumstances, at: datetime, *, now: datetime) -> bool:
    """The window counts as in use at that time, or now that it is overdue."""
    if not of.is_in_use(at):
        return False
    return of.is_in_use(now) or now - at <= _LATE


def _allowed(connection: Connection, at: datetime, *, now: datetime) -> datetime:
    """`at`, or later: at the first slot after a pause, when the system allows it."""
    if connection.paused_until is not None and at < connection.paused_until:
        at = _slot(connection, interval_of(connection), after=connection.paused_until)
    last = _last_attempt(connection, now)
    if connection.retry_at is not None and last is not None:
        at = max(at, min(connection.retry_at, last + LONGEST_RETRY))
    return at


def _apart(connection: Connection, of: Circumstances, at: datetime, *, now: datetime) -> datetime:
    """`at`, or a minute after the last run, of whatever day."""
    runs = (_last_attempt(connection, now), of.started_at)
    return max((at, *(one + APART for one in runs if one is not None and one <= now)))


def _run_at(connection: Connection, of: Circumstances, at: datetime, *, now: datetime) -> datetime:
    """`at`, or as soon later as the practice is awake and the last run a minute ago. What sleep put
    off stays put off: a look ahead in the warm-up must not bring it forward to a minute after it.
    """
    admitted = _admit(connection, of, at, now=now)
    apart = _apart(connection, of, admitted, now=now)
    if apart == admitted or of.next_waking(apart) is None:
        return apart
    return _admit(connection, of, apart, now=now)


def _admit(connection: Connection, of: Circumstances, at: datetime, *, now: datetime) -> datetime:
    """`at`, or when the practice is next awake. What was missed in an earlier waking of it is due
    with the first syncs of this one.
    """
    if not of.is_awake(at):
        at = _waking(connection, of, after=at)
    if at >= now - _LATE:
        return at
    if not of.is_awake(now) and of.next_waking(now) is not None:
        return _waking(connection, of, after=now)
    since = _newest_waking(of, after=at, until=now)
    return at if since is None else since + _share(connection.id, _SPREAD)


def _newest_waking(of: Circumstances, *, after: datetime, until: datetime) -> datetime | None:
    """When the practice last became awake in between; None if it did not."""
    newest = None
    waking = of.next_waking(max(after, until - _FAR_BACK))
    while waking is not None and waking <= until:
        newest, waking = waking, of.next_waking(waking)
    return newest


def _waking(connection: Connection, of: Circumstances, *, after: datetime) -> datetime:
    """Spread over the first minutes of the warm-up; a practice that never opens: once a day."""
    waking = of.next_waking(after)
    if waking is None:
        return after + timedelta(days=1)
    return waking + _share(connection.id, _SPREAD)


def _back_off(connection: Connection) -> timedelta:
    """1, 2, 4, 8 … minutes and up to a quarter more, at most the interval or 15 minutes."""
    doublings = min(connection.failures_in_a_row - 1, 16)
    longest = max(interval_of(connection), timedelta(minutes=15))
    wait = timedelta(minutes=2**doublings)
    jitter = _share(f"{connection.id} {connection.failures_in_a_row}", wait / 4)
    return min(wait + jitter, longest)


def _slot(connection: Connection, interval: timedelta, *, after: datetime) -> datetime:
    """The connection's first slot strictly later."""
    share = _share(connection.id, interval)
    passed = (after - _EPOCH - share) // interval
    return _EPOCH + share + (passed + 1) * interval


def _share(name: str, of: timedelta) -> timedelta:
    """A stable part of a span, in whole seconds: where in it this name comes."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    seconds = max(round(of.total_seconds()), 1)
    return timedelta(seconds=int.from_bytes(digest, "big") % seconds)
