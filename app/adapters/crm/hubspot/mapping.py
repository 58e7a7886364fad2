"""Bookings, people and reports in HubSpot's words and paths, and back: pure functions.

All values are sent as strings.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.adapters.answer import Answer
from app.adapters.call import segment
from app.adapters.crm.hubspot import PREFIX, SYSTEM, existing_id, refused
from app.adapters.crm_answers import told, written
from app.adapters.crm_words import (
    booking_title,
    filled,
    plain_text,
    reference_of,
    report_lines,
    shown,
    utc_text,
    who,
)
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
from app.domain.errors import BadAnswer, CrmSetupMissing

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
REPORTS = {"lastname": "Clinic reports"}
"""The contact that carries the reports."""

CONTACT_TO_COME = "the ID of a new contact, Clinic reports"
KEYED = f"Deals are found by their own property {BOOKING_REF}."
UNKEYED = (
    f"Deals have no unique property {BOOKING_REF}. "
    "They are found through the contact, which takes longer."
)
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


class Paths:
    """The address of everything that is called, in the generation that is set: `v3`, which HubSpot
    ends in September 2027, or else the dated one. Ids are quoted here and nowhere else.
    """

    def __init__(self, generation: str) -> None:
        is_old = generation == "v3"
        self._objects = "/crm/v3/objects" if is_old else "/crm/objects/2026-09"
        self._tied = "/crm/v4/objects" if is_old else self._objects
        self._properties = self._objects.replace("objects", "properties")
        self.pipelines = self._objects.replace("objects", "pipelines") + "/deals"

    def objects(self, kind: str) -> str:
        """All records of a kind."""
        return f"{self._objects}/{kind}"

    def record(self, kind: str, id_: str) -> str:
        """One record, by its id or by a unique property's value."""
        return f"{self._objects}/{kind}/{segment(id_)}"

    def ties(self, kind: str, id_: str, to_kind: str) -> str:
        """The list of what a record is tied to."""
        return f"{self.record(kind, id_)}/associations/{to_kind}"

    def tie(self, kind: str, id_: str, to_kind: str, to_id: str) -> str:
        """One tie of HubSpot's usual sort."""
        ends = f"{kind}/{segment(id_)}", f"{to_kind}/{segment(to_id)}"
        return f"{self._tied}/{ends[0]}/associations/default/{ends[1]}"

    def property(self, kind: str, name: str) -> str:
        """What an administrator said of a property."""
        return f"{self._properties}/{kind}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. `ties`: ids by kind, as far as the first page; `more`: where the next begins."""

    id: str
    properties: Mapping[str, str | None] = field(repr=False)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    correlation_id: str | None = None


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


def note_text(properties: Mapping[str, str | None]) -> str:
    """What a note says."""
    return plain_text(properties.get("hs_note_body"))


def note(report: ReportDocument, contact_id: str) -> dict[str, object]:
    """A new note on the contact that carries the reports."""
    return creation(note_properties(report), [(contact_id, NOTE_TO_CONTACT)])


def creation(properties: Mapping[str, str], ties: Sequence[Tie] = ()) -> dict[str, object]:
    """The body that makes a record, or changes one."""
    body: dict[str, object] = {"properties": dict(properties)}
    if ties:
        body["associations"] = [_tie_json(id_, number) for id_, number in ties]
    return body


def _tie_json(id_: str, number: int) -> dict[str, object]:
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": number}
    return {"to": {"id": id_}, "types": [kind]}


def upsertion(key: str, value: str, properties: Mapping[str, str]) -> dict[str, object]:
    """The body that makes or changes the record whose unique property `key` has this value."""
    return {"inputs": [{"id": value, "idProperty": key, "properties": dict(properties)}]}


def search_for(
    *groups: Mapping[str, str], names: Sequence[str] = (), most: int = 10
) -> dict[str, object]:
    """The body of a search for records that have all the values of one group."""
    filters = [
        [{"propertyName": name, "operator": "EQ", "value": value} for name, value in group.items()]
        for group in groups
    ]
    return {
        "filterGroups": [{"filters": each} for each in filters],
        "properties": list(names),
        "limit": most,
    }


def outline(order: BookingOrder, pipeline: str, stage: str) -> tuple[tuple[str, str], ...]:
    """Label and value of all that is sent. A contact that HubSpot has already is not changed."""
    person, title = order.person, booking_title(order)
    deal = (("Deal", title), ("Pipeline", pipeline), ("Stage", stage))
    return shown(
        *who(
            person,
            ("E-mail", person.email),
            ("First name", person.first_name),
            ("Last name", person.last_name),
            ("Phone", person.phone),
        ),
        *(deal if pipeline and stage else ()),
        ("Meeting", title),
        ("Start (UTC)", utc_text(order.start_at)),
        ("End (UTC)", utc_text(order.end_at)),
        ("Outcome", SCHEDULED),
        ("Place", order.branch),
        ("Doctor", order.doctor_name),
        ("Notes", order.notes),
        ("Reference", order.reference),
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


def read_records(answer: Answer) -> list[Record]:
    """What a search found. Raises BadAnswer: an empty list must be told, not guessed."""
    rows = answer.json_object().get("results")
    if not isinstance(rows, list):
        raise BadAnswer(system=SYSTEM)
    return [read_record(row) for row in rows]


def read_written(answer: Answer) -> Record:
    """What a write made or changed. Raises OutcomeUnknown where it can't be read."""
    return read_record(written(answer), answer.correlation_id)


def read_made(answer: Answer) -> str | None:
    """The id of a new record, or the one that a conflict names, if it names one."""
    return existing_id(answer) if answer.status == 409 else read_written(answer).id


def landed(record: Record, contact_id: str | None) -> Landed:
    """A record that is made, changed or there already, as what became of the call."""
    trace = record.correlation_id
    return Landed(external_id=record.id, contact_id=contact_id, correlation_id=trace)


def read_upserted(answer: Answer) -> Record:
    """The one that was made or changed. Raises BookingRefused for an error among the rows."""
    page = told(answer)
    if page.get("numErrors") or page.get("errors"):
        raise refused(page)
    return read_record(written(answer, "results", 0), answer.correlation_id)


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


def oldest_first(ids: Iterable[str]) -> list[str]:
    """HubSpot counts its records up."""
    return sorted(ids, key=lambda id_: (len(id_), id_))


def find_stage(pipelines: object, pipeline_id: str, stage_id: str) -> str:
    """Where deals are made, as a sentence. Raises CrmSetupMissing for what is not there."""
    pipeline = _setting(pipelines, pipeline_id, "PIPELINE_ID")
    stage = _setting(pipeline.get("stages"), stage_id, "STAGE_ID")
    names = [clean_text(row.get("label")) or "without a name" for row in (pipeline, stage)]
    return f"Deals are made in the pipeline {names[0]}, at the stage {names[1]}."


def _setting(rows: object, id_: str, name: str) -> Mapping[str, object]:
    for row in objects_of(rows):
        if row.get("id") == id_:
            return row
    raise CrmSetupMissing(system=SYSTEM, field=PREFIX + name)


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


def read_bookings(records: Iterable[Record], reference: str) -> tuple[CrmBooking, ...]:
    """The meetings that carry this reference."""
    found = (read_booking(record) for record in records)
    return tuple(one for one in found if one is not None and one.reference == reference)


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
