"""HubSpot as a `CrmAdapter`: a booking is a meeting, with a deal where a pipeline is set.

As in shared/contracts/hubspot.openapi.yaml; why so is in shared/facts/crm.md, 6.
"""

import asyncio
import re
import time
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from app.adapters.answer import Answer
from app.adapters.crm.hubspot import PREFIX, SEARCH_LIMIT, SYSTEM, judge_at, mapping, no_conflict
from app.adapters.crm.hubspot.mapping import Paths, Record, creation
from app.adapters.crm_base import CrmAccount, KeepsNoSlots
from app.adapters.crm_people import People
from app.adapters.crm_words import filled, reference_of, report_mark
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.pacing import Clock, RateGate
from app.adapters.sign_in import StaticToken
from app.adapters.values import object_of
from app.domain.booking import (
    BookingOrder,
    CrmBooking,
    CrmCheck,
    CrmPerson,
    Landed,
    Person,
    ReportDocument,
)
from app.domain.errors import (
    BadAnswer,
    BookingDiffers,
    BookingRefused,
    ContactUnknown,
    CrmRightMissing,
    CrmSetupMissing,
    NotFound,
    OutcomeUnknown,
    RunSheetError,
)
from app.domain.said import say

_REPORTS_SETTING = PREFIX + "REPORT_CONTACT_ID"
_MOST_PAGES = 100
_NOTES_AT_A_TIME = 16


class Calls:
    """HubSpot's records: read, searched, written and tied; only `RunSheetError`s come of it.

    A write is made once: OutcomeUnknown where HubSpot may have done it. Nothing is sent at first;
    an address that is not https raises InvalidRequest.
    """

    def __init__(self, http: HttpClient, account: CrmAccount) -> None:
        self._view = account.view(
            http,
            system=SYSTEM,
            url=account.value(PREFIX + "BASE_URL"),
            sign_in=StaticToken(token=account.value(PREFIX + "PRIVATE_APP_TOKEN")),
            dialect=Dialect(judge=judge_at(account.now)),
        )
        self._paths = Paths(account.value(PREFIX + "API_GENERATION"))
        self._search_gate = RateGate(SEARCH_LIMIT if account.rate_limit else None, Clock())

    async def read(self, kind: str, id_: str, names: Iterable[str], **more: str) -> Record | None:
        """A record with these properties; None when it is not there. `more` goes into the query:
        `associations`, a kind of ties; `idProperty`, the unique property that `id_` stands for.
        """
        query = filled(properties=",".join(names), **more)
        try:
            answer = await self._view.get(self._paths.record(kind, id_), query)
        except NotFound:
            return None
        return mapping.read_record(answer.json(), answer.correlation_id)

    async def read_all(self, kind: str, ids: Sequence[str], names: Sequence[str]) -> list[Record]:
        """Those of `ids` that are still there, in their order."""
        reads = (self.read(kind, id_, names, associations="contacts") for id_ in ids)
        found = await asyncio.gather(*reads, return_exceptions=True)
        for one in found:  # only now: all of them have ended
            if isinstance(one, BaseException):
                raise one
        return [one for one in found if isinstance(one, Record)]

    async def tied(self, kind: str, id_: str, to_kind: str) -> tuple[str, ...]:
        """The ids of every `to_kind` tied to a record; nothing when it is not there."""
        record = await self.read(kind, id_, (), associations=to_kind)
        if record is None:
            return ()
        ids, after = list(record.ties.get(to_kind, ())), record.more.get(to_kind)
        for _ in range(_MOST_PAGES):
            if after is None:
                return tuple(dict.fromkeys(ids))
            path = self._paths.ties(kind, record.id, to_kind)
            page = object_of((await self._view.get(path, {"after": after})).json())
            ids += mapping.tied_ids(page)
            after = mapping.after_of(page)
        raise BadAnswer(system=SYSTEM)

    async def search(self, kind: str, body: object) -> list[Record]:
        """See `mapping.search_for`; HubSpot's index lags behind writes."""
        await self._search_gate.enter()
        answer = await self._view.search(f"{self._paths.objects(kind)}/search", body)
        return mapping.read_records(answer)

    async def pipelines(self) -> object:
        """The pipelines of deals as HubSpot lists them."""
        return (await self._view.get(self._paths.pipelines)).json_object().get("results")

    async def is_unique(self, kind: str, name: str) -> bool:
        """Whether a property's values are unique; no where the key may book and not look at it."""
        try:
            answer = await self._view.get(self._paths.property(kind, name))
        except (NotFound, CrmRightMissing):
            return False
        return answer.json_object().get("hasUniqueValue") is True

    async def create(self, kind: str, body: object) -> Record:
        """A new record, tied to others. Raises BookingRefused."""
        answer = await self._send_tied("POST", self._paths.objects(kind), body)
        return mapping.read_written(no_conflict(answer))

    async def create_contact(self, properties: Mapping[str, str]) -> str | None:
        """The id of a new contact, or of the one that has its e-mail; None where none is told."""
        path = self._paths.objects("contacts")
        answer = await self._view.send("POST", path, creation(properties))
        return mapping.read_made(answer)

    async def update(self, kind: str, id_: str, properties: Mapping[str, str]) -> Record:
        """A record with other values. Raises NotFound, BookingRefused. May be repeated."""
        path = self._paths.record(kind, id_)
        answer = await self._view.send("PATCH", path, creation(properties))
        return mapping.read_written(no_conflict(answer))

    async def upsert(self, kind: str, body: object) -> Record:
        """See `mapping.upsertion`. May be repeated. Raises BookingRefused, also where HubSpot says
        it in the body of a 200.
        """
        answer = await self._view.send("POST", f"{self._paths.objects(kind)}/batch/upsert", body)
        return mapping.read_upserted(no_conflict(answer))

    async def tie(self, kind: str, id_: str, to_kind: str, to_id: str) -> None:
        """Tie two records. May be repeated."""
        await self._send_tied("PUT", self._paths.tie(kind, id_, to_kind, to_id), None)

    async def archive(self, kind: str, id_: str) -> None:
        """Take a record away. May be repeated."""
        await self._view.send("DELETE", self._paths.record(kind, id_))

    async def _send_tied(self, method: str, path: str, body: object) -> Answer:
        try:
            return await self._view.send(method, path, body)
        except NotFound:
            reason = say("the record that it belongs to is no longer there.")
        raise BookingRefused(system=SYSTEM, reason=reason)


