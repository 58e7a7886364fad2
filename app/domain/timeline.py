"""What became of one appointment, from its first sight on: every change, whose it was, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.appointment import AppointmentStatus
from app.domain.practice_day import local
from app.domain.words import STATUS_WORDS, clock_time, day_and_time, short_date


class ChangedFact(StrEnum):
    """A fact of an appointment that a change altered, as the change log names it."""

    START = "start"
    END = "end"
    PRACTITIONER = "practitioner"
    STATUS = "status"
    TYPE = "type"
    TELEHEALTH = "telehealth"
    LINK = "link"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH_DATE = "dob"
    NOTES = "notes"
    ARRIVED_AT = "arrived_at"
    CANCELLED_AT = "cancelled_at"


class TimelineKind(StrEnum):
    """What happened, in the words of the change log; `first_seen` is on the row itself."""

    FIRST_SEEN = "first_seen"
    UPDATED = "updated"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    RESTORED = "restored"
    ENTERED = "entered"
    EDITED = "edited"
    EDIT_CONFIRMED = "edit_confirmed"
    EDIT_SUPERSEDED = "edit_superseded"
    REMOVED_BY_HAND = "removed_by_hand"
    JOINED = "joined"
    SEPARATED = "separated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an appointment stood: when (aware UTC), and whose it was where that is known."""

    start: datetime
    clinician: str | None
    status: AppointmentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One change. `at` is when RunSheet learnt of it, `vendor_at` the system's own time for it.

    `source` is a practice system, a person's name, or RunSheet. `changed`: the facts that differ,
    as far as they were noted. Who comes is in none of it.
    """

    at: datetime
    kind: TimelineKind
    source: str
    before: Place
    after: Place
    changed: frozenset[str] = frozenset()
    vendor_at: datetime | None = None
    is_by_person: bool = False


FACT_WORDS: dict[str, str] = {
    ChangedFact.END: "length",
    ChangedFact.TYPE: "type",
    ChangedFact.TELEHEALTH: "telehealth",
    ChangedFact.LINK: "patient's link",
    ChangedFact.NAME: "name",
    ChangedFact.PHONE: "phone number",
    ChangedFact.EMAIL: "e-mail",
    ChangedFact.BIRTH_DATE: "date of birth",
    ChangedFact.NOTES: "notes",
    ChangedFact.ARRIVED_AT: "arrival time",
    ChangedFact.CANCELLED_AT: "cancellation time",
}

_ABOUT_WORDS: dict[str, str] = {
    ChangedFact.START: "time",
    ChangedFact.PRACTITIONER: "clinician",
    ChangedFact.STATUS: "status",
    **FACT_WORDS,
}

_TIMES_OF_STATUS = frozenset({ChangedFact.ARRIVED_AT, ChangedFact.CANCELLED_AT})
"""They come with the status, which is told."""


def when_words(entry: TimelineEntry, *, now: datetime, timezone: str) -> str:
    """`8:52 am` for today, `yesterday 5:42 pm`, `Mon 3 Nov 2025 5:42 pm`."""
    return day_and_time(entry.at, now=now, timezone=timezone).removeprefix("today ")


def entry_words(entry: TimelineEntry, *, timezone: str) -> str:
    """`Cancelled in Gentu.`, `Moved from Dr Nair, 9:00 am, to Dr Okafor, 9:30 am.`"""
    return f"{_SAID[entry.kind](entry, timezone)}."


def _first_seen(entry: TimelineEntry, timezone: str) -> str:
    place = _place_words(entry.after, timezone)
    if entry.is_by_person:
        return f"Entered by {entry.source}: {place}"
    return f"First seen in {entry.source}: {place}"


def _entered(entry: TimelineEntry, timezone: str) -> str:
    return f"Entered by {entry.source}: {_place_words(entry.after, timezone)}"


def _moved(entry: TimelineEntry, timezone: str) -> str:
    route = f"Moved from {_from_to(entry, timezone)}"
    return f"{route}, by {entry.source}" if entry.is_by_person else route


def _cancelled(entry: TimelineEntry, timezone: str) -> str:
    said = f"Cancelled by {entry.source}" if entry.is_by_person else f"Cancelled in {entry.source}"
    if entry.vendor_at is None or entry.is_by_person:
        return said
    own = day_and_time(entry.vendor_at, now=entry.at, timezone=timezone).removeprefix("today ")
    return f"{said}, which says {own}"


def _removed(entry: TimelineEntry, _timezone: str) -> str:
    if entry.is_by_person:
        return f"Taken off by {entry.source}"
    return f"No longer in {entry.source}"


def _restored(entry: TimelineEntry, timezone: str) -> str:
    where = _place_words(entry.after, timezone)
    return f"Back in {entry.source}: {where}"


def _updated(entry: TimelineEntry, timezone: str) -> str:
    """`Arrived in Gentu, was booked; phone number changed`; by whom is said once, at first."""
    by = f"by {entry.source}" if entry.is_by_person else f"in {entry.source}"
    parts = [_status_words(entry, by)] if entry.before.status is not entry.after.status else []
    if (entry.before.start, entry.before.clinician) != (entry.after.start, entry.after.clinician):
        moved = f"moved from {_from_to(entry, timezone)}"
        parts.append(moved if parts else f"{moved}, {by}")
    facts = _facts(entry)
    if facts or not parts:
        changed = f"{facts or 'details'} changed"
        parts.append(changed if parts else f"{changed} {by}")
    return _capital("; ".join(parts))


def _status_words(entry: TimelineEntry, by: str) -> str:
    was, now = STATUS_WORDS[entry.before.status].lower(), STATUS_WORDS[entry.after.status]
    said = f"marked {now.lower()}" if entry.is_by_person else now
    return f"{said} {by}, was {was}"


def _confirmed(entry: TimelineEntry, _timezone: str) -> str:
    return f"{entry.source} now says the same{_about(entry)}"


def _superseded(entry: TimelineEntry, _timezone: str) -> str:
    return f"{entry.source} says otherwise{_about(entry)}, and its word stands"


def _taken_off(entry: TimelineEntry, _timezone: str) -> str:
    return f"Taken off by {entry.source}"


def _joined(entry: TimelineEntry, _timezone: str) -> str:
    return f"Joined by {entry.source} with the row that was entered here"


def _separated(entry: TimelineEntry, _timezone: str) -> str:
    return f"Taken apart again by {entry.source}"


_SAID = {
    TimelineKind.FIRST_SEEN: _first_seen,
    TimelineKind.ENTERED: _entered,
    TimelineKind.MOVED: _moved,
    TimelineKind.CANCELLED: _cancelled,
    TimelineKind.REMOVED: _removed,
    TimelineKind.RESTORED: _restored,
    TimelineKind.UPDATED: _updated,
    TimelineKind.EDITED: _updated,
    TimelineKind.EDIT_CONFIRMED: _confirmed,
    TimelineKind.EDIT_SUPERSEDED: _superseded,
    TimelineKind.REMOVED_BY_HAND: _taken_off,
    TimelineKind.JOINED: _joined,
    TimelineKind.SEPARATED: _separated,
}


def _about(entry: TimelineEntry) -> str:
    """` about the time and clinician`: here nothing else tells what it is about."""
    facts = _listed(word for fact, word in _ABOUT_WORDS.items() if fact in entry.changed)
    return f" about the {facts}" if facts else ""


def _facts(entry: TimelineEntry) -> str:
    """`phone number and type`; times, people and statuses are told by themselves."""
    told = _TIMES_OF_STATUS if entry.before.status is not entry.after.status else frozenset()
    return _listed(FACT_WORDS[fact] for fact in FACT_WORDS if fact in entry.changed - told)


def _listed(words: Iterable[str]) -> str:
    listed = list(words)
    return " and ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)


def _from_to(entry: TimelineEntry, timezone: str) -> str:
    """Both places, each with its day where they are on different days."""
    before, after = entry.before, entry.after
    days = (_day(before, timezone), _day(after, timezone))
    has_days = days[0] != days[1]
    was = _place_words(before, timezone, day=days[0] if has_days else None)
    now = _place_words(after, timezone, day=days[1] if has_days else None)
    return f"{was}, to {now}"


def _place_words(place: Place, timezone: str, *, day: date | None = None) -> str:
    """`Dr Nair, 9:00 am`."""
    parts = [
        place.clinician or "",
        short_date(day) if day else "",
        clock_time(place.start, timezone),
    ]
    return ", ".join(part for part in parts if part)


def _day(place: Place, timezone: str) -> date:
    return local(place.start, timezone).date()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
