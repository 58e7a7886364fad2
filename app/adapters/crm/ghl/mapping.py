"""Bookings, people and reports in GoHighLevel's words, and back: pure functions."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.adapters.text import clean_text
from app.adapters.values import object_of, objects_of, read_birth_date, read_id, read_instant
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmPerson,
    CrmStatus,
    FreeSlot,
    Person,
    ReportDocument,
)

SOURCE = "Front desk"
REPORTS_NAME, REPORTS_EMAIL = "Clinic reports", "clinic-reports@runsheet.invalid"
"""The contact that carries the reports; `.invalid` is nobody's address (RFC 2606)."""

_REFERENCE = re.compile(
    r"\bref ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b", re.ASCII | re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_STATUSES = {
    "new": CrmStatus.BOOKED,
    "booked": CrmStatus.BOOKED,
    "confirmed": CrmStatus.BOOKED,
    "active": CrmStatus.BOOKED,
    "cancelled": CrmStatus.CANCELLED,
    "invalid": CrmStatus.CANCELLED,
}
_LABELS = {
    "firstName": "First name",
    "lastName": "Last name",
    "phone": "Phone",
    "email": "E-mail",
    "timezone": "Time zone",
    "selectedTimezone": "Time zone",
    "source": "Source",
    "contactId": "Contact ID",
    "calendarId": "Calendar ID",
    "locationId": "Location ID",
    "startTime": "Start",
    "selectedSlot": "Start",
    "endTime": "End",
    "title": "Title",
    "appointmentStatus": "Status",
    "address": "Branch",
    "description": "Details",
    "calendarNotes": "Details",
}


def milliseconds(moment: datetime) -> str:
    """As their queries want it."""
    return str(round(moment.timestamp() * 1000))


def contact_body(person: Person, timezone: str) -> dict[str, str]:
    """Who it is. No tags: sent, they would replace the clinic's own."""
    told = {
        "firstName": person.first_name,
        "lastName": person.last_name,
        "phone": person.phone,
        "email": person.email,
        "timezone": timezone,
        "source": SOURCE,
    }
    return {name: value for name, value in told.items() if value}


def title_of(order: BookingOrder) -> str:
    """`Cleaning - Dr Omar`."""
    return " - ".join(part for part in (order.service, order.doctor_name) if part)


def details_of(order: BookingOrder) -> str:
    """Branch, doctor, our reference, then what a person chose to send."""
    told = (
        ("branch", order.branch),
        ("doctor", order.doctor_name),
        ("ref", order.reference),
        ("notes", order.notes),
    )
    return " | ".join(f"{word} {value}" for word, value in told if value)


def local_text(moment: datetime, timezone: str) -> str:
    """`2026-11-22T10:00:00+02:00`, as their slots are spelled."""
    return moment.astimezone(ZoneInfo(timezone)).isoformat(timespec="seconds")


def end_text(order: BookingOrder, slot: str) -> str:
    """The end with the offset of the slot, spelled as it is."""
    start = datetime.fromisoformat(slot)
    return (start + order.length).isoformat(timespec="seconds")


def labelled(*bodies: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Label and value of each field, one that is sent twice once."""
    fields = {(_LABELS[name], value): None for body in bodies for name, value in body.items()}
    return tuple(fields)


def report_text(report: ReportDocument) -> str:
    """The note: `[ref 2026-W47]`, by which it is found again, the title and the lines."""
    target = (f"For: {report.target}",) if report.target else ()
    tags = (f"Tags: {', '.join(report.tags)}",) if report.tags else ()
    title = f"{report_mark(report)} {report.title}"
    return "\n".join((title, *report.lines, *target, *tags))


def report_mark(report: ReportDocument) -> str:
    """What the note of this period begins with."""
    return f"[ref {report.key}]"


def says_the_same(note: str, text: str) -> bool:
    """Whether a note reads like `text`, whatever GoHighLevel's editor made of its lines."""
    return _words(note) == _words(text)


def _words(text: str) -> list[str]:
    return _TAG.sub(" ", text).split()


def read_slots(content: Any) -> tuple[FreeSlot, ...]:
    """The slots of every day, in order of time. What has no offset is no slot."""
    days = object_of(content).values()
    texts = [
        slot
        for day in days
        if isinstance(day, dict) and isinstance(day.get("slots"), list)
        for slot in day["slots"]
    ]
    found = {start: text for text in texts if (start := read_instant(text)) is not None}
    return tuple(FreeSlot(start_at=start, vendor_text=found[start]) for start in sorted(found))


def read_booking(record: Mapping[str, Any], trace: str | None = None) -> CrmBooking | None:
    """An appointment of either dialect; None without a readable id or start."""
    external_id, start = read_id(record.get("id")), read_instant(record.get("startTime"))
    if external_id is None or start is None:
        return None
    return CrmBooking(
        external_id=external_id,
        start_at=start,
        end_at=read_instant(record.get("endTime")),
        status=_read_status(record),
        contact_id=read_id(record.get("contactId")),
        reference=_read_reference(record),
        correlation_id=trace,
    )


def tells_details(record: Mapping[str, Any]) -> bool:
    """Whether an appointment comes with a text in which our reference would stand."""
    return any(_texts(record))


def _read_reference(record: Mapping[str, Any]) -> str | None:
    marks = (_REFERENCE.search(text) for text in _texts(record))
    return next((mark.group(1).lower() for mark in marks if mark), None)


def _texts(record: Mapping[str, Any]) -> Iterable[str]:
    told = (record.get("description"), record.get("notes"))
    return [text for text in told if isinstance(text, str) and text.strip()]


def _read_status(record: Mapping[str, Any]) -> CrmStatus:
    """v1 misspells the key (`appoinmentStatus`); its `status` says something else."""
    told = record.get("appointmentStatus") or record.get("appoinmentStatus")
    return _STATUSES.get(told, CrmStatus.OTHER) if isinstance(told, str) else CrmStatus.OTHER


def read_people(records: Iterable[Any], today: date) -> tuple[CrmPerson, ...]:
    """Contacts with a readable id, each once."""
    found: dict[str, CrmPerson] = {}
    for record in objects_of(list(records)):
        contact_id = read_id(record.get("id"))
        if contact_id is not None and contact_id not in found:
            found[contact_id] = CrmPerson(
                contact_id=contact_id,
                name=_read_name(record),
                phone=clean_text(record.get("phone")),
                email=clean_text(record.get("email")),
                birth_date=_read_birth_date(record.get("dateOfBirth"), today),
            )
    return tuple(found.values())


def _read_name(record: Mapping[str, Any]) -> str:
    parts = (clean_text(record.get("firstName")), clean_text(record.get("lastName")))
    whole = " ".join(part for part in parts if part)
    return whole or clean_text(record.get("contactName") or record.get("name")) or "No name"


def _read_birth_date(value: Any, today: date) -> date | None:
    return read_birth_date(value[:10], today=today) if isinstance(value, str) else None


def is_contact_of(record: Any, person: Person) -> bool:
    """Whether a contact has this person's phone or e-mail."""
    contact = object_of(record)
    email, phone = contact.get("email"), contact.get("phone")
    has_email = isinstance(email, str) and _plain(email) == _plain(person.email or "")
    has_phone = isinstance(phone, str) and _digits(phone) == _digits(person.phone or "")
    return (has_email and bool(person.email)) or (has_phone and bool(person.phone))


def _plain(text: str) -> str:
    return text.strip().casefold()


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def utc_day(now: datetime) -> date:
    """Today, near enough to tell a birth date that can't be."""
    return now.astimezone(UTC).date()