class Contacts(People):
    """The contacts of the account; e-mails are unique there, phones are not."""

    system = SYSTEM
    id_pattern = re.compile(r"\d{1,20}", re.ASCII)
    search_lags = True

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self._calls = calls

    async def find(self, person: Person) -> tuple[CrmPerson, ...]:
        """A chosen one is read."""
        if person.external_contact_id:
            return tuple(await self.by_id(person.external_contact_id))
        return await super().find(person)

    def may_be(self, person: Person, found: CrmPerson) -> bool:
        """A family shares a phone: who has another e-mail is another person."""
        ours, theirs = (each.email or "" for each in (person, found))
        return not (ours and theirs) or ours.casefold() == theirs.casefold()

    async def by_id(self, id_: str, **more: str) -> list[CrmPerson]:
        one = await self._calls.read("contacts", id_, mapping.PERSON_NAMES, **more)
        return [mapping.read_person(one)] if one else []

    async def by_email(self, email: str) -> list[CrmPerson]:
        return await self.by_id(email, idProperty="email")

    async def by_phone(self, phone: str) -> list[CrmPerson]:
        either = {"phone": phone}, {"mobilephone": phone}
        asked = mapping.search_for(*either, names=mapping.PERSON_NAMES)
        return [mapping.read_person(one) for one in await self._calls.search("contacts", asked)]

    async def make(self, person: Person) -> str:
        """Somebody may have just made it: HubSpot says 409, and perhaps which it is."""
        made = await self._calls.create_contact(mapping.contact_properties(person))
        there = await self.by_email(person.email) if made is None and person.email else []
        if made is None and not there:
            raise BookingRefused(system=SYSTEM, reason="it has this contact, but not for us.")
        return made or there[0].contact_id


