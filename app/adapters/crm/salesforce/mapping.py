"""Bookings, people, reports and the org itself in Salesforce's words, and back: pure functions."""
# ruff: noqa: S608 - SOQL only reads, and has no parameters: `quoted` stands in their place

import re
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.adapters.answer import Answer
from app.adapters.call import segment
from app.adapters.crm.salesforce import ID, PREFIX, SYSTEM, EventSettings
from app.adapters.crm_answers import written
from app.adapters.crm_words import booking_title, digits_of, filled, shown, utc_text, who
from app.adapters.text import clean_text
from app.adapters.values import object_of, objects_of, read_id, read_instant
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmPerson,
    CrmStatus,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import CrmSetupMissing, OutcomeUnknown

REFERENCE_FIELD = "Booking_Ref__c"
REPORT_OBJECT, REPORT_KEY_FIELD = "EDentist_Performance__c", "Report_Key__c"
CANCELLED = "CANCELLED: "
CANCELLED_STATUS = "Cancelled"
COMPARED_DIGITS = 8
Record = dict[str, Any]
_EVENT = "Id, Subject, StartDateTime, EndDateTime, ShowAs, WhoId, Description"
_CONTACT = "Id, Name, Email, Phone, MobilePhone"
_CHANGED_LAST = "ORDER BY LastModifiedDate DESC"
_MADE_LAST = "ORDER BY CreatedDate DESC"
_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONGEST_LINE = 255
_REFERENCE = re.compile(r"^Ref: ([0-9a-fA-F-]{36})\s*$", re.MULTILINE)
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$", re.ASCII)


class CreateOnce(StrEnum):
    """How a booking is made at most once, best first, in the words of the connection test."""

    # UI API with Idempotency-Key: the same answer for 30 days
    KEY = "Bookings carry a key, so Salesforce itself takes each only once."
    # By the external id field
    UPSERT = f"Bookings are kept apart by {REFERENCE_FIELD}."
    # A plain POST; `find` looks before anybody repeats it
    LOOK_UP = "Bookings are looked up before one is sent again."


