"""What a booking or report takes in GoHighLevel, in the order that makes it land once."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

import msgspec

from app.adapters.answer import Answer
from app.adapters.call import segment
from app.adapters.crm.ghl import (
    API_KEY,
    BASE_URL,
    CALENDAR_ID,
    LOCATION_ID,
    SYSTEM,
    TRACE,
    duplicate_of,
    judge_for,
    mapping,
    speaks_v1,
)
from app.adapters.crm.ghl.mapping import V1, V2, Record
from app.adapters.crm_answers import trace_of, written
from app.adapters.crm_base import CrmAccount, NamesNoReportPlace
from app.adapters.crm_words import plain_text, report_mark, the_only
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient, HttpView
from app.adapters.sign_in import StaticToken
from app.adapters.values import object_of, read_id
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
from app.domain.errors import BookingRefused, ContactUnknown, CrmSetupMissing, NotFound, SlotTaken
from app.domain.said import say

_DAY = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)
_MOST_SHOWN = 10
_PROBE = Person(email="probe@example.invalid")
_CALENDAR_RIGHTS = "calendars.readonly, calendars/events.readonly and calendars/events.write"
_CONTACT_RIGHTS = "contacts.readonly and contacts.write"


def open_adapter(http: HttpClient, account: CrmAccount) -> "GhlAdapter":
    """In the dialect of the account's address; nothing is sent yet."""

    def view(right: str, headers: dict[str, str]) -> HttpView:
        return account.view(
            http,
            system=SYSTEM,
            url=account.value(BASE_URL),
            sign_in=StaticToken(token=account.value(API_KEY)),
            dialect=Dialect(headers=headers, judge=judge_for(right, account.now)),
        )

    calendar_id, location_id = account.value(CALENDAR_ID), account.value(LOCATION_ID)
    if speaks_v1(account.value(BASE_URL)):
        whole = view("to the whole location", {})
        return V1Adapter(whole, whole, V1(calendar_id=calendar_id), account)
    return V2Adapter(
        view(_CALENDAR_RIGHTS, {"Version": "2021-04-15"}),
        view(_CONTACT_RIGHTS, {"Version": "2021-07-28"}),
        V2(calendar_id=calendar_id, location_id=location_id),
        account,
    )


