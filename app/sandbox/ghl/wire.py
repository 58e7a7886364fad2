"""Records -> the JSON of v1 and v2."""

import typing as t

from app.sandbox.ghl.book import GhlBook, spelled
from app.sandbox.ghl.records import Appointment, Calendar, Contact, Note

ADDED = "2026-01-05T00:00:00.000Z"
_OWNER = "bcd2s5KPgHxyz8aUbA1s"


def name_of(contact: Contact) -> str:
    return " ".join(part for part in (contact.first_name, contact.last_name) if part)


def v2_contact(contact: Contact, book: GhlBook) -> dict[str, t.Any]:
    told = {
        "id": contact.id,
        "locationId": book.location_id,
        "contactName": name_of(contact) or None,
        "firstName": contact.first_name,
        "lastName": contact.last_name,
        "email": contact.email,
        "phone": contact.phone,
        "timezone": contact.timezone,
        "source": contact.source,
        "dateOfBirth": contact.birth_date,
        "tags": list(contact.tags),
        "dateAdded": ADDED,
    }
    return {name: value for name, value in told.items() if value is not None}


def v1_contact(contact: Contact, book: GhlBook) -> dict[str, t.Any]:
    return {
        "id": contact.id,
        "locationId": book.location_id,
        "contactName": name_of(contact),
        "firstName": contact.first_name,
        "lastName": contact.last_name,
        "email": contact.email,
        "phone": contact.phone,
        "timezone": contact.timezone,
        "tags": list(contact.tags),
        "customField": [],
    }


def v2_calendar(calendar: Calendar, book: GhlBook) -> dict[str, t.Any]:
    return {
        "id": calendar.id,
        "locationId": book.location_id,
        "name": calendar.name,
        "isActive": True,
        "slotDuration": calendar.slot_minutes,
        "slotDurationUnit": "mins",
        "slotInterval": calendar.slot_minutes,
        "slotIntervalUnit": "mins",
        "appoinmentPerSlot": calendar.capacity,
    }


def v2_event(row: Appointment, book: GhlBook, *, with_notes: bool) -> dict[str, t.Any]:
    """As read and listed."""
    told = {
        "id": row.id,
        "title": row.title,
        "calendarId": row.calendar_id,
        "locationId": book.location_id,
        "contactId": row.contact_id,
        "groupId": "",
        "appointmentStatus": row.status,
        "assignedUserId": _OWNER,
        "users": [_OWNER],
        "address": row.address or "",
        "startTime": spelled(row.start, book.zone),
        "endTime": spelled(row.end, book.zone),
        "dateAdded": ADDED,
        "dateUpdated": ADDED,
    }
    return {**told, "description": row.description or ""} if with_notes else told


def v2_written(row: Appointment, book: GhlBook) -> dict[str, t.Any]:
    """As create and change answer."""
    return {
        "id": row.id,
        "calendarId": row.calendar_id,
        "locationId": book.location_id,
        "contactId": row.contact_id,
        "title": row.title,
        "appointmentStatus": row.status,
        "address": row.address or "",
        "startTime": spelled(row.start, book.zone),
        "endTime": spelled(row.end, book.zone),
        "isRecurring": False,
    }


def v1_event(row: Appointment, book: GhlBook, *, with_notes: bool) -> dict[str, t.Any]:
    told = {
        "id": row.id,
        "userId": _OWNER,
        "calendarId": row.calendar_id,
        "contactId": row.contact_id,
        "locationId": book.location_id,
        "isRecurring": False,
        "status": "booked",
        "appoinmentStatus": row.status,
        "title": row.title,
        "startTime": spelled(row.start, book.zone),
        "endTime": spelled(row.end, book.zone),
        "selectedTimezone": book.zone,
    }
    return {**told, "notes": row.notes or ""} if with_notes else told


def v2_note(note: Note) -> dict[str, t.Any]:
    return {"id": note.id, "contactId": note.contact_id, "body": note.body, "dateAdded": ADDED}


def v1_note(note: Note) -> dict[str, t.Any]:
    return {"id": note.id, "body": note.body, "createdBy": _OWNER, "createdAt": ADDED}
