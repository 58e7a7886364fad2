"""The days and times that stand in a sentence ("Thursday 3 pm"); `dateparser` counts the days.

What may be a day is found here first, word for word: of "Mary" or of "tuesday 3" dateparser makes
a day, and a booking on a wrong day is worse than a question.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from app.domain.intent import When
from app.domain.practice_day import zone
from app.services.bookings.clock_phrases import CLOCK, VAGUE_CLOCK, clock_time

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES_TOO = (*_WEEKDAYS, "noon")
"""What a single word begins with that is a day or a time, and may be a name."""
_WEEKDAY = (
    r"\b(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b"
)
_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"(?<![\d/.:-])\b\d{1,2}(?:st|nd|rd|th)?\b(?![/:-]?\d|\.\d)"
_YEAR = r"(?:,?\s+20\d\d\b)?"
_DATE = (
    rf"{_DAY}\s*(?:of\s+)?{_MONTH}{_YEAR}"
    rf"|{_MONTH}\s+(?:the\s+)?{_DAY}(?!\s*(?:[ap]\.?m\b|(?:of\s+)?{_MONTH})){_YEAR}"
    r"|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)\b"
    r"|\b\d{1,2}/\d{1,2}\b(?!/)"
)
_VAGUE_DAY = (
    rf"{_WEEKDAY}\s+(?:the\s+)?{_DAY}(?!\s*[ap]\.?m\b)|\b(?:next|this)\s+(?:week|month|fortnight)\b"
)
_MOMENT = re.compile(
    rf"(?P<vague_clock>{VAGUE_CLOCK})|{CLOCK}"
    rf"|(?P<date>(?:(?P<date_weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?(?P<number>{_DATE}))"
    rf"|(?P<counted>\bin\s+(?:\d{{1,2}}|a)\s+(?:day|week|fortnight|month)s?\b)"
    r"|(?P<near>\b(?:today|tonight|(?:the\s+)?day\s+after\s+tomorrow|tomorrow|tmrw|tomoz)\b)"
    rf"|(?P<weekday_week>{_WEEKDAY}\s+(?:next\s+)?week\b)"
    rf"|(?P<next_weekday>\bnext\s+{_WEEKDAY})"
    rf"|(?P<vague_day>{_VAGUE_DAY})"
    rf"|(?P<weekday>(?:\b(?:this|coming)\s+)?{_WEEKDAY})",
    re.IGNORECASE,
)
_FURTHEST = timedelta(days=731)
_CONNECTORS = re.compile(r"\b(?:to|on|for|at|from|the)\b|[,.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where a day or a time stands in a text. An empty `when` is one that must be asked about;
    `is_bare`: one word that is a name as well as a day or time, such as Wednesday.
    """

    start: int
    end: int
    when: When
    is_bare: bool = False


def read_when(text: str, *, now: datetime, timezone: str) -> When | None:
    """The day and time of a phrase; None when it is not one, or leaves a part unread.

    `now` is aware; the days are the practice's. It loads dateparser (a quarter of a second at
    first), so call it off the event loop.
    """
    moments = find_moments(text, now=now, timezone=timezone)
    rest = text
    for moment in reversed(moments):
        rest = rest[: moment.start] + rest[moment.end :]
    days = [each.when.day for each in moments if each.when.day]
    times = [each.when.at for each in moments if each.when.at is not None]
    is_unread = bool(_CONNECTORS.sub("", rest).strip()) or When() in [m.when for m in moments]
    if is_unread or len(days) > 1 or len(times) > 1 or not moments:
        return None
    return When(day=days[0] if days else None, at=times[0] if times else None)


def find_moments(text: str, *, now: datetime, timezone: str) -> tuple[Moment, ...]:
    """Every day and time of the text from left to right; `now` is aware, days are the practice's.

    Call it off the event loop, as `read_when`.
    """
    today = now.astimezone(zone(timezone)).date()
    return tuple(
        Moment(
            start=found.start(),
            end=found.end(),
            when=_when(found, today),
            is_bare=bool(found["noon"] or found["weekday"]) and " " not in found[0],
        )
        for found in _MOMENT.finditer(text)
    )


def _when(found: re.Match[str], today: date) -> When:
    if found["vague_clock"] or found["vague_day"]:
        return When()
    if any(found[name] for name in ("past", "half", "digits", "bare", "noon")):
        return When(at=clock_time(found))
    return When(day=_day(found, today))


def _day(found: re.Match[str], today: date) -> date | None:
    words = found[0].lower()
    if found["date"]:
        day = _parsed(found["number"], today)
        said = found["date_weekday"]
        return None if said and day and _index(said) != day.weekday() else day
    if found["weekday_week"]:
        return _of_week(words, today)
    if found["next_weekday"]:
        return _next(words.split()[1], today)
    if found["near"]:
        return _parsed(re.sub("tmrw|tomoz", "tomorrow", words.removeprefix("the ")), today)
    if found["counted"]:
        count = words.replace(" a ", " 1 ")
        weeks = re.sub(r"(\d+) fortnights?", lambda one: f"{int(one[1]) * 2} weeks", count)
        return _parsed(weeks, today)
    return _parsed(_WEEKDAYS[_index(words.split()[-1])], today)


def _of_week(words: str, today: date) -> date | None:
    """`Thursday week` is the one after the coming one; `Thursday next week` is next week's."""
    index = _index(words)
    if "next" in words:
        return today + timedelta(days=7 - today.weekday() + index)
    coming = _parsed(_WEEKDAYS[index], today)
    return coming and coming + timedelta(days=7)


def _next(weekday: str, today: date) -> date | None:
    """None for a day that is still to come this week: some mean that one, some the next."""
    ahead = _index(weekday) - today.weekday()
    return None if ahead > 0 else today + timedelta(days=7 + ahead)


def _index(weekday: str) -> int:
    return _WEEKDAYS.index(weekday[:3].lower())


def _parsed(words: str, today: date) -> date | None:
    noon = datetime.combine(today, time(12))
    found = _parser(noon.isoformat()).get_date_data(words)
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    return day if abs(day - today) <= _FURTHEST else None


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
