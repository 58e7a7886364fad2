"""The quick box: one typed sentence becomes an intent. What this practice's own words and a day or
a time explain is taken out, the name is what remains; what isn't sure stays open and is asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.intent import Intent, IntentKind
from app.services.bookings.clinician_words import read_known, read_unknown
from app.services.bookings.date_phrases import Moment, find_moments
from app.services.bookings.moments import meant_moments, outside_names
from app.services.bookings.name_words import CUT, is_little, read_name

_POLITE = re.compile(r"^(?:please|pls|can you|could you|can we|i need to)\s+", re.IGNORECASE)
_NOUN = r"(?:appointment|appt|booking)"
_VERBS = {
    IntentKind.RESCHEDULE: rf"(?:move|reschedule|rebook|shift|change|push)(?: the {_NOUN})?",
    IntentKind.CANCEL: r"(?:cancel|delete|remove)",
    IntentKind.BOOK: rf"(?:book(?: in)?|(?:make an? |new ){_NOUN}(?: for)?|add|schedule)",
}
_PHONE = re.compile(r"(?<!\w)[+(]?\d(?:[\s()-]{0,2}\d){7,14}(?!\w)")
_EMAIL = re.compile(r"\S+@\S+\.\w+")
_LENGTH = re.compile(
    r"(?<!in )\b(?:for\s+)?(?:(?P<half>half\s+an\s+hour)|(?:an|(?P<hours>[1-4]))[\s-]hours?"
    r"|(?P<minutes>\d{1,3})[\s-]*min(?:ute)?s?)\b",
    re.IGNORECASE,
)
_UNSURE = "§"
"""Stands for a single word that is this practice's own and may be a name as well, such as Long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What this practice calls its people, services and places; a sentence is searched for them.
    `patients`: full names that hold a word for a day or a time, such as Wednesday Addams.
    """

    doctors: Sequence[str] = ()
    services: Sequence[str] = ()
    branches: Sequence[str] = ()
    providers: Sequence[tuple[str, str]] = ()
    patients: Sequence[str] = ()


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
    service, rest = _named(rest, vocabulary.services)
    doctor, rest = read_known(rest, vocabulary.doctors)
    branch, rest = _named(rest, vocabulary.branches)
    provider, rest = _named(rest, [label for _, label in vocabulary.providers])
    length, rest = _length(rest)
    moments = find_moments(rest, now=now, timezone=timezone)
    when, cut, is_sure = meant_moments(
        rest,
        outside_names(rest, moments, vocabulary.patients),
        is_move=kind is IntentKind.RESCHEDULE,
    )
    phone, rest = _taken(_PHONE, _without(rest, cut))
    typed, rest = read_unknown(rest)
    name, unread = read_name(rest.replace(_UNSURE, CUT))
    if name and _UNSURE in rest and " " not in name:
        service, branch, is_sure = None, None, False
    if name and not is_sure:
        name, unread = None, f"{name} {unread}".strip()
    ids = {label: id_ for id_, label in vocabulary.providers}
    return Intent(
        kind=kind,
        provider=ids.get(provider or ""),
        name=name,
        phone=phone,
        email=email,
        when=when,
        service=service,
        doctor=doctor or typed,
        branch=branch,
        length_minutes=length,
        unread=unread,
    )


def _verb(text: str) -> tuple[IntentKind | None, str]:
    asked = _POLITE.sub("", text)
    for kind, verbs in _VERBS.items():
        found = re.match(rf"{verbs}(?!\S)\s*", asked, re.IGNORECASE)
        if found:
            rest = asked[found.end() :]
            return kind, _calm(rest) if rest.isupper() else rest
    return None, text


def _calm(shouted: str) -> str:
    words = shouted.lower().split()
    return " ".join(word if is_little(word) else word.title() for word in words)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    found = pattern.search(text)
    return (None, text) if found is None else (found[0], _cut(text, found.start(), found.end()))


def _length(text: str) -> tuple[int | None, str]:
    found = _LENGTH.search(text)
    if found is None:
        return None, text
    hours = int(found["hours"] or 1) * 60
    minutes = 30 if found["half"] else int(found["minutes"] or hours)
    return minutes, _cut(text, found.start(), found.end())


def _named(text: str, names: Sequence[str]) -> tuple[str | None, str]:
    """The longest of these names that stands in the text, and the text without it."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        words = r"[\s-]*".join(re.escape(word) for word in re.split(r"[\s-]+", name))
        pattern = rf"(?P<asked>\b(?:with|for|in|at)\s+)?(?:\b(?:an?|the)\s+)?(?<!\w){words}(?!\w)"
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            is_sure = found["asked"] or not found[0].isalpha() or not found[0][0].isupper()
            mark = CUT if is_sure else _UNSURE
            return name, _cut(text, found.start(), found.end(), mark)
    return None, text


def _without(text: str, moments: Sequence[Moment]) -> str:
    for moment in reversed(moments):
        text = _cut(text, moment.start, moment.end)
    return text


def _cut(text: str, start: int, end: int, mark: str = CUT) -> str:
    return f"{text[:start].rstrip()} {mark} {text[end:].lstrip()}"