class Shelf(StrEnum):
    """Where an org keeps reports, best first, in the words of the connection test."""

    OBJECT = f"Reports go to {REPORT_OBJECT}."
    FILE = "Reports go to Files."
    TASK = "Reports become completed tasks."


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
    labels = {"FirstName": "First name", "LastName": "Last name", "Email": "E-mail"}
    contact = contact_fields(order.person).items()
    return shown(
        *who(order.person, *((labels.get(name, "Mobile"), value) for name, value in contact)),
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


def read_landed(answer: Answer, contact_id: str | None = None) -> Landed:
    """The record that was made. Raises OutcomeUnknown where a yes does not tell its id."""
    id_, trace = str(written(answer)["id"]), answer.correlation_id
    if not ID.fullmatch(id_):
        raise OutcomeUnknown(system=SYSTEM)
    return Landed(external_id=id_, contact_id=contact_id, correlation_id=trace)


def check_org(org: Org, settings: EventSettings) -> None:
    """Raises CrmSetupMissing for a setting that this org knows nothing of."""
    known_types = {each[:15] for each in org.record_type_ids}
    if settings.record_type_id and settings.record_type_id[:15] not in known_types:
        raise CrmSetupMissing(system=SYSTEM, field=f"{PREFIX}EVENT_RECORD_TYPE")
    if settings.status_field and settings.status_field not in org.event_fields:
        raise CrmSetupMissing(system=SYSTEM, field=f"Event.{settings.status_field}")


def calls_left(limits: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for the connection test; none where the org does not say."""
    daily = object_of(limits.get("DailyApiRequests"))
    left, most = daily.get("Remaining"), daily.get("Max")
    if not isinstance(left, int) or not isinstance(most, int):
        return ()
    return (f"{left:,} of {most:,} calls are left for these 24 hours.",)


def read_org(event: Mapping[str, Any], info: Mapping[str, Any] | None) -> Org:
    fields = {str(row.get("name")): row for row in objects_of(event.get("fields"))}
    types = objects_of(event.get("recordTypeInfos"))
    reference = fields.get(REFERENCE_FIELD, {})
    is_key = reference.get("externalId") is True and reference.get("createable") is True
    return Org(
        takes_keys=info is not None and info.get("createable") is True,
        without_keys=CreateOnce.UPSERT if is_key else CreateOnce.LOOK_UP,
        event_fields=frozenset(n for n, row in fields.items() if row.get("createable") is True),
        record_type_ids=frozenset(str(row.get("recordTypeId")) for row in types),
    )


def read_booking(
    record: Mapping[str, Any], settings: EventSettings, correlation_id: str | None = None
) -> CrmBooking | None:
    """An event as RunSheet sees it; None when it has no readable id or start."""
    external_id, start_at = read_id(record.get("Id")), _instant(record.get("StartDateTime"))
    if external_id is None or start_at is None:
        return None
    return CrmBooking(
        external_id=external_id,
        start_at=start_at,
        end_at=_instant(record.get("EndDateTime")),
        status=_status(record, settings.status_field),
        title=clean_text((read_subject(record) or "").removeprefix(CANCELLED)),
        contact_id=read_id(record.get("WhoId")),
        reference=_reference(record),
        correlation_id=correlation_id,
    )


def read_subject(record: Mapping[str, Any]) -> str | None:
    """An event's subject as it is there."""
    found = record.get("Subject")
    return found if isinstance(found, str) and found else None


def read_people(records: Iterable[Mapping[str, Any]]) -> list[CrmPerson]:
    """Contacts for choosing; those with a readable id."""
    return [
        CrmPerson(
            contact_id=contact_id,
            name=clean_text(record.get("Name")) or "",
            phone=clean_text(record.get("MobilePhone")) or clean_text(record.get("Phone")),
            email=clean_text(record.get("Email")),
        )
        for record in records
        if (contact_id := read_id(record.get("Id"))) is not None
    ]


def is_phone_of(record: Mapping[str, Any], phone: str) -> bool:
    """Whether one of a contact's numbers rings this phone: one may lack its country's code."""
    return any(_is_same(phone, record.get(name)) for name in ("MobilePhone", "Phone"))


def _is_same(ours: str, theirs: object) -> bool:
    if not isinstance(theirs, str):
        return False
    short, long = sorted((digits_of(ours), digits_of(theirs)), key=len)
    short = short.lstrip("0")
    return len(short) >= COMPARED_DIGITS and long.endswith(short)


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


def event_path(external_id: str) -> str:
    return f"/sobjects/Event/{segment(external_id)}"


def contacts_with_email(email: str) -> str:
    """The last changed ones first."""
    return _select(_CONTACT, "Contact", f"Email = {quoted(email)}", f"{_CHANGED_LAST} LIMIT 10")


def contacts_with_digits(digits: str) -> str:
    """Whoever's number has these digits in this order, however it was typed; to be compared."""
    like = quoted("%" + "%".join(digits) + "%")
    where = f"MobilePhone LIKE {like} OR Phone LIKE {like}"
    return _select(_CONTACT, "Contact", where, f"{_CHANGED_LAST} LIMIT 200")


def events_with_reference(reference: str) -> str:
    """Those whose own field holds the reference; three are enough to know of two."""
    where = f"{REFERENCE_FIELD} = {quoted(reference)}"
    return _select(f"{_EVENT}, {REFERENCE_FIELD}", "Event", where, "LIMIT 3")


def events_at(start_at: datetime, contact_ids: Collection[str]) -> str:
    """Those that start at this moment, and all of these contacts: one may have been moved.

    `Description` can't stand in a WHERE: who asks looks for the reference in it.
    """
    where = f"StartDateTime = {utc_text(start_at)}"
    if contact_ids:
        where += f" OR WhoId IN ({', '.join(quoted(each) for each in contact_ids)})"
    return _select(_EVENT, "Event", where, f"{_MADE_LAST} LIMIT 2000")


def files_like(title: str, md5: str) -> str:
    """The newest file of this name, if its content is the one with this checksum."""
    where = f"Title = {quoted(title)} AND Checksum = {quoted(md5)} AND IsLatest = true"
    return _select("Id", "ContentVersion", where, "LIMIT 1")


def tasks_about(subject: str) -> str:
    """The newest tasks of this subject."""
    where = f"Subject = {quoted(subject)}"
    return _select("Id, Description", "Task", where, f"{_MADE_LAST} LIMIT 50")


def _select(fields: str, kind: str, where: str, rest: str) -> str:
    return f"SELECT {fields} FROM {kind} WHERE {where} {rest}"


def quoted(text: str) -> str:
    """A string literal of SOQL: nothing a person typed can leave its quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    for control, escape in _CONTROLS.items():
        escaped = escaped.replace(control, escape)
    return f"'{escaped}'"
