"""Bookings, people and reports in GoHighLevel's words, and back: pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.adapters.answer import Answer
from app.adapters.crm.ghl import SYSTEM
from app.adapters.crm_words import digits_of, filled, reference_of, report_lines
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
from app.domain.errors import BadAnswer

Record = dict[str, Any]
"""An appointment, contact or note as GoHighLevel tells it."""

SOURCE = "Front desk"
REPORTS_NAME, REPORTS_EMAIL = "Clinic reports", "clinic-reports@runsheet.invalid"
"""The contact that carries the reports; `.invalid` is nobody's address (RFC 2606)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote:
    """A note on the contact that carries the reports."""

    note_id: str
    body: str = field(repr=False)


def milliseconds(moment: datetime) -> str:
    """As their queries want it."""
    return str(round(moment.timestamp() * 1000))


def person_body(person: Person) -> dict[str, str]:
    """Who it is."""
    return filled(
        firstName=person.first_name,
        lastName=person.last_name,
        phone=person.phone,
        email=person.email,
    )


def contact_body(person: Person, timezone: str) -> dict[str, str]:
    """A new contact. No tags: sent, they would replace the clinic's own."""
    return {**person_body(person), "timezone": timezone, "source": SOURCE}


def reports_contact_body() -> dict[str, str]:
    """The contact that carries the reports."""
    return {"firstName": REPORTS_NAME, "email": REPORTS_EMAIL, "source": "RunSheet"}


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
    """The note."""
    return "\n".join(report_lines(report))


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
        title=clean_text(record.get("title")),
        contact_id=read_id(record.get("contactId")),
        reference=_read_reference(record),
        correlation_id=trace,
    )


def tells_details(record: Mapping[str, Any]) -> bool:
    """Whether an appointment comes with a text in which our reference would stand."""
    return any(_texts(record))


def _read_reference(record: Mapping[str, Any]) -> str | None:
    return next((found for text in _texts(record) if (found := reference_of(text))), None)


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
    has_phone = isinstance(phone, str) and digits_of(phone) == digits_of(person.phone or "")
    return (has_email and bool(person.email)) or (has_phone and bool(person.phone))


def _plain(text: str) -> str:
    return text.strip().casefold()


def utc_day(now: datetime) -> date:
    """Today, near enough to tell a birth date that can't be."""
    return now.astimezone(UTC).date()


def read_notes(answer: Answer) -> tuple[ReportNote, ...]:
    """Every note that can be read; both dialects answer alike. Raises BadAnswer."""
    notes = answer.json_object().get("notes")
    if not isinstance(notes, list):
        raise BadAnswer(system=SYSTEM)
    pairs = [(read_id(one.get("id")), one.get("body")) for one in notes if isinstance(one, dict)]
    return tuple(
        ReportNote(note_id=note_id, body=body)
        for note_id, body in pairs
        if note_id is not None and isinstance(body, str)
    )


def read_records(answer: Answer, name: str) -> list[Record]:
    """The list of this name; raises BadAnswer: an empty list must be told, not guessed."""
    rows = answer.json_object().get(name)
    if not isinstance(rows, list):
        raise BadAnswer(system=SYSTEM)
    return [one for one in rows if isinstance(one, dict)]
