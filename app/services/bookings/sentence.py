"""The quick box: one typed sentence becomes an intent. What isn't understood stays with the name,
where the person who typed it sees it in the form; nothing is booked from here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.intent import Intent, IntentKind, When
from app.services.bookings.date_phrases import read_when

_VERBS = {
    IntentKind.RESCHEDULE: ("move", "reschedule", "shift", "change"),
    IntentKind.CANCEL: ("cancel", "delete", "remove"),
    IntentKind.BOOK: ("book", "new booking for", "new booking", "add", "schedule"),
}
_SMALL = "(?:(?:an? |the )?(?:appointment|booking)|for|to|of|with|in|on|at|from)"
_BEFORE_NAME = re.compile(rf"^{_SMALL}\b\s*")  # An, To and In are names: only as small letters
_AFTER_NAME = re.compile(rf"\s+{_SMALL}$")
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[\s()-]?\d){7,14}(?!\w)")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_LENGTH = re.compile(r"\b(?:for\s+)?(\d{1,3})\s*min(?:ute)?s?\b", re.IGNORECASE)
_MOST_DATE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What this practice calls its people, services and places; a sentence is searched for them."""

    doctors: Sequence[str] = ()
    services: Sequence[str] = ()
    branches: Sequence[str] = ()
    providers: Sequence[tuple[str, str]] = ()


def read_sentence(
    text: str, *, now: datetime, timezone: str, vocabulary: Vocabulary
) -> Intent | None:
    """The intent of "move Alice Brown to Thursday 3 pm"; None where no verb begins it.

    `now` is aware; days and times are the practice's. Call it off the event loop (dateparser).
    """
    kind, rest = _verb(" ".join(text.split()))
    if kind is None:
        return None
    email, rest = _taken(_EMAIL, rest)
    phone, rest = _taken(_PHONE, rest)
    length, rest = _taken(_LENGTH, rest)
    provider, rest = _named(rest, [label for _, label in vocabulary.providers])
    doctor, rest = _named(rest, vocabulary.doctors)
    service, rest = _named(rest, vocabulary.services)
    branch, rest = _named(rest, vocabulary.branches)
    when, rest = _when(rest, now=now, timezone=timezone)
    name = _tidy(rest)
    ids = {label: id_ for id_, label in vocabulary.providers}
    return Intent(
        kind=kind,
        provider=ids.get(provider or ""),
        name=name or None,
        phone=phone,
        email=email,
        when=when,
        service=service,
        doctor=doctor,
        branch=branch,
        length_minutes=int(re.sub(r"\D", "", length)) if length else None,
    )


def _verb(text: str) -> tuple[IntentKind | None, str]:
    for kind, verbs in _VERBS.items():
        for verb in verbs:
            found = re.match(rf"{verb}\b\s*", text, re.IGNORECASE)
            if found:
                return kind, text[found.end() :]
    return None, text


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    found = pattern.search(text)
    if found is None:
        return None, text
    return found[0], _joined(text[: found.start()], text[found.end() :])


def _named(text: str, names: Sequence[str]) -> tuple[str | None, str]:
    """The longest of these names that stands in the text, and the text without it."""
    for name in sorted(names, key=len, reverse=True):
        words = r"\s+".join(re.escape(word) for word in name.split())
        pattern = rf"(?:\b(?:with|for|in|at)\s+)?(?:\ban?\s+)?\b{words}\b"
        found = re.search(pattern, text, re.IGNORECASE)
        if name and found:
            return name, _joined(text[: found.start()], text[found.end() :])
    return None, text


def _when(text: str, *, now: datetime, timezone: str) -> tuple[When, str]:
    """The longest run of words that is a day or a time. A day and a time may stand apart."""
    found, rest = _longest_when(text, now=now, timezone=timezone)
    if found is None:
        return When(), text
    other, rest_of_rest = _longest_when(rest, now=now, timezone=timezone)
    if other is None or (found.day and other.day) or (found.at and other.at):
        return found, rest
    return When(day=found.day or other.day, at=found.at or other.at), rest_of_rest


def _longest_when(text: str, *, now: datetime, timezone: str) -> tuple[When | None, str]:
    words = text.split()
    for length in range(min(len(words), _MOST_DATE_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            when = read_when(phrase, now=now, timezone=timezone)
            if when is not None:
                return when, " ".join(words[:start] + words[start + length :])
    return None, text


def _joined(before: str, after: str) -> str:
    return f"{before.strip()} {after.strip()}".strip()


def _tidy(rest: str) -> str:
    """A name without the little words around it and a possessive's end."""
    before = None
    while before != rest:
        before = rest
        rest = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", rest)).strip(" ,.")
    return re.sub(r"['’]s$", "", rest)
