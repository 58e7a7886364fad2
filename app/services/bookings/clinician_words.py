"""Whom a sentence's booking is with: "with Priya", "with Dr Nair", in this practice's own words."""

import re
from collections.abc import Iterable, Sequence

from app.services.bookings.name_words import CUT

_TITLE = r"(?:dr|doctor|prof(?:essor)?)\b\.?"
_CAPITAL = r"[A-Z][\w'’-]*"
_WITH_UNKNOWN = re.compile(
    rf"\bwith\s+(?:(?P<title>(?i:{_TITLE}))\s+(?P<said>{_CAPITAL}(?:\s+{_CAPITAL})*|[a-z][\w'’-]*)"
    rf"|{_CAPITAL}(?:\s+{_CAPITAL})*)"
)
_MOST_WORDS = 2


def read_known(text: str, names: Sequence[str]) -> tuple[str | None, str]:
    """The clinician's name as this practice writes it, and the text without it. What fits two of
    them is none.
    """
    for alias, fitting in _aliases(names):
        words = r"\s+".join(re.escape(word) for word in alias.split())
        titled = re.sub(r"^(?:Dr|Prof)\b", lambda _: _TITLE, words)
        begins = r"(?:\bwith\s+)?" if titled != words else r"\bwith\s+"
        found = re.search(rf"{begins}(?<!\w){titled}(?!\w)(?:['’]s)?", text, re.IGNORECASE)
        if found:
            return (fitting[0] if len(fitting) == 1 else None), _without(text, found)
    return None, text


def read_unknown(text: str) -> tuple[str | None, str]:
    """One that the practice doesn't know, as typed, where a title says that it is one; and the
    text without whom it is with. Days are taken out before.
    """
    found = _WITH_UNKNOWN.search(text)
    if found is None:
        return None, text
    said = (found["said"] or "").split()
    doctor = f"Dr {' '.join(said)}" if 1 <= len(said) <= _MOST_WORDS else None
    return doctor, _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {CUT} {text[found.end() :]}"


def _aliases(names: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """What each may be called, the longest first, with everybody who is called so."""
    called: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        for alias in _ways(name):
            called.setdefault(alias, []).append(name)
    longest = sorted(called, key=len, reverse=True)
    return [(alias, tuple(called[alias])) for alias in longest]


def _ways(name: str) -> tuple[str, ...]:
    """`Dr Priya Nair`, `Dr Nair`, `Dr Priya`, `Priya Nair`, `Nair` and `Priya`."""
    title, *said = name.split()
    if not re.fullmatch(r"(?:dr|prof|mr|mrs|ms|miss|mx)\.?", title, re.IGNORECASE) or not said:
        said = name.split()
        title = ""
    ends = (" ".join(said), said[-1], said[0]) if said else ()
    with_title = tuple(f"{title} {end}" for end in ends) if title else ()
    return tuple(dict.fromkeys((*with_title, *ends)))
