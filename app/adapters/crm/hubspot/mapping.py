"""Bookings and people in HubSpot's words, and back. All values are sent as strings."""

import html
import re
from collections.abc import Mapping

from app.adapters.crm.hubspot.moments import read_moment, utc
from app.adapters.crm.hubspot.wire import Record
from app.adapters.text import clean_text
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmPerson,
    CrmStatus,
    Person,
)

MEETING_TO_CONTACT, MEETING_TO_DEAL = 200, 212
DEAL_TO_CONTACT = 3
"""HubSpot's numbers for what ties two records."""

BOOKING_REF = "edentist_booking_ref"
SCHEDULED, CANCELED = "SCHEDULED", "CANCELED"
START, END, OUTCOME = "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_outcome"
NOTES = "hs_internal_meeting_notes"
MEETING_NAMES = ("hs_timestamp", START, END, OUTCOME, NOTES)
PERSON_NAMES = ("email", "phone", "mobilephone", "firstname", "lastname")

_BOOKED = frozenset({SCHEDULED, "RESCHEDULED"})
_REFERENCE = re.compile(r"\bref ([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\b")
_DIFFERS = {
    START: "start",
    "hs_timestamp": "start",
    END: "end",
    OUTCOME: "outcome",
    NOTES: "reference",
}


def contact_properties(person: Person) -> dict[str, str]:
    """A new contact: what is known of the person, and no more."""
    return _filled(
        email=person.email,
        firstname=person.first_name,
        lastname=person.last_name,
        phone=person.phone,
    )


def deal_properties(order: BookingOrder, pipeline: str, stage: str) -> dict[str, str]:
    """The deal of a booking; its description finds it where no property of its own does."""
    return {
        "dealname": title(order),
        "pipeline": pipeline,
        "dealstage": stage,
        "description": marked(order),
    }


def meeting_properties(order: BookingOrder) -> dict[str, str]:
    """A new meeting."""
    return _filled(
        hs_meeting_title=title(order),
        **times(order),
        hs_meeting_outcome=SCHEDULED,
        hs_meeting_location=order.branch,
        hs_meeting_body=_details(order),
        hs_internal_meeting_notes=marked(order),
    )


def times(order: BookingOrder) -> dict[str, str]:
    """Both, always, and the timestamp that HubSpot sorts by."""
    start = utc(order.start_at)
    return {"hs_timestamp": start, START: start, END: utc(order.end_at)}


def title(order: BookingOrder) -> str:
    """`Cleaning - Sara Ali`."""
    return " - ".join(part for part in (order.service, order.person.full_name) if part)


def marked(order: BookingOrder) -> str:
    """What the booking is found by."""
    return f"ref {order.reference}"


def carries(text: str | None, order: BookingOrder) -> bool:
    """Whether a text has the booking's reference."""
    return reference_of(text) == order.reference.lower()


def reference_of(text: str | None) -> str | None:
    """The reference in a text, in small letters."""
    found = _REFERENCE.search(text or "")
    return found[1].lower() if found else None


def _details(order: BookingOrder) -> str:
    """HTML, as HubSpot shows it: doctor, then what somebody chose to send."""
    lines = [f"Doctor: {order.doctor_name}"] if order.doctor_name else []
    lines += order.notes.splitlines() if order.notes else []
    return "<br>".join(html.escape(line) for line in lines)


def outline(order: BookingOrder, pipeline: str, stage: str) -> tuple[tuple[str, str], ...]:
    """Label and value of all that is sent. A contact that HubSpot has already is not changed."""
    deal = (("Deal", title(order)), ("Pipeline", pipeline), ("Stage", stage))
    rows = (
        *_person_rows(order.person),
        *(deal if pipeline and stage else ()),
        ("Meeting", title(order)),
        ("Start (UTC)", utc(order.start_at)),
        ("End (UTC)", utc(order.end_at)),
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


def _filled(**properties: str | None) -> dict[str, str]:
    return {name: value for name, value in properties.items() if value}
