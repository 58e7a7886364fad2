"""The file runsheet.log: our own log read line by line; what is not of our grammar is taken out."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services.logs import LOG_FILE
from app.services.support.marks import Kind, mark
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.wish import Wish
from app.services.support.writing import utc

_HEAD = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (?P<rest>[A-Z]+ [\w.]+)(?P<facts>(?: [a-z]\w*=\S*)*)"
)
_FRAME = re.compile(r"    app/[\w/]+\.py:\d+:[\w<>]+")
_CLASS = re.compile(r"  [A-Za-z_][\w.<>]*")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OURS = re.compile(r"-?\d+|[A-Z]{2,8}-\d\d|None|\d+\.\d+\.\d+\S{0,20}")
_PLAIN = re.compile(r"[a-z][a-z_]{0,39}")
_WORDS = {*(each.value for each in SyncTrigger), *(each.value for each in SyncStatus)}
_FACT = re.compile(r"([a-z]\w*)=(\S*)")

Scrub = Callable[[str], str]


def read_log(
    folder: Path, wish: Wish, names: Pseudonyms, scrub: Scrub, is_own_word: Callable[[str], bool]
) -> str:
    """The log's lines of the wished time, the oldest first; empty when there are none.

    `is_own_word`: a practice system's short name. Raises OSError.
    """
    lines = _of_span(
        _all_lines(folder), since=wish.since - wish.clock_ahead, until=wish.until - wish.clock_ahead
    )
    cleaned = (_clean(line, names, scrub, is_own_word) for line in lines)
    return "".join(f"{line}\n" for line in cleaned)


def _all_lines(folder: Path) -> Iterator[str]:
    """Of every kept file, the oldest file first."""
    files = sorted(folder.glob(f"{LOG_FILE}*"), key=_age, reverse=True)
    for file in files:
        yield from file.read_text("utf-8", errors="replace").splitlines()


def _age(file: Path) -> int:
    """runsheet.log is 0, runsheet.log.1 is 1."""
    suffix = file.name.removeprefix(LOG_FILE).lstrip(".")
    return int(suffix) if suffix.isdecimal() else 0


def _of_span(lines: Iterable[str], *, since: datetime, until: datetime) -> Iterator[str]:
    """What follows an event without a time of its own belongs to it."""
    first, last = utc(since), utc(until)
    is_wanted = False
    for line in lines:
        head = _HEAD.fullmatch(line)
        if head is not None:
            is_wanted = first <= head["at"] <= last
        if is_wanted:
            yield line


def _clean(line: str, names: Pseudonyms, scrub: Scrub, is_own_word: Callable[[str], bool]) -> str:
    if _FRAME.fullmatch(line) or _CLASS.fullmatch(line):
        return line
    head = _HEAD.fullmatch(line)
    if head is None:
        return mark(Kind.LINE)

    def clean_fact(found: re.Match[str]) -> str:
        name, value = found.groups()
        if _UUID.fullmatch(value):
            return f"{name}={names.of(value)}"
        if _OURS.fullmatch(value) or value in _WORDS or is_own_word(value):
            return found[0]
        left = scrub(value)
        is_plain = _PLAIN.fullmatch(left) or left != value
        return f"{name}={left if is_plain else mark(Kind.VALUE)}"

    return f"{head['at']} {head['rest']}{_FACT.sub(clean_fact, head['facts'])}"
