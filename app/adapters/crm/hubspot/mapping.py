"""Bookings, people and reports in HubSpot's words, and back. All values are sent as strings."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.adapters.crm.hubspot import SYSTEM
from app.adapters.crm_words import booking_title, filled, reference_of, report_lines, utc_text
from app.adapters.text import clean_text
from app.adapters.values import object_of, objects_of, read_id, read_instant
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmPerson,
    CrmStatus,
    Person,
    ReportDocument,
)
from app.domain.errors import BadAnswer

MEETING_TO_CONTACT, MEETING_TO_DEAL = 200, 212
DEAL_TO_CONTACT = 3
NOTE_TO_CONTACT = 202
"""HubSpot's numbers for what ties two records."""

BOOKING_REF = "edentist_booking_ref"
SCHEDULED, CANCELED = "SCHEDULED", "CANCELED"
START, END, OUTCOME = "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_outcome"
TITLE = "hs_meeting_title"
NOTES = "hs_internal_meeting_notes"
MEETING_NAMES = ("hs_timestamp", TITLE, START, END, OUTCOME, NOTES)
PERSON_NAMES = ("email", "phone", "mobilephone", "firstname", "lastname")

_BOOKED = frozenset({SCHEDULED, "RESCHEDULED"})
_MILLISECONDS = re.compile(r"\d{12,14}", re.ASCII)
_DIFFERS = {
    START: "start",
    "hs_timestamp": "start",
    END: "end",
    OUTCOME: "outcome",
    NOTES: "reference",
}


Tie = tuple[str, int]
"""The id of a record and HubSpot's number for the sort of tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. `ties`: ids by kind, as far as the first page; `more`: where the next begins."""

    id: str
    properties: Mapping[str, str | None] = field(repr=False)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    correlation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave: the first records of `total`."""

    total: int
    records: tuple[Record, ...]


def contact_properties(person: Person) -> dict[str, str]:
    """A new contact: what is known of the person, and no more."""
    return filled(
        email=person.email,
        firstname=person.first_name,
        lastname=person.last_name,
        phone=person.phone,
    )


def deal_properties(order: BookingOrder, pipeline: str, stage: str) -> dict[str, str]:
    """The deal of a booking; its description finds it where no property of its own does."""
    return {
        "dealname": booking_title(order),
        "pipeline": pipeline,
        "dealstage": stage,
        "description": marked(order),
    }


def meeting_properties(order: BookingOrder) -> dict[str, str]:
    """A new meeting."""
    return filled(
        hs_meeting_title=booking_title(order),
        **times(order),
        hs_meeting_outcome=SCHEDULED,
        hs_meeting_location=order.branch,
        hs_meeting_body=_details(order),
        hs_internal_meeting_notes=marked(order),
    )


def times(order: BookingOrder) -> dict[str, str]:
    """Both, always, and the timestamp that HubSpot sorts by."""
    start = utc_text(order.start_at)
    return {"hs_timestamp": start, START: start, END: utc_text(order.end_at)}


def marked(order: BookingOrder) -> str:
    """What the booking is found by."""
    return f"ref {order.reference}"


def _details(order: BookingOrder) -> str:
    """HTML, as HubSpot shows it: doctor, then what somebody chose to send."""
    lines = [f"Doctor: {order.doctor_name}"] if order.doctor_name else []
    lines += order.notes.splitlines() if order.notes else []
    return "<br>".join(html.escape(line) for line in lines)


def note_properties(report: ReportDocument) -> dict[str, str]:
    """A report as a note; a note's body is HTML."""
    body = "<br>".join(html.escape(line) for line in report_lines(report))
    return {"hs_timestamp": utc_text(report.sent_at), "hs_note_body": body}


def creation(properties: Mapping[str, str], ties: Sequence[Tie]) -> dict[str, object]:
    """The body that makes a record."""
    body: dict[str, object] = {"properties": dict(properties)}
    if ties:
        body["associations"] = [_tie_json(id_, number) for id_, number in ties]
    return body


def _tie_json(id_: str, number: int) -> dict[str, object]:
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": number}
    return {"to": {"id": id_}, "types": [kind]}


def equals(name: str, value: str) -> dict[str, str]:
    """A filter of a search."""
    return {"propertyName": name, "operator": "EQ", "value": value}