class GhlAdapter(NamesNoReportPlace, ABC):
    """A location of GoHighLevel, see CrmAdapter. `calendars` and `contacts` are the same account,
    each with the Version of its family; `words` say the requests of the dialect.
    """

    def __init__(
        self, calendars: HttpView, contacts: HttpView, words: V1 | V2, account: CrmAccount
    ) -> None:
        self._calendars = calendars
        self._contacts = contacts
        self._words = words
        self._now = account.now

    @abstractmethod
    async def _findings(self) -> tuple[str, ...]:
        """What the connection test finds."""

    @abstractmethod
    async def _book(self, order: BookingOrder, slot: str) -> Landed:
        """Find or make the contact, then the appointment."""

    async def check(self) -> CrmCheck:
        """See CrmAdapter."""
        began = self._now()
        findings = await self._findings()
        return CrmCheck(findings=findings, latency_ms=(self._now() - began) // _MILLISECOND)

    async def find_people(self, person: Person) -> tuple[CrmPerson, ...]:
        """See CrmAdapter: those with the phone, then those with the e-mail."""
        found: list[Record] = []
        for path, query in self._words.lookups(person):
            found += self._words.read_lookup(await self._contacts.get(path, query))
        return mapping.read_people(found, self._now())[:_MOST_SHOWN]

    async def free_slots(
        self, start_at: datetime, end_at: datetime, *, timezone: str
    ) -> tuple[FreeSlot, ...]:
        """See CrmAdapter; spelled in `timezone`."""
        slots = await self._slots(start_at, end_at, {"timezone": timezone})
        return tuple(one for one in slots if start_at <= one.start_at < end_at)

    async def _slots(
        self, start_at: datetime, end_at: datetime, zone: dict[str, str]
    ) -> tuple[FreeSlot, ...]:
        path, query = self._words.slots(start_at, end_at)
        return mapping.read_slots(await self._calendars.get_json(path, query | zone))

    async def create(self, order: BookingOrder) -> Landed:
        """See CrmAdapter. A time that the calendar does not offer is not even asked for; it may
        be gone because this very booking landed before, which `find` tells.
        """
        return await self._book(order, await self._free_text(order))

    async def reschedule(self, external_id: str, order: BookingOrder) -> Landed:
        """See CrmAdapter. Raises SlotTaken where the calendar does not offer the new time."""
        record, before = await self._found(external_id)
        if before is None:
            raise NotFound(system=SYSTEM)
        if before.start_at == order.start_at and before.status is CrmStatus.BOOKED:
            if self._words.keeps(order, before.end_at):
                return Landed(external_id=external_id, contact_id=before.contact_id)
            slot: str = record["startTime"]  # its own time, which no list of free ones has
        else:
            slot = await self._free_text(order)
        body = self._words.times(order, slot)
        return _landed(await self._calendars.send("PUT", self._words.event(external_id), body))

    async def cancel(
        self,
        external_id: str,
        order: BookingOrder,  # noqa: ARG002 - other CRMs tell it with the cancellation
    ) -> Landed:
        """See CrmAdapter: by its status, the record stays."""
        path, body = self._words.cancellation(external_id)
        try:
            answer = await self._calendars.send("PUT", path, body)
        except BookingRefused as refused:
            refusal = refused
        else:
            if self._words.answers_cancels:
                return _landed(answer)
            return Landed(external_id=external_id, correlation_id=trace_of(answer, TRACE))
        if await self.read(external_id) is None:
            raise NotFound(system=SYSTEM)
        raise refusal.with_traceback(None)

    async def find(self, order: BookingOrder) -> tuple[CrmBooking, ...]:
        """See CrmAdapter. Among the appointments of a day before to a day after: those with the
        reference; where GoHighLevel tells no text of theirs, those of this person at this time.
        """
        path, query = self._words.events(order.start_at - _DAY, order.start_at + _DAY)
        answer = await self._calendars.get(path, query)
        found = []
        for record in mapping.read_records(answer, self._words.events_name):
            booking = mapping.read_booking(record)
            if booking is not None and await self._is_ours(record, booking, order):
                found.append(booking)
        return tuple(found)

    async def read(self, external_id: str) -> CrmBooking | None:
        """See CrmAdapter."""
        return (await self._found(external_id))[1]

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        """See CrmAdapter. A contact that is there already is left as it is."""
        return self._words.outline(order)

    async def push_report(self, report: ReportDocument) -> Landed:
        """See CrmAdapter: a note on the contact "Clinic reports". v1 changes no note: there is a
        new one each time, and the newest of a period counts.
        """
        contact_id = await self._reports_contact()
        path = self._words.notes(contact_id)
        mark, text = report_mark(report), plain_text(mapping.report_text(report))
        notes = mapping.read_notes(await self._contacts.get(path))
        there = [one for one in notes if mark in one.body]
        same = [one for one in there if plain_text(one.body) == text]
        if same:
            return Landed(external_id=same[0].note_id, contact_id=contact_id)
        body, method = msgspec.Raw(self.report_payload(report)), "POST"
        if there and self._words.changes_notes:
            path, method = f"{path}/{segment(there[0].note_id)}", "PUT"
        answer = await self._contacts.send(method, path, body)
        return _landed(answer, *self._words.note_path, contact_id=contact_id)

    def report_payload(self, report: ReportDocument) -> bytes:
        """See CrmAdapter."""
        return msgspec.json.encode({"body": mapping.report_text(report)})

    async def _free_text(self, order: BookingOrder) -> str:
        """The slot of this moment as GoHighLevel spells it; raises SlotTaken for none."""
        start, end = order.start_at - _DAY, order.start_at + _DAY
        for slot in await self.free_slots(start, end, timezone=order.timezone):
            if slot.start_at == order.start_at and slot.vendor_text is not None:
                return slot.vendor_text
        raise SlotTaken(system=SYSTEM)

    async def _found(self, external_id: str) -> tuple[Record, CrmBooking | None]:
        """A refusal of nothing but an id that GoHighLevel gave us means that it is gone."""
        try:
            answer = await self._calendars.get(self._words.event(external_id))
        except (NotFound, BookingRefused):
            return {}, None
        record = answer.json_object()
        for name in self._words.event_path:
            record = object_of(record.get(name))
        return record, mapping.read_booking(record, trace_of(answer, TRACE))

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
        found = await self.find_people(person)
        return booking.contact_id in {one.contact_id for one in found}

    async def _reports_contact(self) -> str:
        found = await self.find_people(mapping.REPORTS)
        if found:
            return found[0].contact_id
        return await self._made(mapping.reports_contact_body())

    async def _only_contact(self, person: Person) -> str | None:
        """Whose phone or e-mail it is. Raises SeveralFound."""
        ids = [one.contact_id for one in await self.find_people(person)]
        return the_only(ids, system=SYSTEM, what="person")

    async def _made(self, contact: dict[str, str]) -> str:
        """The id of a new contact, or of the one that a refused duplicate names."""
        path, body = self._words.new_contact(contact)
        answer = await self._contacts.send("POST", path, body)
        return duplicate_of(answer) or str(written(answer, "contact")["id"])

    async def _contact(self, contact_id: str) -> Record | None:
        """A contact as it is; None when it is gone."""
        try:
            answer = await self._contacts.get(mapping.contact_path(contact_id))
        except (NotFound, BookingRefused):
            return None
        return object_of(answer.json_object().get("contact"))


class V1Adapter(GhlAdapter):
    """A location by a key of old."""

    async def _findings(self) -> tuple[str, ...]:
        """The calendar tells tomorrow's slots."""
        tomorrow = self._now() + _DAY
        try:
            found = await self._slots(tomorrow, tomorrow + _DAY, {})
        except (BookingRefused, NotFound):
            failure = CrmSetupMissing(system=SYSTEM, field=f"the calendar, {CALENDAR_ID}")
        else:
            return (f"The calendar is there: {len(found)} free times in a day from tomorrow.",)
        raise failure

    async def _book(self, order: BookingOrder, slot: str) -> Landed:
        """The server finds or makes the contact by e-mail or phone."""
        body = self._words.booking(order, await self._who(order.person), slot)
        return _landed(await self._calendars.send("POST", self._words.appointments, body))

    async def _who(self, person: Person) -> dict[str, str]:
        """By what the server is to find the contact. A chosen one goes by its own phone and
        e-mail, for v1 takes no contact id. Raises SeveralFound, ContactUnknown, BookingRefused.
        """
        if person.external_contact_id is None:
            await self._only_contact(person)
            return mapping.person_body(person)
        contact = await self._contact(person.external_contact_id)
        if contact is None:
            raise ContactUnknown(system=SYSTEM)
        pairs = ((name, contact.get(name)) for name in ("phone", "email"))
        who = {name: value for name, value in pairs if isinstance(value, str) and value}
        if not who:
            reason = say("The contact has neither a phone number nor an e-mail there.")
            raise BookingRefused(system=SYSTEM, reason=reason)
        return who


class V2Adapter(GhlAdapter):
    """A location of LeadConnector."""

    _words: V2

    async def _findings(self) -> tuple[str, ...]:
        """The calendar is this location's, and contacts may be read."""
        try:
            answer = await self._calendars.get(self._words.calendar)
        except (BookingRefused, NotFound):
            calendar: Record = {}
        else:
            calendar = object_of(answer.json_object().get("calendar"))
        if calendar.get("locationId") != self._words.location_id:
            raise CrmSetupMissing(
                system=SYSTEM, field=f"a calendar of this location, {CALENDAR_ID}"
            )
        await self.find_people(_PROBE)
        return (f"The calendar is there.{mapping.slot_length(calendar)}", "Contacts can be read.")

    async def _book(self, order: BookingOrder, slot: str) -> Landed:
        """A refusal says nothing of a contact that is not there: that is looked for then."""
        chosen = order.person.external_contact_id
        contact_id = chosen or await self._contact_id(order)
        body = self._words.booking(order, {"contactId": contact_id}, slot)
        try:
            answer = await self._calendars.send("POST", self._words.appointments, body)
        except (BookingRefused, NotFound):
            if chosen and await self._contact(chosen) is None:
                raise ContactUnknown(system=SYSTEM) from None
            raise
        return _landed(answer, contact_id=contact_id)

    async def _contact_id(self, order: BookingOrder) -> str:
        """Looked for first: an upsert changes the name of whoever has this phone."""
        found = await self._only_contact(order.person)
        return found or await self._made(mapping.contact_body(order.person, order.timezone))


def _landed(answer: Answer, *path: str, contact_id: str | None = None) -> Landed:
    """What a write answered. Raises OutcomeUnknown where no id can be read."""
    record = written(answer, *path)
    return Landed(
        external_id=record["id"],
        contact_id=contact_id or read_id(record.get("contactId")),
        correlation_id=trace_of(answer, TRACE),
    )
