"""The facts of one row for the details drawer, as pairs of words. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.domain.words import (
    STATUS_WORDS,
    birth_date,
    clock_time,
    removed_on,
    short_date,
    years_between,
)
from app.domain.words import phone_number as phone_words
from app.ui.language import tr, tr_count, translated
from app.ui.today.cards import (
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
    return shown_name(row), tr("{start} to {end}, {date}", start=start, end=end, date=day)


def facts_of(row: RunSheetRow, *, now: datetime, marks: Marks = NO_MARKS) -> list[Fact]:
    """What is known of a row; what is not known has no line."""
    alike = [
        Fact(key=key, heading=heading, value=words, is_wide=True)
        for key, heading, words in (
            ("similar", tr("≈ Similar name"), similar_words(row, marks)),
            ("duplicate", tr("⧉ Perhaps twice"), duplicate_words(row, marks)),
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
    how = tr("Enter on the card shows who it is, so does holding it with the mouse.")
    words = how if row.is_masked else ""
    return [Fact(key="privacy", heading=tr("Privacy on"), value=words, is_wide=True)]


def _person(row: RunSheetRow, now: datetime) -> list[Fact]:
    born = ""
    if row.patient_birth_date is not None:
        age = years_between(row.patient_birth_date, local(now, row.timezone).date())
        born = f"{translated(birth_date(row.patient_birth_date))} ({age})"
    phone = phone_words(row.patient_phone) if row.patient_phone else ""
    return [
        Fact(key="birth_date", heading=tr("Date of birth"), value=born),
        Fact(key="phone", heading=tr("Phone"), value=phone, copies=tr("phone number")),
        Fact(key="email", heading=tr("E-mail"), value=row.patient_email or ""),
    ]


def _visit(row: RunSheetRow) -> list[Fact]:
    glyph, word, _tone = status_look(row)
    raw = row.raw_status or ""
    is_told = raw.casefold() in ("", STATUS_WORDS[row.status].casefold(), row.status.value)
    own_word = "" if is_told or raw.isdigit() else raw  # MediRecords counts its statuses
    said = f"{glyph} {word}" + (f" ({source_of(row)}: {own_word})" if own_word else "")
    return [
        Fact(key="clinician", heading=tr("Clinician"), value=row.clinician_name),
        Fact(
            key="type",
            heading=tr("Type"),
            value=row.appointment_type_name or "",
            dot=row.appointment_type_colour or "",
        ),
        Fact(key="length", heading=tr("Length"), value=_minutes(row.duration_minutes)),
        Fact(key="status", heading=tr("Status"), value=said),
        Fact(key="where", heading=tr("Where"), value=telehealth_word(row) or tr("In person")),
        # The address itself lets anybody in: it is copied on request and never shown.
        Fact(
            key="telehealth_link",
            heading=tr("Patient's link"),
            value=tr("From {system}", system=source_of(row)) if row.telehealth_url else "",
            copies=tr("telehealth link"),
        ),
    ]


def _waiting(row: RunSheetRow, now: datetime) -> list[Fact]:
    """`12 minutes, since 9:15 am`; told apart from `since RunSheet first saw it at 9:15 am`."""
    minutes = waiting_minutes(row, now)
    since = row.waiting_since
    if minutes is None or since is None:
        return []
    at = clock_time(since, row.timezone)
    if row.arrived_at is not None:
        waited = tr("{length}, since {time}", length=_minutes(minutes), time=at)
    else:
        waited = tr(
            "{length}, since RunSheet first saw it at {time}", length=_minutes(minutes), time=at
        )
    return [Fact(key="waiting", heading=tr("Waiting"), value=waited)]


def _minutes(count: int) -> str:
    return tr_count(count, "{n} minute", "{n} minutes")


def _history(row: RunSheetRow, now: datetime) -> list[Fact]:
    """The note has a box of its own; a place that was left has none, so it is a fact there."""
    return [
        Fact(key="off", heading=tr("What happened"), value=off_words(row)),
        Fact(key="moved", heading=tr("Moved"), value=moved_words(row)),
        Fact(key="source", heading=tr("From"), value=_source(row, now)),
        Fact(key="entered", heading=tr("Entered"), value=_entered(row)),
        Fact(key="notes", heading=tr("Notes"), value=row.notes or "" if row.has_moved_away else ""),
    ]


def _entered(row: RunSheetRow) -> str:
    """`By kim, only in this app`; nothing for a system's row."""
    if not row.is_manual:
        return ""
    return tr("By {person}, only in this app", person=row.entered_by)


def _source(row: RunSheetRow, now: datetime) -> str:
    """`Gentu`, or `Gentu, which was removed on 3 Nov. No longer checked.`"""
    if row.source_removed_at is None:
        return source_of(row)
    removed = removed_on(row.source_removed_at, now=now, timezone=row.timezone)
    return tr(
        "{system}, which was removed on {date}. No longer checked.",
        system=source_of(row),
        date=removed,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
