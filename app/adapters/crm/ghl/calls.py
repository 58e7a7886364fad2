"""The calls that both dialects of GoHighLevel know, each in its own way."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from app.adapters.answer import Answer
from app.adapters.crm.ghl.errors import SYSTEM, trace_of
from app.adapters.values import object_of, read_id
from app.domain.booking import BookingOrder, CrmPerson, Landed, Person
from app.domain.errors import BadAnswer, OutcomeUnknown

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote:
    """A note on the contact that carries the reports."""

    note_id: str
    body: str = field(repr=False)


class Calls(Protocol):
    """One location. Each call is one request, or the few that the name says; none repeats a write.

    Records are as GoHighLevel tells them; `read` raises NotFound or BookingRefused for one that is
    not there.
    """

    async def check(self) -> tuple[str, ...]: ...

    async def people(self, person: Person) -> tuple[CrmPerson, ...]: ...

    async def slots(self, start: datetime, end: datetime, timezone: str | None) -> object: ...

    async def book(self, order: BookingOrder, slot: str) -> Landed: ...

    async def move(self, external_id: str, order: BookingOrder, slot: str) -> Landed: ...

    async def cancel(self, external_id: str) -> Landed: ...

    async def events(self, start: datetime, end: datetime) -> list[Record]:
        """Those that start in this span."""
        ...

    async def read(self, external_id: str) -> tuple[Record, str | None]:
        """An appointment and the answer's correlation id."""
        ...

    def keeps(self, order: BookingOrder, end_at: datetime | None) -> bool:
        """Whether a booking at the right start has a length that needs no change."""
        ...

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]: ...

    async def reports_contact(self) -> str:
        """The contact that carries the reports, made where it is not there."""
        ...

    async def notes(self, contact_id: str) -> tuple[ReportNote, ...]: ...

    async def put_note(self, contact_id: str, body: object, note_id: str | None) -> Landed:
        """A new note, or in place of the one with this id where that can be."""
        ...


def landed(answer: Answer, *path: str, contact_id: str | None = None) -> Landed:
    """What a write answered: its id, at the end of `path`. It was done, whatever the answer
    looks like: raises OutcomeUnknown where no id can be read.
    """
    record = written(answer, *path)
    return Landed(
        external_id=record["id"],
        contact_id=contact_id or read_id(record.get("contactId")),
        correlation_id=trace_of(answer),
    )


def written(answer: Answer, *path: str) -> Record:
    """The record that a write answers with; it has a readable id."""
    try:
        record: Record = answer.json_object()
    except BadAnswer:
        record = {}
    for name in path:
        record = object_of(record.get(name))
    if answer.status >= 300 or read_id(record.get("id")) is None:
        raise OutcomeUnknown(system=SYSTEM)
    return record


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
