"""When the practice is open: what decides how often the list is checked, and when it counts as old.

Hours are the practice's own local times; which days they fall on follows its IANA zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.domain.errors import InvalidRequest
from app.domain.practice_day import zone
from app.domain.said import say

WARM_UP = timedelta(minutes=30)
"""How long before opening the checks begin, so that the list is true when the door opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One weekday's hours; the practice opens at `opens` and is closed from `closes` on."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """A practice's week, Monday first; None is a day it is closed. `holidays` are closed too."""

    week: tuple[Hours | None, ...]
    holidays: frozenset[date] = frozenset()

    def is_open(self, at: datetime, *, timezone: str) -> bool:
        """True within the hours of the practice's own day. `at` is aware."""
        local = at.astimezone(zone(timezone))
        hours = self.of(local.date())
        return hours is not None and hours.opens <= local.time() < hours.closes

    def is_awake(self, at: datetime, *, timezone: str) -> bool:
        """True while the list is to be kept true: open, or about to open (`WARM_UP`)."""
        soon = at.astimezone(UTC) + WARM_UP
        return self.is_open(at, timezone=timezone) or self.is_open(soon, timezone=timezone)

    def next_waking(self, after: datetime, *, timezone: str) -> datetime | None:
        """When `is_awake` next becomes true, strictly later; None if not within two weeks."""
        tz = zone(timezone)
        first = after.astimezone(tz).date()
        for days in range(15):
            day = first + timedelta(days=days)
            hours = self.of(day)
            if hours is None:
                continue
            waking = datetime.combine(day, hours.opens, tz).astimezone(UTC) - WARM_UP
            if waking > after.astimezone(UTC):
                return waking.astimezone(after.tzinfo)
        return None

    def opened_at(self, at: datetime, *, timezone: str) -> datetime | None:
        """When it opened on the day of `at` (in the zone of `at`); None while it is closed."""
        if not self.is_open(at, timezone=timezone):
            return None
        tz = zone(timezone)
        day = at.astimezone(tz).date()
        hours = self.of(day)
        if hours is None:
            return None
        return datetime.combine(day, hours.opens, tz).astimezone(at.tzinfo)

    def of(self, day: date) -> Hours | None:
        """The hours of a local day; None when it is closed."""
        return None if day in self.holidays else self.week[day.weekday()]

    def next_working_day(self, after: date) -> date:
        """The next local day it is open on; the very next one if it never seems to be."""
        days = (after + timedelta(days=step) for step in range(1, 29))
        return next((day for day in days if self.of(day) is not None), after + timedelta(days=1))

    def to_text(self) -> str:
        """`08:00-18:00,…,-;2025-12-25 2025-12-26`: seven days, then the holidays."""
        week = ",".join(_hours_text(hours) for hours in self.week)
        return f"{week};{' '.join(day.isoformat() for day in sorted(self.holidays))}"

    @classmethod
    def from_text(cls, text: str) -> "OpeningHours":
        """What `to_text` wrote. Raises InvalidRequest for anything else."""
        week, _, holidays = text.partition(";")
        try:
            return cls(
                week=_seven(_hours(each) for each in week.split(",")),
                holidays=frozenset(date.fromisoformat(day) for day in holidays.split()),
            )
        except ValueError:
            raise InvalidRequest(reason=say("Those opening hours can't be read.")) from None


def _hours_text(hours: Hours | None) -> str:
    return "-" if hours is None else f"{hours.opens:%H:%M}-{hours.closes:%H:%M}"


def _hours(text: str) -> Hours | None:
    if text == "-":
        return None
    opens, closes = (_time(part) for part in text.split("-"))
    if opens >= closes:
        raise ValueError
    return Hours(opens=opens, closes=closes)


def _time(text: str) -> time:
    """Just `HH:MM`; what else ISO allows (a zone, seconds) is no time on a practice's door."""
    found = time.fromisoformat(text)
    if f"{found:%H:%M}" != text:
        raise ValueError
    return found


def _seven(week: Iterable[Hours | None]) -> tuple[Hours | None, ...]:
    days = tuple(week)
    if len(days) != 7:
        raise ValueError
    return days


_LONG_DAY = Hours(opens=time(7), closes=time(19))
DEFAULT_HOURS = OpeningHours(week=(*(_LONG_DAY,) * 5, Hours(opens=time(8), closes=time(13)), None))
"""Longer than most practices', until somebody says: checks too many cost less than an old list."""

HOURS_PREFERENCE = "practice.hours"
"""The preference that holds `OpeningHours.to_text()`."""


def opening_hours_of(saved: str | None) -> OpeningHours:
    """The saved hours, or the default where none are saved or they can't be read."""
    if not saved:
        return DEFAULT_HOURS
    try:
        return OpeningHours.from_text(saved)
    except InvalidRequest:
        return DEFAULT_HOURS
