"""Texts a person typed at the practice, made fit to show: one line, no controls, bounded."""

import re
import unicodedata
from typing import Any

LONGEST = 200
_WHITESPACE = re.compile(r"\s+")
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def clean_text(value: Any) -> str | None:
    """Up to 200 characters on one line; None for nothing or for what is no text.

    Joiners stay (names in Hindi or Persian need them); controls that reorder text go.
    """
    if not isinstance(value, str):
        return None
    if len(value) <= LONGEST and value.isprintable() and "  " not in value:
        return value.strip() or None
    text = _WHITESPACE.sub(" ", _without_controls(value)).strip()
    return text[:LONGEST].rstrip() or None


def _without_controls(value: str) -> str:
    spaced = _WHITESPACE.sub(" ", value[: LONGEST * 4])
    return "".join(char for char in spaced if char not in _BIDI_CONTROLS and _is_fit(char))


def _is_fit(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"}
