"""MediRecords' code systems: what the numbers for titles and lengths mean.

Their body is not documented, so it is read leniently: a bare array or one in `data`, the label in
`display`, `name` or `description`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.adapters.pms.medirecords.times import read_length
from app.adapters.text import clean_text
from app.adapters.values import objects_of

INTERVALS = "appointment-interval-code"
TITLES = "title-code"
_LABELS = ("display", "name", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSystem:
    """Codes and their labels, as read at `read_at` (aware UTC)."""

    read_at: datetime
    labels: tuple[tuple[str, str], ...]


def read_labels(body: Any) -> tuple[tuple[str, str], ...]:
    """Code and label of every entry that has both; codes as text, since both forms occur."""
    entries = body.get("data") if isinstance(body, dict) else body
    found: dict[str, str] = {}
    for entry in objects_of(entries):
        code, label = read_code(entry.get("code")), _label(entry)
        if code is not None and label is not None:
            found[code] = label
    return tuple(found.items())


def read_code(value: Any) -> str | None:
    """A code as text: `315890004` whether it came as a number or as a string."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip() if isinstance(value, str) or abs(value) < 10**18 else ""
    return text if text and text.isascii() and len(text) <= 40 else None


def interval_minutes(system: CodeSystem | None) -> Mapping[str, float]:
    """Minutes by interval code, as far as the labels tell."""
    labels = system.labels if system else ()
    lengths = {code: read_length(label) for code, label in labels}
    return {code: minutes for code, minutes in lengths.items() if minutes is not None}


def _label(entry: dict[str, Any]) -> str | None:
    return next((text for name in _LABELS if (text := clean_text(entry.get(name)))), None)
