"""What became of one appointment, from its first sight on: every change, whose it was, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.appointment import AppointmentStatus
from app.domain.practice_day import local
from app.domain.said import Said, capital, say, say_in_a_row
from app.domain.words import STATUS_WORDS, clock_time, short_date, time_or_day


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


_STATUS_WITHIN = {
    AppointmentStatus.BOOKED: say("booked"),
    AppointmentStatus.CONFIRMED: say("confirmed"),
    AppointmentStatus.ARRIVED: say("arrived"),
    AppointmentStatus.IN_PROGRESS: say("with clinician"),
    AppointmentStatus.COMPLETED: say("completed"),
    AppointmentStatus.CANCELLED: say("cancelled"),
    AppointmentStatus.NO_SHOW: say("did not attend"),
}
"""The same within a sentence."""

FACT_WORDS: dict[str, str] = {
    ChangedFact.END: say("length"),
    ChangedFact.TYPE: say("type"),
    ChangedFact.TELEHEALTH: say("telehealth"),
    ChangedFact.LINK: say("patient's link"),
    ChangedFact.NAME: say("name"),
    ChangedFact.PHONE: say("phone number"),
    ChangedFact.EMAIL: say("e-mail"),
    ChangedFact.BIRTH_DATE: say("date of birth"),
    ChangedFact.NOTES: say("notes"),
    ChangedFact.ARRIVED_AT: say("arrival time"),
    ChangedFact.CANCELLED_AT: say("cancellation time"),
}

_ABOUT_WORDS: dict[str, str] = {
    ChangedFact.START: say("time"),
    ChangedFact.PRACTITIONER: say("clinician"),
    ChangedFact.STATUS: say("status"),
    **FACT_WORDS,
}

_TIMES_OF_STATUS = frozenset({ChangedFact.ARRIVED_AT, ChangedFact.CANCELLED_AT})
"""They come with the status, which is told."""


def when_words(entry: TimelineEntry, *, now: datetime, timezone: str) -> str:
    """`8:52 am` for today, `yesterday 5:42 pm`, `Mon 3 Nov 2025 5:42 pm`."""
    return time_or_day(entry.at, now=now, timezone=timezone)


def entry_words(entry: TimelineEntry, *, timezone: str) -> str:
    """`Cancelled in Gentu.`, `Moved from Dr Nair, 9:00 am, to Dr Okafor, 9:30 am.`"""
    return say("{sentence}.", sentence=_SAID[entry.kind](entry, timezone))


def _first_seen(entry: TimelineEntry, timezone: str) -> str:
    if entry.is_by_person:
        return _entered(entry, timezone)
    place = _place_words(entry.after, timezone)
    return say("First seen in {system}: {place}", system=entry.source, place=place)


def _entered(entry: TimelineEntry, timezone: str) -> str:
    place = _place_words(entry.after, timezone)
    return say("Entered by {person}: {place}", person=entry.source, place=place)


def _moved(entry: TimelineEntry, timezone: str) -> str:
    was, now = _from_to(entry, timezone)
    if entry.is_by_person:
        return say("Moved from {was}, to {now}, by {person}", was=was, now=now, person=entry.source)
    return say("Moved from {was}, to {now}", was=was, now=now)


def _cancelled(entry: TimelineEntry, timezone: str) -> str:
    if entry.is_by_person:
        return say("Cancelled by {person}", person=entry.source)
    if entry.vendor_at is None:
        return say("Cancelled in {system}", system=entry.source)
    own = time_or_day(entry.vendor_at, now=entry.at, timezone=timezone)
    return say("Cancelled in {system}, which says {time}", system=entry.source, time=own)


def _removed(entry: TimelineEntry, _timezone: str) -> str:
    if entry.is_by_person:
        return _taken_off(entry, _timezone)
    return say("No longer in {system}", system=entry.source)


def _restored(entry: TimelineEntry, timezone: str) -> str:
    place = _place_words(entry.after, timezone)
    return say("Back in {system}: {place}", system=entry.source, place=place)


def _updated(entry: TimelineEntry, timezone: str) -> str:
    """`Arrived in Gentu, was booked; phone number changed`; by whom is said once, at first."""
    by = _by(entry)
    parts = [_status_words(entry)] if entry.before.status is not entry.after.status else []
    if (entry.before.start, entry.before.clinician) != (entry.after.start, entry.after.clinician):
        was, now = _from_to(entry, timezone)
        if parts:
            parts.append(say("moved from {was}, to {now}", was=was, now=now))
        else:
            parts.append(say("Moved from {was}, to {now}, {by}", was=was, now=now, by=by))
    facts = _facts(entry)
    if parts and facts:
        parts.append(say("{facts} changed", facts=facts))
    elif not parts:
        facts = facts or say("details")
        parts.append(capital(say("{facts} changed {by}", facts=facts, by=by)))
    return say_in_a_row("; ", parts)


def _by(entry: TimelineEntry) -> Said:
    if entry.is_by_person:
        return say("by {person}", person=entry.source)
    return say("in {system}", system=entry.source)


def _status_words(entry: TimelineEntry) -> str:
    was, now = _STATUS_WITHIN[entry.before.status], entry.after.status
    if entry.is_by_person:
        return say("Marked {now} {by}, was {was}", now=_STATUS_WITHIN[now], by=_by(entry), was=was)
    return say("{now} {by}, was {was}", now=STATUS_WORDS[now], by=_by(entry), was=was)


def _confirmed(entry: TimelineEntry, _timezone: str) -> str:
    facts = _about(entry)
    if not facts:
        return say("{source} now says the same", source=entry.source)
    return say("{source} now says the same about the {facts}", source=entry.source, facts=facts)


def _superseded(entry: TimelineEntry, _timezone: str) -> str:
    facts = _about(entry)
    if not facts:
        return say("{source} says otherwise, and its word stands", source=entry.source)
    return say(
        "{source} says otherwise about the {facts}, and its word stands",
        source=entry.source,
        facts=facts,
    )


def _taken_off(entry: TimelineEntry, _timezone: str) -> str:
    return say("Taken off by {person}", person=entry.source)


def _joined(entry: TimelineEntry, _timezone: str) -> str:
    return say("Joined by {person} with the row that was entered here", person=entry.source)


def _separated(entry: TimelineEntry, _timezone: str) -> str:
    return say("Taken apart again by {person}", person=entry.source)


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
    """`time and clinician`: here nothing else tells what it is about."""
    return _listed(word for fact, word in _ABOUT_WORDS.items() if fact in entry.changed)


def _facts(entry: TimelineEntry) -> str:
    """`phone number and type`; times, people and statuses are told by themselves."""
    told = _TIMES_OF_STATUS if entry.before.status is not entry.after.status else frozenset()
    return _listed(FACT_WORDS[fact] for fact in FACT_WORDS if fact in entry.changed - told)


def _listed(words: Iterable[str]) -> str:
    listed = list(words)
    if len(listed) < 2:
        return listed[0] if listed else ""
    return say("{most} and {last}", most=say_in_a_row(", ", listed[:-1]), last=listed[-1])


def _from_to(entry: TimelineEntry, timezone: str) -> tuple[str, str]:
    """Both places, each with its day where they are on different days."""
    before, after = entry.before, entry.after
    days = (_day(before, timezone), _day(after, timezone))
    has_days = days[0] != days[1]
    was = _place_words(before, timezone, day=days[0] if has_days else None)
    now = _place_words(after, timezone, day=days[1] if has_days else None)
    return was, now


def _place_words(place: Place, timezone: str, *, day: date | None = None) -> str:
    """`Dr Nair, 9:00 am`."""
    parts = [
        place.clinician or "",
        short_date(day) if day else "",
        clock_time(place.start, timezone),
    ]
    return say_in_a_row(", ", (part for part in parts if part))


def _day(place: Place, timezone: str) -> date:
    return local(place.start, timezone).date()
