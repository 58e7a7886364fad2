"""The marks that stand where something was taken out of the support export, and their counts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from app.domain.said import Said, say, say_count, say_in_a_row


class Kind(StrEnum):
    """What was taken out; the words are what a person reads."""

    NAME = "name"
    PHONE = "phone number"
    EMAIL = "e-mail address"
    BIRTH_DATE = "date of birth"
    MEDICARE = "Medicare number"
    SECRET = "token"  # noqa: S105 - a kind of thing
    PRACTICE = "practice name"
    ID = "practice ID"
    LINK = "link"
    LINE = "line"
    VALUE = "value"


Counts = Counter[Kind]

_COUNTED: Mapping[Kind, Callable[[int], Said]] = {
    Kind.NAME: lambda count: say_count(count, "{n} name", "{n} names"),
    Kind.PHONE: lambda count: say_count(count, "{n} phone number", "{n} phone numbers"),
    Kind.EMAIL: lambda count: say_count(count, "{n} e-mail address", "{n} e-mail addresses"),
    Kind.BIRTH_DATE: lambda count: say_count(count, "{n} date of birth", "{n} dates of birth"),
    Kind.MEDICARE: lambda count: say_count(count, "{n} Medicare number", "{n} Medicare numbers"),
    Kind.SECRET: lambda count: say_count(count, "{n} token", "{n} tokens"),
    Kind.PRACTICE: lambda count: say_count(count, "{n} practice name", "{n} practice names"),
    Kind.ID: lambda count: say_count(count, "{n} practice ID", "{n} practice IDs"),
    Kind.LINK: lambda count: say_count(count, "{n} link", "{n} links"),
    Kind.LINE: lambda count: say_count(count, "{n} line", "{n} lines"),
    Kind.VALUE: lambda count: say_count(count, "{n} value", "{n} values"),
}
MARK = re.compile(r"⟦([A-Za-z -]+) removed⟧")


def mark(kind: Kind) -> str:
    """What stands there instead: `⟦name removed⟧`; the preview draws a red bar over it."""
    return f"⟦{kind} removed⟧"


def count_marks(text: str) -> Counts:
    """How many of each kind were taken out of a text."""
    return Counter(Kind(found) for found in MARK.findall(text))


def removed_words(counts: Counts) -> str:
    """`31 names, 2 phone numbers removed`; empty when nothing was."""
    parts = [_COUNTED[kind](count) for kind, count in _in_order(counts) if count]
    return say("{what} removed", what=say_in_a_row(", ", parts)) if parts else ""


def total_of(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counter())


def _in_order(counts: Counts) -> Iterable[tuple[Kind, int]]:
    return ((kind, counts[kind]) for kind in Kind)
