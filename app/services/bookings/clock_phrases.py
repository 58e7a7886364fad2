"""A time of day as a desk says it ("9.15am", "half past 2", "quarter to 4"); what only points at
one ("3ish", "arvo", "after 2") is found as well: it is asked about and never read as a name.
"""

import re
from datetime import time

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30}
_SAID_HOUR = rf"(?:\d{{1,2}}(?!\d)|{_HOURS})"
_HALF = r"[ap]\.?m\b\.?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NO_DATE = rf"(?![\d/]|\s*(?:of\s+)?(?:{_MONTHS})|\s*min)"
_NUMBER = rf"\d{{1,2}}(?:[:.][0-5]\d)?(?:\s*{_HALF})?"
_HEDGE = r"(?:around|about|roughly|approx(?:imately)?|after|before|by|between)"

VAGUE_CLOCK = (
    rf"\b{_HEDGE}\s+{_NUMBER}(?:\s+and\s+{_NUMBER})?{_NO_DATE}"
    rf"|\b{_NUMBER}[\s-]?ish\b|\bhalf\s+{_SAID_HOUR}\b"
    r"|\b(?:after|before)\s+lunch\b|\b(?:(?:this|in\s+the|mid|early|late)[\s-]+)?"
    r"(?:arvo|afternoon|morning|evening|lunch\s?time)\b|\basap\b|\b(?:some|any)\s?time\b"
)
CLOCK = (
    rf"(?P<past>\b(?:a\s+)?(?:half\s+past|quarter\s+(?:past|to)|(?:twenty-five|twenty|ten|five)"
    rf"\s+(?:past|to)|[0-5]?\d\s+past)\s+{_SAID_HOUR}(?:\s*{_HALF})?)"
    rf"|(?P<half>\b\d{{1,2}}(?:[:.][0-5]\d)?\s*{_HALF})"
    r"|(?P<digits>\b(?:[01]?\d|2[0-3]):[0-5]\d\b)"
    rf"|(?P<bare>\bat\s+\d{{1,2}}(?:\.[0-5]\d)?(?!\s*{_HALF}|[:.]\d){_NO_DATE}|\b\d{{1,2}}\s?o['’]?clock\b)"
    r"|(?P<noon>\b(?:noon|midday)\b)"
)


def clock_time(found: re.Match[str]) -> time | None:
    """The time of a match of `CLOCK`; None for none that a clock has, such as 13 pm.

    Without am or pm an hour from 1 to 6 is after noon, unless it is written 02:30.
    """
    kind = next(name for name in ("past", "half", "digits", "bare", "noon") if found[name])
    if kind == "noon":
        return time(12)
    hour, minute = _past(found[0].lower()) if kind == "past" else _numbers(found[0])
    half = re.search(r"([ap])\.?m\b\.?$", found[0], re.IGNORECASE)
    if half:
        return _of_half(hour, minute, half[1].lower())
    is_written_out = kind == "digits" and found[0].startswith("0")
    if 1 <= hour <= 6 and not is_written_out:
        hour += 12
    return time(hour, minute) if hour < 24 else None


def _numbers(words: str) -> tuple[int, int]:
    hour, *minute = map(int, re.findall(r"\d+", words))
    return hour, minute[0] if minute else 0


def _past(words: str) -> tuple[int, int]:
    before, side, after = re.split(r"\b(past|to)\b", words, maxsplit=1)
    said = before.split()[-1]
    minutes = int(said) if said.isdigit() else _MINUTES[said]
    number = re.match(r"\s*(\d+|[a-z]+?)(?=\s|[ap]\.?m\b|$)", after)
    said_hour = number[1] if number else ""
    hour = int(said_hour) if said_hour.isdigit() else _HOURS.split("|").index(said_hour) + 1
    return (hour, minutes) if side == "past" else ((hour - 2) % 12 + 1, 60 - minutes)


def _of_half(hour: int, minute: int, half: str) -> time | None:
    if not 1 <= hour <= 12:
        return None
    return time(hour % 12 + (12 if half == "p" else 0), minute)
