"""Opening hours as a person reads them. No Qt."""

from datetime import time
from itertools import groupby

from app.domain.opening_hours import Hours, OpeningHours

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def hours_words(opening: OpeningHours) -> str:
    """`Monday to Friday 7:00 am to 7:00 pm, Saturday 8:00 am to 1:00 pm, Sunday closed`."""
    parts, first = [], 0
    for hours, days in groupby(opening.week):
        last = first + len(list(days)) - 1
        name = DAYS[first] if first == last else f"{DAYS[first]} to {DAYS[last]}"
        parts.append(f"{name} {_of_day(hours)}")
        first = last + 1
    closed = len(opening.holidays)
    if closed:
        parts.append(f"closed on {closed} day{'s' if closed > 1 else ''} besides")
    return ", ".join(parts)


def time_words(at: time) -> str:
    """`7:00 am`."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


def _of_day(hours: Hours | None) -> str:
    if hours is None:
        return "closed"
    return f"{time_words(hours.opens)} to {time_words(hours.closes)}"
