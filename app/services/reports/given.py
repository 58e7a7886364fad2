"""A report that another program hands over: only what can't name a person is taken from it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain.booking import ReportDocument
from app.domain.errors import InvalidRequest

_NAME = re.compile(r"(?!.*\d{4})[a-z][A-Za-z0-9]{0,39}")
_MARK = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_DAY = re.compile(r"\d{4}-(?:\d{2}-\d{2}|W\d{2})(?:T[\d:.]{5,15}(?:Z|[+-]\d{2}:\d{2})?)?")
_DAY_NAMES = frozenset(
    {"date", "day", "days", "end", "from", "key", "period", "start", "to", "until", "week", "weeks"}
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_PERIOD = re.compile(r"(?<!\d)20\d\d(?:-?(?:w\d\d|q[1-4]|[01]\d))?(?!-?\d)")
_MOST_DIGITS = 3
_SHORTEST_NAME = 3
_MOST_COUNT = 10_000_000
_DEEPEST = 6
_MOST = 500


def document_of_given(
    given: Mapping[str, object],
    *,
    sent_at: datetime,
    people: Iterable[str] = (),
    tags: Iterable[str] = (),
    target: str | None = None,
) -> ReportDocument:
    """Counts and truths under plain names, days under the names of a period; words, and whatever
    else, stay here: a number as long as a phone's, too, a day that could be of a birth, and what
    is called like one of `people` (every name that is stored).

    Raises InvalidRequest where nothing is left.
    """
    names = words_of_names(people)
    figures = _without_people(_counts("", given, _DEEPEST), names)
    if not isinstance(figures, dict) or not figures:
        raise InvalidRequest(reason="That report holds no counts.", field="report")
    key = f"given-{sent_at:%Y-%m-%dT%H%M%S}"
    return ReportDocument(
        key=key,
        title=f"Clinic performance {key}",
        figures=figures,
        lines=tuple(_lines(figures, "")),
        sent_at=sent_at,
        tags=plain_marks(tags, names=names),
        target=next(iter(plain_marks([target or ""], names=names)), None),
    )


def words_of_names(people: Iterable[str]) -> frozenset[str]:
    """Every word of these names that is long enough to be told from another word."""
    words = (word for name in people for word in re.findall(r"\w+", name.casefold()))
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME)


def plain_marks(marks: Iterable[str], *, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Tags and targets as the CRM gets them: small letters, digits, `-_.`; others are left out, and
    those with one of `names` in them, or with digits enough for a phone number or a day of birth.
    """
    found = (mark.strip().casefold() for mark in marks)
    plain = (mark for mark in found if _MARK.fullmatch(mark) and not _is_number(mark))
    return tuple(mark for mark in plain if names.isdisjoint(re.split(r"[-_.]", mark)))[:20]


def _is_number(mark: str) -> bool:
    """A year, and its week, month or quarter, is none."""
    return sum(map(str.isdigit, _PERIOD.sub("", mark))) > _MOST_DIGITS


def _without_people(value: object, names: frozenset[str]) -> object:
    if isinstance(value, dict):
        kept = {
            name: _without_people(each, names)
            for name, each in value.items()
            if names.isdisjoint(word.casefold() for word in _WORD.findall(name))
        }
        return {name: each for name, each in kept.items() if each not in ({}, [])}
    if isinstance(value, list):
        return [_without_people(each, names) for each in value]
    return value


def _counts(name: str, value: object, depth: int) -> object:
    """The part of a named value that is counts; None where there is none."""
    if isinstance(value, int | float):
        return value if abs(value) < _MOST_COUNT else None
    if isinstance(value, str):
        return value if name in _DAY_NAMES and _DAY.fullmatch(value) else None
    if depth == 0:
        return None
    if isinstance(value, Mapping):
        return _named_counts(value, depth)
    if isinstance(value, list):
        listed = [_counts(name, each, depth - 1) for each in value[:_MOST]]
        return [each for each in listed if each is not None] or None
    return None


def _named_counts(value: Mapping[object, object], depth: int) -> dict[str, object] | None:
    found: dict[str, object] = {}
    for name, each in list(value.items())[:_MOST]:
        if isinstance(name, str) and _NAME.fullmatch(name):
            counts = _counts(name, each, depth - 1)
            if counts is not None:
                found[name] = counts
    return found or None


def _lines(value: object, path: str) -> Iterable[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _lines(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _lines(each, f"{path} {number}")
    else:
        yield f"{path}: {value}"
