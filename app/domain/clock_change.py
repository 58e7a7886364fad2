"""The day's change of clocks: when daylight saving begins or ends, as people there say it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.practice_day import PracticeDay, local


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """`at` (aware UTC): the instant. `wall`: what the clocks showed then, before they changed.
    `by`: how far they go, forward in spring (positive) or back.
    """

    at: datetime
    wall: datetime
    by: timedelta


def clock_change_of(day: PracticeDay) -> ClockChange | None:
    """The day's change of clocks, None on nearly every day."""
    by = day.clock_change()
    if not by:
        return None
    at = _instant(day)
    before = local(at - timedelta(seconds=1), day.timezone)
    wall = (before + timedelta(seconds=1)).replace(tzinfo=None)
    return ClockChange(at=at, wall=wall, by=by)


def _instant(day: PracticeDay) -> datetime:
    """The first second with the new offset, by halving the day."""
    first = local(day.start, day.timezone).utcoffset()
    low, high = day.start.astimezone(UTC), day.end.astimezone(UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if local(middle, day.timezone).utcoffset() == first:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)
