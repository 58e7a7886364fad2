"""What a connection's practice is doing right now: open, closed, or its checks paused by a person.

Only while it is open does a list's age count against it; a pause is somebody's own decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.opening_hours import WARM_UP, OpeningHours

OPENING_GRACE = timedelta(minutes=5)
"""After the door opens the night just over is not held against a list: the first check runs."""

LONGEST_PAUSE = timedelta(hours=26)
"""*Until tomorrow* on the day the clocks go back; whatever seems longer, a clock was set back."""

Span = tuple[datetime, datetime]
"""The first start and the last end of a local day's appointments."""


def is_busy(spans: Iterable[Span], at: datetime, *, margin: timedelta = timedelta(0)) -> bool:
    """True from the first start to the last end of a day, and so long before and after."""
    return any(first - margin <= at <= last + margin for first, last in spans)


def is_pause_on(until: datetime | None, now: datetime) -> bool:
    """True until a pause is over; not where it is longer than any: a clock was set back since."""
    return until is not None and now < until <= now + LONGEST_PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """`timezone`: the practice's IANA zone. `busy`: stored days with appointments, the current one
    among them. `paused_*` are the connection's. Without hours the practice is always open.
    """

    hours: OpeningHours | None = None
    timezone: str = "UTC"
    busy: tuple[Span, ...] = ()
    paused_until: datetime | None = None
    paused_by: str | None = None

    def is_paused(self, now: datetime) -> bool:
        """True until the pause is over."""
        return is_pause_on(self.paused_until, now)

    def is_open(self, now: datetime) -> bool:
        """True within opening hours, and as long as anybody is booked."""
        if self.hours is None or self.hours.is_open(now, timezone=self.timezone):
            return True
        return is_busy(self.busy, now)

    def is_awake(self, now: datetime) -> bool:
        """True while the list is to be kept true: open, or about to open."""
        if self.hours is None or self.hours.is_awake(now, timezone=self.timezone):
            return True
        return is_busy(self.busy, now, margin=WARM_UP)

    def opened_at(self, now: datetime) -> datetime | None:
        """When it opened, by the hours or with its first appointment; None while it is closed, or
        where nobody told its hours.
        """
        if self.hours is None:
            return None
        by_hours = self.hours.opened_at(now, timezone=self.timezone)
        since = [first for first, last in self.busy if is_busy([(first, last)], now)]
        return min((*since, *((by_hours,) if by_hours else ())), default=None)

    def has_just_opened(self, now: datetime) -> bool:
        """True in the first minutes of a day's opening hours."""
        return self.is_open(now) and not self.is_open(now - OPENING_GRACE)


ALWAYS_OPEN = Situation()
