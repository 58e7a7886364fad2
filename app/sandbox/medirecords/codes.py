"""MediRecords' code systems, and how a server may write one.

Only 5, 10, 15 and 20 minutes and the codes of Mr and Dr are known from live clients; the other
codes are made up.
"""

import dataclasses
import enum
import typing as t

INTERVALS: t.Final = {2: 5, 4: 10, 6: 15, 7: 20} | {
    minutes // 5 + 3: minutes for minutes in range(25, 245, 5)
}
"""Code -> minutes."""

TITLES: t.Final = {
    315890000: "Mr",
    315890001: "Mrs",
    315890002: "Ms",
    315890003: "Miss",
    315890004: "Dr",
    315890005: "A/Prof",
    315890006: "Prof",
}

_CODES = {minutes: code for code, minutes in INTERVALS.items()}


class CodeShape(enum.StrEnum):
    """A bare array, or the same array as `data` of an object."""

    ARRAY = "array"
    ENVELOPE = "envelope"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeStyle:
    """How code systems are answered: the vendor's own way is not known."""

    shape: CodeShape = CodeShape.ARRAY
    label: t.Literal["display", "name", "description"] = "display"


def interval_code(minutes: int) -> int:
    """Raises ValueError for a length that MediRecords has no code for."""
    if minutes not in _CODES:
        raise ValueError(f"no interval code for {minutes} minutes")
    return _CODES[minutes]


def length_text(minutes: int) -> str:
    """As "15 mins", "1 hr", "1 hr 30 mins" or "4 hrs"."""
    hours, rest = divmod(minutes, 60)
    parts = [
        hours and f"{hours} {'hr' if hours == 1 else 'hrs'}",
        rest and f"{rest} mins",
    ]
    return " ".join(part for part in parts if part)


def code_system_json(name: str, style: CodeStyle) -> t.Any:
    """The table of a code system. Raises KeyError for an unknown name."""
    labels = {
        "appointment-interval-code": {code: length_text(m) for code, m in INTERVALS.items()},
        "title-code": TITLES,
    }[name]
    entries = [{"code": code, style.label: label} for code, label in labels.items()]
    return entries if style.shape is CodeShape.ARRAY else {"data": entries}
