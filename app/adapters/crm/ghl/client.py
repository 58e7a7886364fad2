"""What a booking or report takes in GoHighLevel, in the order that makes it land once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from app.adapters.crm.ghl import BASE_URL, SYSTEM, mapping, speaks_v1
from app.adapters.crm.ghl.calls_v1 import V1Calls
from app.adapters.crm.ghl.calls_v2 import V2Calls
from app.adapters.crm.ghl.mapping import Record, ReportNote
from app.adapters.crm_base import CrmAccount
from app.adapters.crm_words import plain_text, report_mark
from app.adapters.http import HttpClient
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    CrmStatus,
    FreeSlot,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import BookingRefused, NotFound, SlotTaken

_DAY = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)


class Calls(Protocol):
    """One location, in its dialect. Each call is one request, or the few that the name says; none
    repeats a write.

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


class GhlAdapter:
    """A location of GoHighLevel, see CrmAdapter; `calls` speaks its dialect."""

    def __init__(self, calls: Calls, *, now: Callable[[], datetime]) -> None:
        self._calls = calls
        self._now = now

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "GhlAdapter":
        """In the dialect of the account's address; nothing is sent yet."""
        kind = V1Calls if speaks_v1(account.value(BASE_URL)) else V2Calls
        return cls(kind.open(http, account), now=account.now)

    async def check(self) -> CrmCheck:
        """See CrmAdapter."""
        began = self._now()
        findings = await self._calls.check()
        return CrmCheck(findings=findings, latency_ms=(self._now() - began) // _MILLISECOND)

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """See CrmAdapter."""
        return await self._calls.people(person)

    async def free_slots(
        self, start_at: datetime, end_at: datetime, *, timezone: str
    ) -> tuple[FreeSlot, ...]:
        """See CrmAdapter; spelled in `timezone`."""
        slots = mapping.read_slots(await self._calls.slots(start_at, end_at, timezone))
        return tuple(one for one in slots if start_at <= one.start_at < end_at)

    async def create(self, order: BookingOrder) -> Landed:
        """See CrmAdapter. A time that the calendar does not offer is not even asked for; it may
        be gone because this very booking landed before, which `find` tells.
        """
        slot = await self._free_text(order)
        if slot is None:
            raise SlotTaken(system=SYSTEM)
        return await self._calls.book(order, slot)

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See CrmAdapter. Raises SlotTaken where the calendar does not offer the new time."""
        record, before = await self._found(external_id)
        if before is None:
            raise NotFound(system=SYSTEM)
        slot: str | None
        if before.start_at == order.start_at and before.status is CrmStatus.BOOKED:
            if self._calls.keeps(order, before.end_at):
                return Landed(external_id=external_id, contact_id=before.contact_id)
            slot = record["startTime"]  # its own time, which no list of free ones has
        else:
            slot = await self._free_text(order)
        if slot is None:
            raise SlotTaken(system=SYSTEM)
        return await self._calls.move(external_id, order, slot)

    async def cancel(
        self,
        external_id: str,
        order: BookingOrder,  # noqa: ARG002 - other CRMs tell it with the cancellation
    ) -> Landed:
        """See CrmAdapter: by its status, the record stays."""
        try:
            return await self._calls.cancel(external_id)
        except BookingRefused as refused:
            refusal = refused
        if await self.read(external_id) is None:
            raise NotFound(system=SYSTEM)
        raise refusal.with_traceback(None)

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See CrmAdapter. Among the appointments of a day before to a day after: those with the
        reference; where GoHighLevel tells no text of theirs, those of this person at this time.
        """
        start, end = order.start_at - _DAY, order.start_at + _DAY
        found = []
        for record in await self._calls.events(start, end):
            booking = mapping.read_booking(record)
            if booking is not None and await self._is_ours(record, booking, order):
                found.append(booking)
        return tuple(found)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See CrmAdapter."""
        return (await self._found(external_id))[1]

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See CrmAdapter. A contact that is there already is left as it is."""
        return self._calls.outline(order)

    async def push_report(self, report: ReportDocument) -> Landed:
        """See CrmAdapter: a note on the contact "Clinic reports"."""
        contact_id = await self._calls.reports_contact()
        mark, text = report_mark(report), plain_text(mapping.report_text(report))
        there = [one for one in await self._calls.notes(contact_id) if mark in one.body]
        same = [one for one in there if plain_text(one.body) == text]
        if same:
            return Landed(external_id=same[0].note_id, contact_id=contact_id)
        note_id = there[0].note_id if there else None
        return await self._calls.put_note(
            contact_id, msgspec.Raw(self.report_payload(report)), note_id
        )

    async def find_report_place(self) -> None:
        """Nothing: the report's own bytes don't name it."""

    def report_payload(self, report: ReportDocument) -> bytes:
        """See CrmAdapter."""
        return msgspec.json.encode({"body": mapping.report_text(report)})

    async def _free_text(self, order: BookingOrder) -> str | None:
        """The slot of this moment as GoHighLevel spells it; None where the calendar offers none."""
        start, end = order.start_at - _DAY, order.start_at + _DAY
        slots = await self.free_slots(start, end, timezone=order.timezone)
        return next((one.vendor_text for one in slots if one.start_at == order.start_at), None)

    async def _found(self, external_id: str) -> tuple[Record, CrmBooking | None]:
        """A refusal of nothing but an id that GoHighLevel gave us means that it is gone."""
        try:
            record, trace = await self._calls.read(external_id)
        except (NotFound, BookingRefused):
            return {}, None
        return record, mapping.read_booking(record, trace)

    async def _is_ours(self, record: Record, booking: CrmBooking, order: BookingOrder) -> bool:
        if mapping.tells_details(record):
            return booking.reference == order.reference
        if booking.start_at != order.start_at:
            return False
        whole, read = await self._found(booking.external_id)
        if mapping.tells_details(whole):
            return read is not None and read.reference == order.reference
        return booking.status is not CrmStatus.CANCELLED and await self._is_theirs(
            record, booking, order.person
        )

    async def _is_theirs(self, record: Record, booking: CrmBooking, person: Person) -> bool:
        """By the contact's id, by the contact itself where the list brings it along, else by
        who has this phone or e-mail.
        """
        if person.external_contact_id is not None:
            return booking.contact_id == person.external_contact_id
        if isinstance(record.get("contact"), dict):
            return mapping.is_contact_of(record["contact"], person)
        found = await self._calls.people(person)
        return booking.contact_id in {one.contact_id for one in found}
