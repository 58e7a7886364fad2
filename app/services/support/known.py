"""What must never be in a support export: the live names, numbers, birthdays and secrets.

They are held in memory while an export is made, and compared with its texts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.services.support.folding import words_of
from app.services.support.marks import Kind
from app.store.support_values import LiveValues

Phrase = tuple[str, ...]

_TITLES = {"a", "dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sr"}
_SHORTEST_SECRET = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValues:
    """`phrases` by their first word; numbers are digits alone, as `plain_number` gives them."""

    names: frozenset[str] = frozenset()
    phrases: dict[str, tuple[tuple[Phrase, Kind], ...]]
    numbers: frozenset[str] = frozenset()
    birth_dates: frozenset[date] = frozenset()
    secrets: tuple[str, ...] = ()


NOTHING_KNOWN = KnownValues(phrases={})


def known_values(live: LiveValues, secrets: Iterable[str], others: Iterable[str]) -> KnownValues:
    """From what is stored, what the password store holds and `others`: this PC's own names."""
    people = [*live.patients, *live.clinicians, *others]
    phrases = [(tuple(words_of(name)), Kind.PRACTICE) for name in live.practices]
    phrases += [(tuple(words_of(value)), Kind.ID) for value in live.vendor_ids]
    phrases += [(tuple(words_of(value)), Kind.EMAIL) for value in live.emails]
    phrases += [(tuple(words_of(value))[:8], Kind.VALUE) for value in live.notes]
    return KnownValues(
        names=frozenset(word for name in people for word in _name_words(name)),
        phrases=_by_first_word(phrases),
        numbers=frozenset(plain_number(number) for number in live.phones),
        birth_dates=frozenset(live.birth_dates),
        secrets=_longest_first(secrets),
    )


def plain_number(number: str) -> str:
    """`+61 412 345 678` and `0412 345 678` give `412345678`."""
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("61").removeprefix("0") if len(digits) > 8 else digits


def _name_words(name: str) -> Iterable[str]:
    return (word for word in words_of(name) if len(word) > 1 and word not in _TITLES)


def _by_first_word(
    phrases: Iterable[tuple[Phrase, Kind]],
) -> dict[str, tuple[tuple[Phrase, Kind], ...]]:
    """The longest first. A single short word is no phrase: it would be found everywhere."""
    found: dict[str, set[tuple[Phrase, Kind]]] = {}
    for phrase, kind in phrases:
        if len("".join(phrase)) >= _SHORTEST_SECRET:
            found.setdefault(phrase[0], set()).add((phrase, kind))
    return {word: tuple(sorted(some, key=lambda one: -len(one[0]))) for word, some in found.items()}


def _longest_first(secrets: Iterable[str]) -> tuple[str, ...]:
    usable = {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}
    return tuple(sorted(usable, key=len, reverse=True))
