"""Which of a sentence's days and times are meant: a move's new ones, and never those of a name."""

import re
from collections.abc import Sequence

from app.domain.intent import When
from app.services.bookings.date_phrases import Moment
from app.services.bookings.name_words import is_little

_ALSO_FIRST_NAMES = frozenset({"Sun", "Thu"})
_CAPITALS = re.compile(r"\s+((?:[A-Z][\w'’-]*\s*)+)")
_CAPITALS_BEFORE = re.compile(r"((?:[A-Z][\w'’-]*\s+)+)$")
_JOINED = re.compile(r"\s+(?:(?:on|to|for|at)\s+)?")


def meant_moments(
    text: str, moments: Sequence[Moment], *, is_move: bool
) -> tuple[When, tuple[Moment, ...], bool]:
    """The day and time that are meant, the moments that are no part of a name, and whether the
    name can be trusted: of "Wednesday Addams 3 pm" nobody knows which Wednesday is.

    What is said twice stays open. Of a move, what comes before "to" is the old time.
    """
    cut = tuple(each for each in moments if not _is_in_name(text, each, moments))
    unsure = [each for each in cut if _may_be_in_name(text, each, cut)]
    new = _new_of(text, cut) if is_move else cut
    sure = [each.when for each in new if each not in unsure]
    days = {each.day for each in sure if each.day is not None}
    times = {each.at for each in sure if each.at is not None}
    when = When(
        day=days.pop() if len(days) == 1 else None, at=times.pop() if len(times) == 1 else None
    )
    return when, cut, not unsure


def outside_names(text: str, moments: Sequence[Moment], names: Sequence[str]) -> tuple[Moment, ...]:
    """Those that are no word of these full names, however they are typed."""
    whole = [r"\s+".join(map(re.escape, name.split())) for name in names if " " in name.strip()]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)", re.IGNORECASE)
    spans = [found.span() for found in pattern.finditer(text)] if whole else []
    return tuple(
        each
        for each in moments
        if not (each.is_bare and any(a <= each.start and each.end <= b for a, b in spans))
    )


def _new_of(text: str, moments: Sequence[Moment]) -> Sequence[Moment]:
    """A move's: those after the last `to`, else those before a `from`."""
    to = [at for at, each in enumerate(moments) if _follows(text, each, "to")]
    if to:
        return moments[to[-1] :]
    old = [at for at, each in enumerate(moments) if _follows(text, each, "from")]
    return moments[: old[0]] if old else moments


def _follows(text: str, moment: Moment, word: str) -> bool:
    return re.search(rf"\b{word}\s+(?:the\s+)?$", text[: moment.start]) is not None


def _is_in_name(text: str, moment: Moment, moments: Sequence[Moment]) -> bool:
    """Wednesday of `Wednesday Addams Thursday 3 pm`, Tuesday of `Ruby Tuesday on Friday`."""
    if not moment.is_bare or not _has_other(moment, moments):
        return False
    if _leads(text, moment):
        after = _capitals_after(text, moment, moments)
        return after == 1 or (after > 1 and text[moment.start : moment.end] in _ALSO_FIRST_NAMES)
    before = _CAPITALS_BEFORE.search(text[: moment.start])
    following = next((each for each in moments if each.start > moment.start), None)
    if before is None or len(before[1].split()) != 1 or following is None:
        return False
    between = text[moment.end : following.start]
    return following.when.day is not None and _JOINED.fullmatch(between) is not None


def _may_be_in_name(text: str, moment: Moment, moments: Sequence[Moment]) -> bool:
    if not moment.is_bare or not _leads(text, moment):
        return False
    after = _capitals_after(text, moment, moments)
    is_name_too = text[moment.start : moment.end] in _ALSO_FIRST_NAMES
    return after == 1 or (after > 1 and (is_name_too or _has_other(moment, moments)))


def _has_other(moment: Moment, moments: Sequence[Moment]) -> bool:
    """True where another moment says the same: a day, or a time."""
    is_day = moment.when.day is not None
    return any(
        each is not moment and (each.when.day if is_day else each.when.at) is not None
        for each in moments
    )


def _leads(text: str, moment: Moment) -> bool:
    """True where nothing but little words stands before it, and none that says it is a day."""
    before = text[: moment.start].split()
    return all(is_little(word) for word in before) and before[-1:] not in (["on"], ["at"], ["to"])


def _capitals_after(text: str, moment: Moment, moments: Sequence[Moment]) -> int:
    ends = [each.start for each in moments if each.start > moment.start]
    found = _CAPITALS.match(text[moment.end : min(ends, default=len(text))])
    return len(found[1].split()) if found else 0
