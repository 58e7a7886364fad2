"""HubSpot as a `CrmAdapter`: a booking is a meeting, with a deal where a pipeline is set.

As in shared/contracts/hubspot.openapi.yaml; why so is in shared/facts/crm.md, 6.
"""

import time

import msgspec

from app.adapters.crm.hubspot import PREFIX, SYSTEM, mapping
from app.adapters.crm.hubspot.calls import Calls
from app.adapters.crm.hubspot.mapping import Record, creation
from app.adapters.crm.hubspot.people import People
from app.adapters.crm_base import CrmAccount, KeepsNoSlots
from app.adapters.crm_words import plain_text, reference_of, report_mark
from app.adapters.http import HttpClient
from app.adapters.text import clean_text
from app.adapters.values import objects_of
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
    BookingDiffers,
    BookingRefused,
    ContactUnknown,
    CrmRightMissing,
    CrmSetupMissing,
    OutcomeUnknown,
    RunSheetError,
)

REPORTS_CONTACT = "Clinic reports"
_REPORTS_SETTING = PREFIX + "REPORT_CONTACT_ID"
_CONTACT_TO_COME = f"the ID of a new contact, {REPORTS_CONTACT}"
_NOTES_AT_A_TIME = 16
_DEAL_NAMES = ("description", mapping.BOOKING_REF)


class HubSpotAdapter(KeepsNoSlots):
    """One account, as `CrmAdapter` says."""

    def __init__(
        self, calls: Calls, *, pipeline: str = "", stage: str = "", report_contact_id: str = ""
    ) -> None:
        self._calls = calls
        self._people = People(calls)
        self._deals = Deals(calls, pipeline=pipeline, stage=stage)
        self._reports = Reports(calls, report_contact_id)

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "HubSpotAdapter":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        return cls(
            Calls.open(http, account),
            pipeline=account.value(PREFIX + "PIPELINE_ID"),
            stage=account.value(PREFIX + "STAGE_ID"),
            report_contact_id=account.value(_REPORTS_SETTING),
        )

    async def check(self) -> CrmCheck:
        """See `CrmAdapter`."""
        began = time.monotonic()
        await self._calls.search("contacts", [[("lastname", REPORTS_CONTACT)]], (), 1)
        latency_ms = round((time.monotonic() - began) * 1000)
        findings = ("The key may read contacts and meetings.", *await self._deals.check())
        await self._reports.check()
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
            if await self._people.is_gone(order.person):
                raise ContactUnknown(system=SYSTEM) from None
            raise
        return Landed(
            external_id=made.id, contact_id=contact_id, correlation_id=made.correlation_id
        )

    async def _make(self, order: BookingOrder, contact_id: str) -> Record:
        ties = [(contact_id, mapping.MEETING_TO_CONTACT)]
        if self._deals.is_used:
            ties.append((await self._deals.of(order, contact_id), mapping.MEETING_TO_DEAL))
        sent = mapping.meeting_properties(order)
        made = await self._calls.create("meetings", sent, ties)
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
        return Landed(
            external_id=external_id,
            contact_id=order.person.external_contact_id,
            correlation_id=changed.correlation_id,
        )

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
        found = (mapping.read_booking(record) for record in records)
        wanted = order.reference.lower()
        return tuple(one for one in found if one is not None and one.reference == wanted)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See `CrmAdapter`."""
        names = mapping.MEETING_NAMES
        record = await self._calls.read("meetings", external_id, names, ties=("contacts",))
        return mapping.read_booking(record) if record else None

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See `CrmAdapter`."""
        return mapping.outline(order, self._deals.pipeline, self._deals.stage)

    async def push_report(self, report: ReportDocument) -> Landed:
        """See `CrmAdapter`."""
        return await self._reports.push(report)

    async def find_report_place(self) -> None:
        """See `CrmAdapter`."""
        await self._reports.find_place()

    def report_payload(self, report: ReportDocument) -> bytes:
        """See `CrmAdapter`."""
        return self._reports.payload(report)