class Deals:
    """The deal that stands for a booking in a pipeline; `is_used` where both settings are set."""

    def __init__(self, calls: Calls, account: CrmAccount) -> None:
        self.pipeline = account.value(PREFIX + "PIPELINE_ID")
        self.stage = account.value(PREFIX + "STAGE_ID")
        self.is_used = bool(self.pipeline and self.stage)
        self._calls = calls
        self._has_key: bool | None = None

    async def check(self) -> tuple[str, ...]:
        """What the connection test says of them. Raises CrmSetupMissing."""
        if not self.is_used:
            return ("No deals are made: a pipeline and a stage are needed for them.",)
        found = mapping.find_stage(await self._calls.pipelines(), self.pipeline, self.stage)
        return (found, mapping.KEYED if await self._is_keyed() else mapping.UNKEYED)

    async def of(self, order: BookingOrder, contact_id: str) -> str:
        """The id of the booking's deal, made if it is not there. May be repeated."""
        properties = mapping.deal_properties(order, self.pipeline, self.stage)
        if await self._is_keyed():
            body = mapping.upsertion(mapping.BOOKING_REF, order.reference, properties)
            deal = await self._calls.upsert("deals", body)
            await self._calls.tie("deals", deal.id, "contacts", contact_id)
            return deal.id
        ids = await self._calls.tied("contacts", contact_id, "deals")
        for deal in await self._calls.read_all("deals", ids, ("description",)):
            if reference_of(deal.properties.get("description")) == order.reference.lower():
                return deal.id
        new = creation(properties, [(contact_id, mapping.DEAL_TO_CONTACT)])
        return (await self._calls.create("deals", new)).id

    async def meetings(self, order: BookingOrder) -> tuple[str, ...]:
        """The ids of the meetings of the booking's deal, where our property finds it."""
        if not (self.is_used and await self._is_keyed()):
            return ()
        names, key = ("description", mapping.BOOKING_REF), mapping.BOOKING_REF
        deal = await self._calls.read("deals", order.reference, names, idProperty=key)
        return await self._calls.tied("deals", deal.id, "meetings") if deal else ()

    async def _is_keyed(self) -> bool:
        """Whether deals have our own unique property; asked once."""
        if self._has_key is None:
            self._has_key = await self._calls.is_unique("deals", mapping.BOOKING_REF)
        return self._has_key


class ReportsAsNotes:
    """The part of the adapter that puts reports on one contact, a note each: the contact that was
    set, else one called *Clinic reports*.
    """

    def __init__(self, calls: Calls, account: CrmAccount) -> None:
        self._calls = calls
        self._told_id = self._known_id = account.value(_REPORTS_SETTING)

    async def check_reports(self) -> None:
        """Raises CrmSetupMissing when the contact that was set is not there."""
        if self._told_id and await self._calls.read("contacts", self._told_id, ()) is None:
            raise CrmSetupMissing(system=SYSTEM, field=_REPORTS_SETTING)

    def report_payload(self, report: ReportDocument) -> bytes:
        """The body of a new note. Before there is a contact for reports its id is not known: words
        stand in its place.
        """
        return msgspec.json.encode(mapping.note(report, self._known_id or mapping.CONTACT_TO_COME))

    async def push_report(self, report: ReportDocument) -> Landed:
        """Make the note, change it where its text is another, or leave it."""
        await self.check_reports()
        await self.find_report_place()
        contact_id = self._known_id or await self._calls.create_contact(mapping.REPORTS)
        if contact_id is None:
            raise CrmSetupMissing(system=SYSTEM, field=_REPORTS_SETTING)
        self._known_id = contact_id
        sent = mapping.note_properties(report)
        note = await self._there(report, contact_id)
        if note is None:
            note = await self._calls.create("notes", mapping.note(report, contact_id))
        elif mapping.note_text(note.properties) != mapping.note_text(sent):
            note = await self._calls.update("notes", note.id, sent)
        return mapping.landed(note, contact_id)

    async def find_report_place(self) -> None:
        """The contact that was set, or the oldest of that name: a second one is never used."""
        if not self._known_id:
            found = await self._calls.search("contacts", mapping.search_for(mapping.REPORTS))
            ids = mapping.oldest_first(record.id for record in found)
            self._known_id = next(iter(ids), "")

    async def _there(self, report: ReportDocument, contact_id: str) -> Record | None:
        """The note of this period; the newest notes are looked at first."""
        ids = mapping.oldest_first(await self._calls.tied("contacts", contact_id, "notes"))[::-1]
        for at in range(0, len(ids), _NOTES_AT_A_TIME):
            some = ids[at : at + _NOTES_AT_A_TIME]
            for note in await self._calls.read_all("notes", some, ("hs_note_body",)):
                if report_mark(report) in mapping.note_text(note.properties):
                    return note
        return None


