"""Bookings and people in Salesforce's words, and back."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.adapters.crm.salesforce.org import REFERENCE_FIELD
from app.adapters.crm.salesforce.soql import utc
from app.adapters.text import clean_text
from app.adapters.values import read_id, read_instant
from app.domain.booking import BookingOrder, CrmBooking, CrmPerson, CrmStatus, Person

CANCELLED = "CANCELLED: "
CANCELLED_STATUS = "Cancelled"
_LONGEST_LINE = 255
_REFERENCE = re.compile(r"^Ref: ([0-9a-fA-F-]{36})\s*$", re.MULTILINE)
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings:
    """What a practice set for its events; what is empty is left out."""

    owner_id: str = ""
    record_type_id: str = ""
    status_field: str = ""


def contact_fields(person: Person) -> dict[str, str]:
    """A new contact. Salesforce wants a last name: a single name goes there."""
    last_name = person.last_name or person.first_name
    first_name = person.first_name if person.last_name else None
    return _filled(
        FirstName=first_name, LastName=last_name, Email=person.email, MobilePhone=person.phone
    )


def event_fields(
    order: BookingOrder, contact_id: str, settings: EventSettings, known_fields: Collection[str]
) -> dict[str, str]:
    """A new event. A custom field is filled only where the org has it; `Description` says the
    rest, and the reference always.
    """
    custom = {
        "Service__c": order.service,
        "Doctor__c": order.doctor_name,
        "Clinic_Branch__c": order.branch,
        REFERENCE_FIELD: order.reference,
    }
    known = {name: value for name, value in custom.items() if name in known_fields}
    return _filled(
        Subject=subject(order),
        **times(order),
        Location=_line(order.branch),
        Description=_description(order, with_doctor="Doctor__c" not in known),
        WhoId=contact_id,
        ShowAs="Busy",
        OwnerId=settings.owner_id,
        RecordTypeId=settings.record_type_id,
        **known,
    )


def times(order: BookingOrder) -> dict[str, str]:
    """Both, always: a start alone would leave the length to Salesforce."""
    return {"StartDateTime": utc(order.start_at), "EndDateTime": utc(order.end_at)}


def subject(order: BookingOrder) -> str:
    """`Cleaning - Sara Ali`."""
    return _line(" - ".join(part for part in (order.service, order.person.full_name) if part)) or ""


def cancelled_fields(old_subject: str, settings: EventSettings) -> dict[str, str]:
    """An event that is off: it keeps its history and no longer blocks the time."""
    marked = old_subject if old_subject.startswith(CANCELLED) else CANCELLED + old_subject
    fields = {"Subject": marked[:_LONGEST_LINE], "ShowAs": "Free"}
    if settings.status_field:
        fields[settings.status_field] = CANCELLED_STATUS
    return fields


def outline(order: BookingOrder, settings: EventSettings) -> tuple[tuple[str, str], ...]:
    """Label and value of all that is sent, wherever the org keeps it."""
    rows = (
        *_person_rows(order.person),
        ("Subject", subject(order)),
        ("Service", order.service),
        ("Start (UTC)", utc(order.start_at)),
        ("End (UTC)", utc(order.end_at)),
        ("Location", _line(order.branch)),
        ("Doctor", order.doctor_name),
        ("Notes", order.notes),
        ("Reference", order.reference),
        ("Show time as", "Busy"),
        ("Owner", settings.owner_id),
        ("Record type", settings.record_type_id),
    )
    return tuple((label, value) for label, value in rows if value)


def _person_rows(person: Person) -> tuple[tuple[str, str | None], ...]:
    if person.external_contact_id:
        return (("Contact", person.external_contact_id),)
    fields = contact_fields(person)
    labels = {"FirstName": "First name", "LastName": "Last name", "Email": "E-mail"}
    return tuple((labels.get(name, "Mobile"), value) for name, value in fields.items())


def read_booking(
    record: Mapping[str, Any], *, status_field: str, correlation_id: str | None = None
) -> CrmBooking | None:
    """An event as RunSheet sees it; None when it has no readable id or start."""
    external_id, start_at = read_id(record.get("Id")), _instant(record.get("StartDateTime"))
    if external_id is None or start_at is None:
        return None
    return CrmBooking(
        external_id=external_id,
        start_at=start_at,
        end_at=_instant(record.get("EndDateTime")),
        status=_status(record, status_field),
        contact_id=read_id(record.get("WhoId")),
        reference=_reference(record),
        correlation_id=correlation_id,
    )


def read_subject(record: Mapping[str, Any]) -> str | None:
    """An event's subject as it is there."""
    found = record.get("Subject")
    return found if isinstance(found, str) and found else None


def read_person(record: Mapping[str, Any]) -> CrmPerson | None:
    """A contact for choosing; None when it has no readable id."""
    contact_id = read_id(record.get("Id"))
    if contact_id is None:
        return None
    return CrmPerson(
        contact_id=contact_id,
        name=clean_text(record.get("Name")) or "",
        phone=clean_text(record.get("MobilePhone")) or clean_text(record.get("Phone")),
        email=clean_text(record.get("Email")),
    )


def _status(record: Mapping[str, Any], status_field: str) -> CrmStatus:
    is_named = bool(status_field) and record.get(status_field) == CANCELLED_STATUS
    is_marked = (read_subject(record) or "").startswith(CANCELLED.strip())
    return CrmStatus.CANCELLED if is_named or is_marked else CrmStatus.BOOKED


def _reference(record: Mapping[str, Any]) -> str | None:
    own = record.get(REFERENCE_FIELD)
    if isinstance(own, str) and own:
        return own
    described = _REFERENCE.findall(str(record.get("Description") or "").replace("\r", ""))
    return described[-1] if described else None  # ours is the last line, after the notes


def _instant(value: Any) -> datetime | None:
    """Salesforce writes `+0000` without a colon."""
    return read_instant(_OFFSET.sub(r"\1:\2", value) if isinstance(value, str) else value)


def _description(order: BookingOrder, *, with_doctor: bool) -> str:
    doctor = order.doctor_name if with_doctor else None
    lines = (("Doctor", doctor), ("Notes", order.notes), ("Ref", order.reference))
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def _line(text: str | None) -> str | None:
    return text[:_LONGEST_LINE].rstrip() if text else None


def _filled(**fields: str | None) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