class Deals:
    """The deal that stands for a booking in a pipeline; `is_used` where both settings are set."""

    def __init__(self, calls: Calls, *, pipeline: str, stage: str) -> None:
        self.pipeline = pipeline
        self.stage = stage
        self.is_used = bool(pipeline and stage)
        self._calls = calls
        self._has_key: bool | None = None

    async def check(self) -> list[str]:
        """What the connection test says of them. Raises CrmSetupMissing."""
        if not self.is_used:
            return ["No deals are made: a pipeline and a stage are needed for them."]
        rows = await self._calls.pipelines()
        pipeline = next((row for row in rows if row.get("id") == self.pipeline), None)
        if pipeline is None:
            raise CrmSetupMissing(system=SYSTEM, field=PREFIX + "PIPELINE_ID")
        stages = objects_of(pipeline.get("stages"))
        stage = next((row for row in stages if row.get("id") == self.stage), None)
        if stage is None:
            raise CrmSetupMissing(system=SYSTEM, field=PREFIX + "STAGE_ID")
        names = [clean_text(row.get("label")) or "without a name" for row in (pipeline, stage)]
        made = f"Deals are made in the pipeline {names[0]}, at the stage {names[1]}."
        return [made, await self._anchor()]

    async def _anchor(self) -> str:
        if await self.has_key():
            return f"Deals are found by their own property {mapping.BOOKING_REF}."
        return (
            f"Deals have no unique property {mapping.BOOKING_REF}. "
            "They are found through the contact, which takes longer."
        )

    async def has_key(self) -> bool:
        """Whether deals have our own unique property; asked once."""
        if self._has_key is None:
            try:
                told = await self._calls.property("deals", mapping.BOOKING_REF)
            except CrmRightMissing:  # the key may book and not look at the set-up
                told = None
            self._has_key = bool(told and told.get("hasUniqueValue") is True)
        return self._has_key

    async def of(self, order: BookingOrder, contact_id: str) -> str:
        """The id of the booking's deal, made if it is not there. May be repeated."""
        properties = mapping.deal_properties(order, self.pipeline, self.stage)
        if await self.has_key():
            deal = await self._calls.upsert(
                "deals", mapping.BOOKING_REF, order.reference, properties
            )
            await self._calls.tie("deals", deal.id, "contacts", contact_id)
            return deal.id
        known = await self._by_contact(order, contact_id)
        if known is not None:
            return known
        ties = [(contact_id, mapping.DEAL_TO_CONTACT)]
        return (await self._calls.create("deals", properties, ties)).id

    async def meetings(self, order: BookingOrder) -> tuple[str, ...]:
        """The ids of the meetings of the booking's deal, where our property finds it."""
        if not (self.is_used and await self.has_key()):
            return ()
        deal = await self._calls.read("deals", order.reference, _DEAL_NAMES, by=mapping.BOOKING_REF)
        return await self._calls.tied("deals", deal.id, "meetings") if deal else ()

    async def _by_contact(self, order: BookingOrder, contact_id: str) -> str | None:
        ids = await self._calls.tied("contacts", contact_id, "deals")
        for deal in await self._calls.read_all("deals", ids, _DEAL_NAMES[:1]):
            if reference_of(deal.properties.get("description")) == order.reference.lower():
                return deal.id
        return None


class Reports:
    """A note each, on one contact that the practice keeps for them: the one that was set, else one
    called *Clinic reports*.
    """

    def __init__(self, calls: Calls, contact_id: str) -> None:
        self._calls = calls
        self._told_id = contact_id
        self._known_id = contact_id

    async def check(self) -> None:
        """Raises CrmSetupMissing when the contact that was set is not there."""
        if self._told_id and await self._calls.read("contacts", self._told_id, ()) is None:
            raise CrmSetupMissing(system=SYSTEM, field=_REPORTS_SETTING)

    def payload(self, report: ReportDocument) -> bytes:
        """The body of a new note. Before there is a contact for reports its id is not known: words
        stand in its place.
        """
        ties = self._ties(self._known_id or _CONTACT_TO_COME)
        return msgspec.json.encode(creation(mapping.note_properties(report), ties))

    async def push(self, report: ReportDocument) -> Landed:
        """Make the note, change it where its text is another, or leave it."""
        await self.check()
        await self.find_place()
        contact_id = self._known_id = self._known_id or await self._made_contact()
        sent = mapping.note_properties(report)
        there = await self._there(report, contact_id)
        if there is None:
            there = await self._calls.create("notes", sent, self._ties(contact_id))
        elif plain_text(there.properties.get("hs_note_body")) != plain_text(sent["hs_note_body"]):
            there = await self._calls.update("notes", there.id, sent)
        return Landed(
            external_id=there.id, contact_id=contact_id, correlation_id=there.correlation_id
        )

    def _ties(self, contact_id: str) -> list[tuple[str, int]]:
        return [(contact_id, mapping.NOTE_TO_CONTACT)]

    async def find_place(self) -> None:
        """The contact that was set, or the oldest of that name: a second one is never used."""
        if self._known_id:
            return
        found = await self._calls.search("contacts", [[("lastname", REPORTS_CONTACT)]], (), 10)
        ids = (record.id for record in found.records)
        self._known_id = min(ids, key=lambda id_: (len(id_), id_), default="")

    async def _made_contact(self) -> str:
        made, _ = await self._calls.create_contact({"lastname": REPORTS_CONTACT})
        if made is None:
            raise CrmSetupMissing(system=SYSTEM, field=_REPORTS_SETTING)
        return made

    async def _there(self, report: ReportDocument, contact_id: str) -> Record | None:
        """The note of this period; the newest notes are looked at first."""
        ids = await self._calls.tied("contacts", contact_id, "notes")
        newest = sorted(ids, key=lambda id_: (len(id_), id_), reverse=True)
        for at in range(0, len(newest), _NOTES_AT_A_TIME):
            some = newest[at : at + _NOTES_AT_A_TIME]
            for note in await self._calls.read_all("notes", some, ("hs_note_body",)):
                text = plain_text(note.properties.get("hs_note_body"))
                if report_mark(report) in text:
                    return note
        return None
