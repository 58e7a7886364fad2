"""What looks like a person's data or a secret, whoever it belongs to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.services.support.marks import Kind

_ALONE_BEFORE, _ALONE_AFTER = r"(?<![\w.:+-])", r"(?![\w:-])"

PHONE = re.compile(rf"{_ALONE_BEFORE}(?:\+?61[ -]?|\(?0)[2-478]\)?(?:[ -]?\d){{8}}{_ALONE_AFTER}")
NUMBER = re.compile(r"(?<![\w.:-])\+?\(?\d(?:[ ()-]{0,2}\d){6,14}(?![\w:-])")
_MEDICARE = re.compile(
    rf"{_ALONE_BEFORE}[2-6]\d{{3}}[ -]?\d{{5}}[ -]?\d(?:[ /-]?\d)?{_ALONE_AFTER}"
)
_MEDICARE_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)


def _is_medicare(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()]
    total = sum(d * w for d, w in zip(digits, _MEDICARE_WEIGHTS, strict=False))
    return total % 10 == digits[8]


def _is_random(text: str) -> bool:
    """Hexadecimal, or capitals, small letters and figures mixed: not the path of a file of ours."""
    has = (str.isupper, str.islower, str.isdigit)
    return bool(re.fullmatch(r"[0-9a-fA-F]+", text)) or all(any(map(test, text)) for test in has)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`holds` says whether what the expression found is really one."""

    kind: Kind
    expression: re.Pattern[str]
    holds: Callable[[str], bool] = bool


PATTERNS = (
    Pattern(
        kind=Kind.LINK, expression=re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>⟦⟧]+", re.IGNORECASE)
    ),
    Pattern(
        kind=Kind.EMAIL,
        expression=re.compile(r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    ),
    Pattern(kind=Kind.SECRET, expression=re.compile(r"\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?")),
    Pattern(
        kind=Kind.SECRET,
        expression=re.compile(r"(?<![\w+/-])[A-Za-z0-9+/_-]{40,}={0,2}"),
        holds=_is_random,
    ),
    Pattern(kind=Kind.PHONE, expression=PHONE),
    Pattern(kind=Kind.MEDICARE, expression=_MEDICARE, holds=_is_medicare),
)
