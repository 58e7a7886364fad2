"""The allow-list of the support export's JSON files: which fields there are, and their values.

Own and small, because a field that does not fit must not end the export: it is taken out and
counted, and a test fails for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from app.services.support.marks import MARK, Kind, mark
from app.services.support.pseudonyms import PSEUDONYM


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A value. `is_words`: words from outside, which are compared with the live values too."""

    holds: Callable[[object], bool]
    is_words: bool = False


Shape = Leaf | Mapping[str, "Shape"] | Sequence["Shape"]
"""A value, an object with exactly these fields, or a list of things of one shape."""


def text_of(expression: str, *, is_words: bool = False) -> Leaf:
    """A text that the whole expression matches."""
    pattern = re.compile(expression)
    return Leaf(
        holds=lambda value: isinstance(value, str) and bool(pattern.fullmatch(value)),
        is_words=is_words,
    )


def one_of(*words: str) -> Leaf:
    """One of our own words."""
    return Leaf(holds=lambda value: value in words)


def maybe(leaf: Leaf) -> Leaf:
    """That, or nothing."""
    return Leaf(holds=lambda value: value is None or leaf.holds(value), is_words=leaf.is_words)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


COUNT = Leaf(holds=lambda value: type(value) is int and value in range(10**9))
FLAG = Leaf(holds=lambda value: type(value) is bool)
SCALE = Leaf(holds=lambda value: type(value) in {int, float} and 0 < float(str(value)) < 10)
INSTANT = text_of(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = text_of(r"\d{4}-\d\d-\d\d")
CODE = text_of(r"[A-Z]{2,8}-\d\d")
WORD = text_of(r"[a-z][a-z0-9_.-]{0,39}")
NAME_OF_OURS = text_of(r"[A-Za-z][\w.-]{0,79}")
VERSION = text_of(r"\d[\w.+-]{0,60}( [a-z]+)?")
OTHERS_WORDS = text_of(r"[\w .,:()+#~/-]{0,80}", is_words=True)
ID = Leaf(holds=lambda value: isinstance(value, str) and bool(PSEUDONYM.fullmatch(value)))
TAKEN_OUT = Leaf(holds=lambda value: isinstance(value, str) and bool(MARK.fullmatch(value)))
ZONE = Leaf(holds=lambda value: value in _zones())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A document with nothing in it but what its shape allows; `misfits` are places, not values."""

    document: Any
    misfits: tuple[str, ...]


def fitted(document: object, shape: Shape, *, scrub: Callable[[str], str]) -> Fitted:
    """The document by its shape; `scrub` looks at words from outside."""
    misfits: list[str] = []
    return Fitted(document=_fit(document, shape, scrub, "", misfits), misfits=tuple(misfits))


def _fit(
    value: Any, shape: Shape, scrub: Callable[[str], str], place: str, misfits: list[str]
) -> Any:
    if isinstance(shape, Leaf):
        return _fit_leaf(value, shape, scrub, place, misfits)
    if isinstance(shape, Mapping):
        if not isinstance(value, dict):
            return _misfit(place, misfits)
        unknown = [f"{place}.{name}" for name in value.keys() - shape.keys()]
        missing = [f"{place}.{name}" for name in shape.keys() - value.keys()]
        misfits += unknown + missing
        return {
            name: _fit(value[name], shape[name], scrub, f"{place}.{name}", misfits)
            for name in shape
            if name in value
        }
    if not isinstance(value, list):
        return _misfit(place, misfits)
    return [_fit(each, shape[0], scrub, f"{place}[]", misfits) for each in value]


def _fit_leaf(
    value: object, leaf: Leaf, scrub: Callable[[str], str], place: str, misfits: list[str]
) -> object:
    if TAKEN_OUT.holds(value):
        return value
    if not leaf.holds(value):
        return _misfit(place, misfits)
    return scrub(value) if leaf.is_words and isinstance(value, str) else value


def _misfit(place: str, misfits: list[str]) -> str:
    misfits.append(place)
    return mark(Kind.VALUE)