class HubSpotAdapter(ReportsAsNotes, KeepsNoSlots):
    """One account, as `CrmAdapter` says."""

    def __init__(self, http: HttpClient, account: CrmAccount) -> None:
        super().__init__(Calls(http, account), account)
        self._people = Contacts(self._calls)
        self._deals = Deals(self._calls, account)

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        began = time.monotonic()
        await self._calls.search("contacts", mapping.search_for(mapping.REPORTS, most=1))
        latency_ms = round((time.monotonic() - began) * 1000)
        findings = ("The key may read contacts and meetings.", *await self._deals.check())
        await self.check_reports()
        return CrmCheck(findings=findings, latency_ms=latency_ms)

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """See `CrmAdapter`."""
        return await self._people.find(person)

    async def create(self, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. A meeting that HubSpot took without its times, outcome or reference
        is taken back: CrmSetupMissing names them.
        """
        contact_id = await self._people.find_or_make(order.person)
        try:
            made = await self._make(order, contact_id)
        except BookingRefused:
            if order.person.external_contact_id and not await self._people.find(order.person):
                raise ContactUnknown(system=SYSTEM) from None
            raise
        return mapping.landed(made, contact_id)

    async def _make(self, order: BookingOrder, contact_id: str) -> Record:
        ties = [(contact_id, mapping.MEETING_TO_CONTACT)]
        if self._deals.is_used:
            ties.append((await self._deals.of(order, contact_id), mapping.MEETING_TO_DEAL))
        sent = mapping.meeting_properties(order)
        made = await self._calls.create("meetings", creation(sent, ties))
        try:
            differs = await self._lost(sent, made)
        except RunSheetError:  # it is made; whoever reads it back will see what it holds
            differs = ()
        if differs:
            await self._take_back(made, differs)
        return made

    async def _take_back(self, made: Record, differs: tuple[str, ...]) -> None:
        try:
            await self._calls.archive("meetings", made.id)
        except RunSheetError:
            failure: RunSheetError = OutcomeUnknown(system=SYSTEM)
        else:
            failure = CrmSetupMissing(system=SYSTEM, field=f"the meeting's {', '.join(differs)}")
        raise failure

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. Raises BookingDiffers when HubSpot keeps other times."""
        return await self._change(external_id, order, mapping.times(order))

    async def cancel(self, external_id: str, order: BookingOrder) -> Landed:
        """See `CrmAdapter`. Raises BookingDiffers when HubSpot keeps another outcome."""
        return await self._change(external_id, order, {mapping.OUTCOME: mapping.CANCELED})

    async def _change(self, external_id: str, order: BookingOrder, sent: dict[str, str]) -> Landed:
        changed = await self._calls.update("meetings", external_id, sent)
        if differs := await self._lost(sent, changed):
            named = ", ".join(f"the {each}" for each in differs)
            raise BookingDiffers(system=SYSTEM, differs=named)
        return mapping.landed(changed, order.person.external_contact_id)

    async def _lost(self, sent: dict[str, str], answered: Record) -> tuple[str, ...]:
        """What HubSpot didn't keep: by its answer, and if that says so by reading it back."""
        if not mapping.lost(sent, answered.properties):
            return ()
        held = await self._calls.read("meetings", answered.id, mapping.MEETING_NAMES)
        return mapping.lost(sent, held.properties if held else {})

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See `CrmAdapter`: by the meetings of the contact and of the deal, never by search."""
        ids = list(await self._deals.meetings(order))
        for contact_id in await self._people.ids(order.person):
            ids += await self._calls.tied("contacts", contact_id, "meetings")
        unique = tuple(dict.fromkeys(ids))
        records = await self._calls.read_all("meetings", unique, mapping.MEETING_NAMES)
        return mapping.read_bookings(records, order.reference.lower())

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        records = await self._calls.read_all("meetings", [external_id], mapping.MEETING_NAMES)
        return mapping.read_booking(records[0]) if records else None

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See `CrmAdapter`."""
        return mapping.outline(order, self._deals.pipeline, self._deals.stage)
