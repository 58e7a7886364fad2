"""Bookings, people and reports in GoHighLevel's words, and back: pure, in either dialect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from app.adapters.answer import Answer
from app.adapters.call import segment
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

Request = tuple[str, dict[str, str]]
"""A path, and the query or body that goes with it."""

SOURCE = "Front desk"
REPORTS = Person(first_name="Clinic reports", email="clinic-reports@runsheet.invalid")
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
class V2:
    """LeadConnector: where a location keeps its things, and by which names."""

    location_id: str
    calendar_id: str

    events_name: ClassVar = "events"
    event_path: ClassVar[tuple[str, ...]] = ("event",)
    note_path: ClassVar[tuple[str, ...]] = ("note",)
    appointments: ClassVar = "/calendars/events/appointments"
    changes_notes: ClassVar = True
    answers_cancels: ClassVar = True

    @property
    def calendar(self) -> str:
        return f"/calendars/{segment(self.calendar_id)}"

    def slots(self, start: datetime, end: datetime) -> Request:
        return f"{self.calendar}/free-slots", _span("startDate", "endDate", start, end)

    def events(self, start: datetime, end: datetime) -> Request:
        """Those that start in this span."""
        here = {"locationId": self.location_id, "calendarId": self.calendar_id}
        return "/calendars/events", here | _span("startTime", "endTime", start, end)

    def event(self, external_id: str) -> str:
        return f"{self.appointments}/{segment(external_id)}"

    def lookups(self, person: Person) -> list[Request]:
        """Whoever has the phone, then whoever has the e-mail."""
        here, path = {"locationId": self.location_id}, "/contacts/search/duplicate"
        asked = (("number", person.phone), ("email", person.email))
        return [(path, {**here, name: value}) for name, value in asked if value]

    def read_lookup(self, answer: Answer) -> list[Record]:
        contact = answer.json_object().get("contact")
        return [contact] if isinstance(contact, dict) else []

    def new_contact(self, body: Mapping[str, str]) -> Request:
        return "/contacts/upsert", {"locationId": self.location_id, **body}

    def notes(self, contact_id: str) -> str:
        return f"{contact_path(contact_id)}/notes"

    def booking(self, order: BookingOrder, who: Mapping[str, str], slot: str) -> dict[str, str]:
        return filled(
            calendarId=self.calendar_id,
            locationId=self.location_id,
            **who,
            startTime=slot,
            endTime=_end_text(order, slot),
            title=title_of(order),
            appointmentStatus="confirmed",
            address=order.branch,
            description=details_of(order),
        )

    def times(self, order: BookingOrder, slot: str) -> dict[str, str]:
        end = _end_text(order, slot)
        return {"startTime": slot, "endTime": end, "appointmentStatus": "confirmed"}

    def keeps(self, order: BookingOrder, end_at: datetime | None) -> bool:
        """Whether a booking at the right start has a length that needs no change."""
        return end_at == order.end_at

    def cancellation(self, external_id: str) -> Request:
        return self.event(external_id), {"appointmentStatus": "cancelled"}

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        slot, known = local_text(order.start_at, order.timezone), order.person.external_contact_id
        if known:
            return _labelled(self.booking(order, {"contactId": known}, slot))
        new = self.new_contact(contact_body(order.person, order.timezone))[1]
        return _labelled(new, self.booking(order, {}, slot))


@dataclass(frozen=True, slots=True, kw_only=True)
class V1:
    """As `V2`, for keys of old: the key is the location, and the server makes the contacts. Paths
    end with a slash where the vendor writes one.
    """

    calendar_id: str

    events_name: ClassVar = "appointments"
    event_path: ClassVar[tuple[str, ...]] = ()
    note_path: ClassVar[tuple[str, ...]] = ()
    appointments: ClassVar = "/appointments/"
    changes_notes: ClassVar = False
    answers_cancels: ClassVar = False

    def slots(self, start: datetime, end: datetime) -> Request:
        return "/appointments/slots", self._here(start, end)

    def events(self, start: datetime, end: datetime) -> Request:
        return self.appointments, self._here(start, end) | {"includeAll": "true"}

    def event(self, external_id: str) -> str:
        return f"{self.appointments}{segment(external_id)}"

    def lookups(self, person: Person) -> list[Request]:
        asked = (("phone", person.phone), ("email", person.email))
        return [("/contacts/lookup", {name: value}) for name, value in asked if value]

    def read_lookup(self, answer: Answer) -> list[Record]:
        return read_records(answer, "contacts")

    def new_contact(self, body: Mapping[str, str]) -> Request:
        return "/contacts/", dict(body)

    def notes(self, contact_id: str) -> str:
        return f"{contact_path(contact_id)}/notes/"

    def booking(self, order: BookingOrder, who: Mapping[str, str], slot: str) -> dict[str, str]:
        return {
            "calendarId": self.calendar_id,
            **self.times(order, slot),
            **who,
            "title": title_of(order),
            "calendarNotes": details_of(order),
        }

    def times(self, order: BookingOrder, slot: str) -> dict[str, str]:
        return {"selectedSlot": slot, "selectedTimezone": order.timezone}

    def keeps(self, _order: BookingOrder, _end_at: datetime | None) -> bool:
        """v1 takes no end: the calendar's length rules."""
        return True

    def cancellation(self, external_id: str) -> Request:
        """Its answer has no body: what was done is told by its status alone."""
        return f"{self.event(external_id)}/status", {"status": "cancelled"}

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        slot = local_text(order.start_at, order.timezone)
        return _labelled(self.booking(order, person_body(order.person), slot))

    def _here(self, start: datetime, end: datetime) -> dict[str, str]:
        return {"calendarId": self.calendar_id, **_span("startDate", "endDate", start, end)}


def contact_path(contact_id: str) -> str:
    return f"/contacts/{segment(contact_id)}"


def _span(first: str, last: str, start: datetime, end: datetime) -> dict[str, str]:
    """In milliseconds since 1970."""
    return {name: str(round(at.timestamp() * 1000)) for name, at in ((first, start), (last, end))}


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
    return {**person_body(REPORTS), "source": "RunSheet"}


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


def _end_text(order: BookingOrder, slot: str) -> str:
    """The end with the offset of the slot, spelled as it is."""
    start = datetime.fromisoformat(slot)
    return (start + order.length).isoformat(timespec="seconds")


def _labelled(*bodies: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
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


def slot_length(calendar: Mapping[str, Any]) -> str:
    """A sentence for the connection test; empty where the calendar does not say."""
    length = calendar.get("slotDuration")
    unit = "hours" if calendar.get("slotDurationUnit") == "hours" else "minutes"
    return f" Its slots take {length} {unit}." if isinstance(length, int) else ""


def read_people(records: Iterable[Any], now: datetime) -> tuple[CrmPerson, ...]:
    """Contacts with a readable id, each once. `now` tells a birth date that can't be."""
    today = now.astimezone(UTC).date()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote:
    """A note on the contact that carries the reports."""

    note_id: str
    body: str = field(repr=False)


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