def outline(order: BookingOrder, pipeline: str, stage: str) -> tuple[tuple[str, str], ...]:
    """Label and value of all that is sent. A contact that HubSpot has already is not changed."""
    deal = (("Deal", booking_title(order)), ("Pipeline", pipeline), ("Stage", stage))
    rows = (
        *_person_rows(order.person),
        *(deal if pipeline and stage else ()),
        ("Meeting", booking_title(order)),
        ("Start (UTC)", utc_text(order.start_at)),
        ("End (UTC)", utc_text(order.end_at)),
        ("Outcome", SCHEDULED),
        ("Place", order.branch),
        ("Doctor", order.doctor_name),
        ("Notes", order.notes),
        ("Reference", order.reference),
    )
    return tuple((label, value) for label, value in rows if value)


def _person_rows(person: Person) -> tuple[tuple[str, str], ...]:
    if person.external_contact_id:
        return (("Contact", person.external_contact_id),)
    labels = {"email": "E-mail", "firstname": "First name", "lastname": "Last name"}
    return tuple(
        (labels.get(name, "Phone"), value) for name, value in contact_properties(person).items()
    )


def read_record(row: object, correlation_id: str | None = None) -> Record:
    """One record. Raises BadAnswer for a record without an id."""
    held = object_of(row)
    id_ = read_id(held.get("id"))
    if id_ is None:
        raise BadAnswer(system=SYSTEM)
    properties = object_of(held.get("properties"))
    pages = {k: object_of(page) for k, page in object_of(held.get("associations")).items()}
    after = {kind: after_of(page) for kind, page in pages.items()}
    return Record(
        id=id_,
        properties={name: v if isinstance(v, str) else None for name, v in properties.items()},
        ties={kind: tuple(tied_ids(page)) for kind, page in pages.items()},
        more={kind: told for kind, told in after.items() if told is not None},
        correlation_id=correlation_id,
    )


def tied_ids(page: Mapping[str, object]) -> list[str]:
    """The ids of a page: `id` of a record's own list, `toObjectId` of the list alone."""
    found = []
    for row in objects_of(page.get("results")):
        told = row.get("toObjectId", row.get("id"))
        id_ = read_id(str(told)) if isinstance(told, str | int) else None
        if id_ is not None:
            found.append(id_)
    return found


def after_of(page: Mapping[str, object]) -> str | None:
    """Where the next page begins; None at the end."""
    told = object_of(object_of(page.get("paging")).get("next")).get("after")
    return read_id(str(told)) if isinstance(told, str | int) else None


def read_moment(value: str | None) -> datetime | None:
    """Aware UTC from ISO 8601 or from milliseconds since 1970; None for anything else."""
    if value is not None and _MILLISECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(value) / 1000, UTC)
    return read_instant(value)


def read_person(record: Record) -> CrmPerson:
    """A contact as the desk chooses among them."""
    held = record.properties
    parts = (clean_text(held.get("firstname")), clean_text(held.get("lastname")))
    email = clean_text(held.get("email"))
    return CrmPerson(
        contact_id=record.id,
        name=" ".join(part for part in parts if part) or email or "",
        phone=clean_text(held.get("phone")) or clean_text(held.get("mobilephone")),
        email=email,
    )


def read_booking(record: Record) -> CrmBooking | None:
    """A meeting as RunSheet sees it; None for one without a start."""
    held = record.properties
    start_at = read_moment(held.get(START)) or read_moment(held.get("hs_timestamp"))
    if start_at is None:
        return None
    return CrmBooking(
        external_id=record.id,
        start_at=start_at,
        end_at=read_moment(held.get(END)),
        status=_status(held.get(OUTCOME)),
        title=clean_text(held.get(TITLE)),
        contact_id=next(iter(record.ties.get("contacts", ())), None),
        reference=reference_of(held.get(NOTES)),
        correlation_id=record.correlation_id,
    )


def _status(outcome: str | None) -> CrmStatus:
    if outcome == CANCELED:
        return CrmStatus.CANCELLED
    return CrmStatus.BOOKED if outcome in _BOOKED else CrmStatus.OTHER


def lost(sent: Mapping[str, str], held: Mapping[str, str | None]) -> tuple[str, ...]:
    """What a booking can't do without and HubSpot doesn't hold as it was sent, in our words."""
    names = [
        word for name, word in _DIFFERS.items() if name in sent and not _same(sent, held, name)
    ]
    return tuple(dict.fromkeys(names))


def _same(sent: Mapping[str, str], held: Mapping[str, str | None], name: str) -> bool:
    wanted, found = sent[name], held.get(name)
    if name == OUTCOME:
        return found == wanted
    if name == NOTES:
        return reference_of(found) == reference_of(wanted)
    return read_moment(found) == read_moment(wanted)
