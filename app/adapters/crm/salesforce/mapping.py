"""Bookings, people, reports and the org itself in Salesforce's words, and back: pure functions."""

import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.adapters.crm_words import booking_title, filled, utc_text
from app.adapters.text import clean_text
from app.adapters.values import objects_of, read_id, read_instant
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmPerson,
    CrmStatus,
    Person,
    ReportDocument,
)

REFERENCE_FIELD = "Booking_Ref__c"
REPORT_OBJECT, REPORT_KEY_FIELD = "EDentist_Performance__c", "Report_Key__c"
CANCELLED = "CANCELLED: "
CANCELLED_STATUS = "Cancelled"
Record = dict[str, Any]
_LONGEST_LINE = 255
_REFERENCE = re.compile(r"^Ref: ([0-9a-fA-F-]{36})\s*$", re.MULTILINE)
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings:
    """What a practice set for its events; what is empty is left out."""

    owner_id: str = ""
    record_type_id: str = ""
    status_field: str = ""


class CreateOnce(StrEnum):
    """How a booking is made at most once, best first."""

    KEY = "key"  # UI API with Idempotency-Key: the same answer for 30 days
    UPSERT = "upsert"  # by the external id field
    LOOK_UP = "look_up"  # a plain POST; `find` looks before anybody repeats it


@dataclass(frozen=True, slots=True, kw_only=True)
class Org:
    """`takes_keys`: the UI API makes events here; `without_keys`: the best tool beside it.
    `event_fields`: those of Event that may be filled. `record_type_ids`: as describe lists.
    """

    takes_keys: bool
    without_keys: CreateOnce
    event_fields: frozenset[str]
    record_type_ids: frozenset[str]

    @property
    def create_once(self) -> CreateOnce:
        """The best tool there is."""
        return CreateOnce.KEY if self.takes_keys else self.without_keys

    @property
    def has_reference_field(self) -> bool:
        """Whether an event can be looked up by a field of its own."""
        return REFERENCE_FIELD in self.event_fields


def contact_fields(person: Person) -> dict[str, str]:
    """A new contact. Salesforce wants a last name: a single name goes there."""
    last_name = person.last_name or person.first_name
    first_name = person.first_name if person.last_name else None
    return filled(
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
    return filled(
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
    return {"StartDateTime": utc_text(order.start_at), "EndDateTime": utc_text(order.end_at)}


def subject(order: BookingOrder) -> str:
    """`Cleaning - Sara Ali`."""
    return _line(booking_title(order)) or ""


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
        ("Start (UTC)", utc_text(order.start_at)),
        ("End (UTC)", utc_text(order.end_at)),
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


def report_json(report: ReportDocument) -> bytes:
    """What every shelf carries, whole and byte for byte."""
    return msgspec.json.encode(
        {
            "key": report.key,
            "title": report.title,
            "sentAt": utc_text(report.sent_at),
            "tags": report.tags,
            "target": report.target,
            "figures": report.figures,
            "lines": report.lines,
        }
    )


def report_title(report: ReportDocument) -> str:
    """What a file or task of it is called."""
    return f"performance-{report.key}"


def report_record(report: ReportDocument) -> dict[str, str]:
    """A report as a record of its own object, but for its key."""
    return filled(
        Payload__c=report_json(report).decode(),
        Tags__c=";".join(report.tags),
        Target__c=report.target,
        Sent_At__c=utc_text(report.sent_at),
    )


def report_file(report: ReportDocument, settings: EventSettings) -> dict[str, str]:
    """A report as a file."""
    title = report_title(report)
    return filled(
        Title=title,
        PathOnClient=f"{title}.json",
        VersionData=b64encode(report_json(report)).decode(),
        FirstPublishLocationId=settings.owner_id,
    )


def report_task(report: ReportDocument, settings: EventSettings) -> dict[str, str]:
    """A report as a task that is done."""
    return filled(
        Subject=report_title(report),
        Description=report_json(report).decode(),
        Status="Completed",
        OwnerId=settings.owner_id,
    )


def keeps_reports(described: Mapping[str, Any]) -> bool:
    """Whether an object has the key that finds a report again."""
    return any(
        row.get("name") == REPORT_KEY_FIELD and row.get("externalId") is True
        for row in objects_of(described.get("fields"))
    )


def read_org(event: Mapping[str, Any], info: Mapping[str, Any] | None) -> Org:
    fields = {str(row.get("name")): row for row in objects_of(event.get("fields"))}
    return Org(
        takes_keys=info is not None and info.get("createable") is True,
        without_keys=_best_tool(fields.get(REFERENCE_FIELD, {})),
        event_fields=frozenset(n for n, row in fields.items() if row.get("createable") is True),
        record_type_ids=frozenset(
            str(row.get("recordTypeId")) for row in objects_of(event.get("recordTypeInfos"))
        ),
    )


def _best_tool(reference: Mapping[str, Any]) -> CreateOnce:
    is_key = reference.get("externalId") is True and reference.get("createable") is True
    return CreateOnce.UPSERT if is_key else CreateOnce.LOOK_UP


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
        title=clean_text((read_subject(record) or "").removeprefix(CANCELLED)),
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
