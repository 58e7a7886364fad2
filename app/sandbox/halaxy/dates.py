"""Date parameters: a prefix and a period, as FHIR R4's search compares them.

An unset part of a moment makes a period: `eq2026-01-15` is the whole day. A moment without an
offset is read in UTC: the contract does not say in which zone, so a good client sends offsets.
"""

import collections.abc as c
import dataclasses
import datetime as dt
import re

from app.sandbox.halaxy import answers

_MOMENT = re.compile(
    r"(?P<prefix>eq|ne|gt|lt|ge|le)?(?P<day>\d{4}-\d\d-\d\d)"
    r"(T(?P<minute>\d\d:\d\d)(?P<second>:\d\d(?P<fraction>\.\d+)?)?"
    r"(?P<offset>Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DateTest:
    """Whether a moment stands to the period from `first` to `end` (not included) as asked."""

    prefix: str
    first: dt.datetime
    end: dt.datetime

    def __call__(self, moment: dt.datetime | None) -> bool:
        if moment is None:
            return False
        comparisons: dict[str, c.Callable[[], bool]] = {
            "eq": lambda: self.first <= moment < self.end,
            "ne": lambda: not self.first <= moment < self.end,
            "gt": lambda: moment >= self.end,
            "ge": lambda: moment >= self.first,
            "lt": lambda: moment < self.first,
            "le": lambda: moment < self.end,
        }
        return comparisons[self.prefix]()


def read_date(name: str, value: str) -> DateTest:
    """Refuses with 422 what is no date with a known prefix."""
    match = _MOMENT.fullmatch(value)
    try:
        if match is not None:
            return _date_test(match)
    except (ValueError, OverflowError):
        pass
    hint = " (encode the plus as %2B)" if " " in value else ""
    raise answers.unprocessable(f"Invalid date value for {name}{hint}")


def _date_test(match: re.Match[str]) -> DateTest:
    part = match.groupdict()
    text = f"{part['day']}T{part['minute'] or '00:00'}{part['second'] or ':00'}"
    first = dt.datetime.fromisoformat(text + (part["offset"] or "+00:00"))
    if part["fraction"]:
        length = dt.timedelta(microseconds=1)
    elif part["second"]:
        length = dt.timedelta(seconds=1)
    else:
        length = dt.timedelta(minutes=1) if part["minute"] else dt.timedelta(days=1)
    return DateTest(prefix=part["prefix"] or "eq", first=first, end=first + length)
