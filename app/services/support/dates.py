"""Days as people write them: every form in which a date of birth might stand in a text."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)

DATE = re.compile(
    rf"""(?<![\w-])(?:
        (?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!T\d\d:)(?![\d])
      | (?P<compact>\d{{8}})(?!\w)
      | (?P<day2>\d{{1,2}})[-/.](?P<month2>\d{{1,2}})[-/.](?P<year2>\d{{4}}|\d\d)(?!\w)
      | (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<name3>{_MONTH})[a-z]*\.?,?[ -]
        (?P<year3>\d{{4}}|\d\d)(?!\w)
      | (?P<name4>{_MONTH})[a-z]*\.?[ ](?P<day4>\d{{1,2}})(?:st|nd|rd|th)?,?[ ]
        (?P<year4>\d{{4}})(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def days_meant(found: re.Match[str]) -> Iterator[date]:
    """The days a match of `DATE` may mean: 3/4/84 is in April or in March, 1984 or 2084."""
    for year, month, day in _readings(found):
        for century in (0,) if year > 99 else (1900, 2000):
            try:
                yield date(year + century, month, day)
            except ValueError:
                continue


def _readings(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    part = found.groupdict()
    if part["compact"]:
        text = part["compact"]
        yield int(text[:4]), int(text[4:6]), int(text[6:])
        yield int(text[4:]), int(text[2:4]), int(text[:2])
    elif part["year"]:
        yield int(part["year"]), int(part["month"]), int(part["day"])
    elif part["year2"]:
        year, month, day = int(part["year2"]), int(part["month2"]), int(part["day2"])
        yield year, month, day
        yield year, day, month
    else:
        name = part["name3"] or part["name4"]
        month = _MONTHS.index(name.casefold()[:3]) + 1
        yield int(part["year3"] or part["year4"]), month, int(part["day3"] or part["day4"])
