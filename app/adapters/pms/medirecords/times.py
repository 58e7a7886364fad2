"""MediRecords' times: the practice's wall clock without an offset, and lengths in words."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from app.adapters.values import read_minutes

_LOCAL = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_LONGEST_TEXT = 40
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,3}(?:\.\d{1,2})?) ?(?:h|hrs?|hours?))?"
    r" ?(?:(?P<minutes>\d{1,4}(?:\.\d{1,2})?) ?(?:m|mins?|minutes?)?)?",
    re.ASCII,
)


def read_local_time(value: Any, zone: ZoneInfo) -> datetime | None:
    """Aware UTC from `2026-01-15T09:00` on the clock of `zone`; None for anything else.

    The rule at a change of clocks: a time that comes twice, at the end of daylight saving, is the
    first of the two (`fold=0`); one that the clock skips, in spring, is shifted forward by the
    change (2:30 am becomes 3:30 am). Seconds and fractions are accepted. A value that has an
    offset against its documentation means what its offset says.
    """
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        return None
    return _parse(value, zone)


@lru_cache(maxsize=4096)
def _parse(text: str, zone: ZoneInfo) -> datetime | None:
    if not _LOCAL.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Through UTC, a time that does not exist comes out shifted forward (PEP 495).
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def day_bounds(day: date) -> tuple[str, str]:
    """First and last minute of a day as `appointmentDateRangeStart` and `End` want them."""
    return f"{day.isoformat()}T00:00", f"{day.isoformat()}T23:59"


def read_length(value: Any) -> float | None:
    """Minutes from `4 hrs`, `15 mins`, `1 hr 30 mins` or a bare number of minutes.

    None for anything else, and for what is longer than a day.
    """
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        return None
    return _parse_length(" ".join(value.casefold().split()))


@lru_cache(maxsize=512)
def _parse_length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    return read_minutes(float(match["hours"] or 0) * 60 + float(match["minutes"] or 0))
