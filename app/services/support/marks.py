"""The marks that stand where something was taken out of the support export, and their counts."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from app.domain.words import count_words


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

_PLURALS = {Kind.EMAIL: "e-mail addresses", Kind.BIRTH_DATE: "dates of birth"}
MARK = re.compile(r"⟦([A-Za-z -]+) removed⟧")


def mark(kind: Kind) -> str:
    """What stands there instead: `⟦name removed⟧`; the preview draws a red bar over it."""
    return f"⟦{kind} removed⟧"


def count_marks(text: str) -> Counts:
    """How many of each kind were taken out of a text."""
    return Counter(Kind(found) for found in MARK.findall(text))


def removed_words(counts: Counts) -> str:
    """`31 names, 2 phone numbers removed`; empty when nothing was."""
    parts = [
        count_words(count, kind, _PLURALS.get(kind)) for kind, count in _in_order(counts) if count
    ]
    return f"{', '.join(parts)} removed" if parts else ""


def total_of(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counter())


def _in_order(counts: Counts) -> Iterable[tuple[Kind, int]]:
    return ((kind, counts[kind]) for kind in Kind)
