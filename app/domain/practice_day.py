"""A practice's local day in its IANA zone. "Now" is always a parameter; times are aware UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.errors import InvalidRequest
from app.domain.said import say


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; raises `InvalidRequest` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidRequest(reason=say("That time zone is not known."), field="timezone") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDay:
    """One local calendar day: from local midnight to the next, 23 to 25 hours long."""

    day: date
    timezone: str

    @property
    def start(self) -> datetime:
        """Local midnight in UTC (the first instant of the day, where midnight does not exist)."""
        return _local_midnight(self.day, zone(self.timezone))

    @property
    def end(self) -> datetime:
        """The next local midnight in UTC; the day is the half-open span [start, end)."""
        return _local_midnight(self.day + timedelta(days=1), zone(self.timezone))

    def holds(self, instant: datetime) -> bool:
        """True when this instant falls on the day."""
        return self.start <= instant < self.end

    def clock_change(self) -> timedelta:
        """How far clocks move on this day: +1 h forward in spring, -1 h back, else zero."""
        return timedelta(hours=24) - (self.end - self.start)


def today(now: datetime, timezone: str) -> PracticeDay:
    """The practice's day at `now` (aware), whatever the PC's own zone."""
    return PracticeDay(day=now.astimezone(zone(timezone)).date(), timezone=timezone)


def local(instant: datetime, timezone: str) -> datetime:
    """The instant on the practice's wall clock, with its offset."""
    return instant.astimezone(zone(timezone))


def _local_midnight(day: date, tz: ZoneInfo) -> datetime:
    """UTC instant of the first moment of a local day.

    fold=0 takes the earlier of two midnights. A midnight that a clock change skips maps, through
    UTC, to the instant of the change itself, which is the first moment of that day.
    """
    naive = datetime.combine(day, time.min)
    instant = naive.replace(tzinfo=tz).astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) != naive:
        return _first_instant_of(day, tz, near=instant)
    return instant


def _first_instant_of(day: date, tz: ZoneInfo, *, near: datetime) -> datetime:
    """Search the change that skips this midnight: the first second whose local date is `day`."""
    low, high = near - timedelta(hours=26), near + timedelta(hours=26)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(tz).date() >= day:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
