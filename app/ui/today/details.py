"""The facts of one row for the details drawer, as pairs of words. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.domain.words import (
    birth_date,
    clock_time,
    count_words,
    removed_on,
    short_date,
    years_between,
)
from app.domain.words import phone_number as phone_words
from app.ui.today.cards import (
    NO_LONGER_CHECKED,
    moved_words,
    off_words,
    shown_name,
    source_of,
    status_look,
    telehealth_word,
    waiting_minutes,
)
from app.ui.today.marks import NO_MARKS, Marks, duplicate_words, similar_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of the drawer. `key` names it for tests and buttons; `dot` is a vendor's colour.

    `copies` says what its button copies; empty: no button. `is_wide`: sentences, which want the
    drawer's whole width below their heading.
    """

    key: str
    heading: str
    value: str
    dot: str = ""
    copies: str = ""
    is_wide: bool = False


def headline(row: RunSheetRow) -> tuple[str, str]:
    """The name, and `9:15 am to 9:30 am, Tue 18 Nov 2025`."""
    start, end = clock_time(row.start, row.timezone), clock_time(row.end, row.timezone)
    day = short_date(local(row.start, row.timezone).date())
    return shown_name(row), f"{start} to {end}, {day}"


def facts_of(row: RunSheetRow, *, now: datetime, marks: Marks = NO_MARKS) -> list[Fact]:
    """What is known of a row; what is not known has no line."""
    alike = [
        Fact(key=key, heading=heading, value=words, is_wide=True)
        for key, heading, words in (
            ("similar", "≈ Similar name", similar_words(row, marks)),
            ("duplicate", "⧉ Perhaps twice", duplicate_words(row, marks)),
        )
    ]
    made = [
        *alike,
        *_hidden(row),
        *_person(row, now),
        *_visit(row),
        *_waiting(row, now),
        *_history(row, now),
    ]
    return [fact for fact in made if fact.value]


def _hidden(row: RunSheetRow) -> list[Fact]:
    how = "Enter on the card shows who it is, so does holding it with the mouse."
    words = how if row.is_masked else ""
    return [Fact(key="privacy", heading="Privacy on", value=words, is_wide=True)]


def _person(row: RunSheetRow, now: datetime) -> list[Fact]:
    born = ""
    if row.patient_birth_date is not None:
        age = years_between(row.patient_birth_date, local(now, row.timezone).date())
        born = f"{birth_date(row.patient_birth_date)} ({age})"
    phone = phone_words(row.patient_phone) if row.patient_phone else ""
    return [
        Fact(key="birth_date", heading="Date of birth", value=born),
        Fact(key="phone", heading="Phone", value=phone, copies="phone number"),
        Fact(key="email", heading="E-mail", value=row.patient_email or ""),
    ]


def _visit(row: RunSheetRow) -> list[Fact]:
    glyph, word, _tone = status_look(row)
    raw = row.raw_status or ""
    is_told = raw.casefold() in ("", word.casefold(), row.status.value)
    own_word = "" if is_told or raw.isdigit() else raw  # MediRecords counts its statuses
    said = f"{glyph} {word}" + (f" ({source_of(row)}: {own_word})" if own_word else "")
    return [
        Fact(key="clinician", heading="Clinician", value=row.clinician_name),
        Fact(
            key="type",
            heading="Type",
            value=row.appointment_type_name or "",
            dot=row.appointment_type_colour or "",
        ),
        Fact(key="length", heading="Length", value=count_words(row.duration_minutes, "minute")),
        Fact(key="status", heading="Status", value=said),
        Fact(key="where", heading="Where", value=telehealth_word(row) or "In person"),
        # The address itself lets anybody in: it is copied on request and never shown.
        Fact(
            key="telehealth_link",
            heading="Patient's link",
            value=f"From {source_of(row)}" if row.telehealth_url else "",
            copies="telehealth link",
        ),
    ]


def _waiting(row: RunSheetRow, now: datetime) -> list[Fact]:
    """`12 minutes, since 9:15 am`; told apart from `since RunSheet first saw it at 9:15 am`."""
    minutes = waiting_minutes(row, now)
    since = row.waiting_since
    if minutes is None or since is None:
        return []
    at = clock_time(since, row.timezone)
    seen = f"since {at}" if row.arrived_at is not None else f"since RunSheet first saw it at {at}"
    waited = f"{count_words(minutes, 'minute')}, {seen}"
    return [Fact(key="waiting", heading="Waiting", value=waited)]


def _history(row: RunSheetRow, now: datetime) -> list[Fact]:
    """The note has a box of its own; a place that was left has none, so it is a fact there."""
    return [
        Fact(key="off", heading="What happened", value=off_words(row)),
        Fact(key="moved", heading="Moved", value=moved_words(row)),
        Fact(key="source", heading="From", value=_source(row, now)),
        Fact(key="entered", heading="Entered", value=_entered(row)),
        Fact(key="notes", heading="Notes", value=row.notes or "" if row.has_moved_away else ""),
    ]


def _entered(row: RunSheetRow) -> str:
    """`By kim, only in this app`; nothing for a system's row."""
    return f"By {row.entered_by}, only in this app" if row.is_manual else ""


def _source(row: RunSheetRow, now: datetime) -> str:
    """`Gentu`, or `Gentu, which was removed on 3 Nov. No longer checked.`"""
    if row.source_removed_at is None:
        return source_of(row)
    removed = removed_on(row.source_removed_at, now=now, timezone=row.timezone)
    return f"{source_of(row)}, which was removed on {removed}. {NO_LONGER_CHECKED}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
