"""A day and a time as people say them ("Thursday 3 pm"), read by `dateparser` in a practice's zone.

The time is split off first and read here: of "tuesday 3" dateparser makes the third of the month,
and a booking on a wrong day is worse than a question.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from app.domain.intent import When
from app.domain.practice_day import zone

_CLOCK = re.compile(
    r"\b(?:at\s+)?(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b|(?P<noon>noon|midday)\b)",
    re.IGNORECASE,
)
_DAY_NUMBER = re.compile(r"(?<![\d/.-])\d{1,2}(?:st|nd|rd|th)?(?![\d/.-])", re.IGNORECASE)
_NAMES_A_DAY = re.compile(
    r"\d|\b(?:today|tonight|tomorrow"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b",
    re.IGNORECASE,
)
_HAS_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bin\s+\d{1,2}\s+(?:day|week|month)s?\b", re.IGNORECASE)
_FURTHEST = timedelta(days=731)
_CONNECTOR = "(?:to|on|for|at|from|by)"
_CONNECTORS = re.compile(rf"^{_CONNECTOR}\s+|\s+{_CONNECTOR}$")  # "To" is a name
_THURS = re.compile(r"\bthurs?\b", re.IGNORECASE)


def read_when(text: str, *, now: datetime, timezone: str) -> When | None:
    """The day and time of a phrase; None when it is not one, or leaves a part unread.

    `now` is aware; the days are the practice's. It loads dateparser (a quarter of a second at
    first), so call it off the event loop.
    """
    words = " ".join(text.split())
    clocks = list(_CLOCK.finditer(words))
    if len(clocks) > 1:
        return None
    at = _time(clocks[0]) if clocks else None
    if clocks and at is None:
        return None
    rest = _CLOCK.sub(" ", words)
    rest = _without_connectors(" ".join(rest.split()).strip(" ,."))
    if not rest:
        return When(at=at) if at is not None else None
    day = _day(rest, now=now, timezone=timezone)
    return None if day is None else When(day=day, at=at)


def _time(clock: re.Match[str]) -> time | None:
    if clock["noon"]:
        return time(12)
    if clock["hour24"]:
        return time(int(clock["hour24"]), int(clock["minute24"]))
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if not 1 <= hour <= 12:
        return None
    is_pm = clock["half"].casefold() == "p"
    return time(hour % 12 + (12 if is_pm else 0), minute)


def _without_connectors(words: str) -> str:
    before = None
    while before != words:
        before, words = words, _CONNECTORS.sub("", words).strip(" ,.")
    return words


def _day(words: str, *, now: datetime, timezone: str) -> date | None:
    if not _is_definite(words):
        return None
    local = now.astimezone(zone(timezone)).replace(
        tzinfo=None, hour=12, minute=0, second=0, microsecond=0
    )
    found = _parser(local.isoformat()).get_date_data(_THURS.sub("thu", words))
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    return day if abs(day - local.date()) <= _FURTHEST else None


def _is_definite(words: str) -> bool:
    """True for a phrase that names one day. A lone number is a time as likely as a day."""
    if not _NAMES_A_DAY.search(words):
        return False
    has_place_for_a_number = _COUNTED.search(words) or _HAS_MONTH.search(words)
    return len(_DAY_NUMBER.findall(words)) == (1 if has_place_for_a_number else 0)


@lru_cache(maxsize=8)
def _parser(base: str) -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.fromisoformat(base),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
        },
    )
