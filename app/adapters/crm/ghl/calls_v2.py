"""v2 of GoHighLevel's API (LeadConnector): a Version per family, a right per family."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from app.adapters.answer import Answer
from app.adapters.crm.ghl import API_KEY, BASE_URL, CALENDAR_ID, LOCATION_ID, SYSTEM, mapping
from app.adapters.crm.ghl.errors import duplicate_of, judge_for, landed, trace_of, written
from app.adapters.crm.ghl.mapping import Record, ReportNote, read_notes, read_records
from app.adapters.crm_base import CrmAccount
from app.adapters.crm_words import filled
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient, HttpView
from app.adapters.sign_in import StaticToken
from app.adapters.values import object_of
from app.domain.booking import BookingOrder, CrmPerson, Landed, Person
from app.domain.errors import (
    BookingRefused,
    ContactUnknown,
    CrmSetupMissing,
    NotFound,
    SeveralFound,
)

_EVENTS = "/calendars/events/appointments"
_PROBE = "probe@example.invalid"


class V2Calls:
    """See `Calls`. `calendars` and `contacts` are one account, each with its family's Version."""

    def __init__(self, calendars: HttpView, contacts: HttpView, account: CrmAccount) -> None:
        self._calendars = calendars
        self._contacts = contacts
        self._location_id = account.value(LOCATION_ID)
        self._calendar_id = account.value(CALENDAR_ID)
        self._now = account.now

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "V2Calls":
        """Signed in as the account says. No request is made yet."""

        def view(version: str, right: str) -> HttpView:
            return http.view(
                system=SYSTEM,
                base_url=account.value(BASE_URL),
                sign_in=StaticToken(token=account.value(API_KEY)),
                rate_limit=account.rate_limit,
                timeout_s=account.timeout_s,
                dialect=Dialect(headers={"Version": version}, judge=judge_for(right, account.now)),
            )

        rights = "calendars.readonly, calendars/events.readonly and calendars/events.write"
        return cls(
            view("2021-04-15", rights),
            view("2021-07-28", "contacts.readonly and contacts.write"),
            account,
        )

    async def check(self) -> tuple[str, ...]:
        """The calendar is this location's, and contacts may be read."""
        try:
            answer = await self._calendars.get(f"/calendars/{_quoted(self._calendar_id)}")
        except (BookingRefused, NotFound):
            calendar: Record = {}
        else:
            calendar = object_of(answer.json_object().get("calendar"))
        if calendar.get("locationId") != self._location_id:
            raise CrmSetupMissing(
                system=SYSTEM, field=f"a calendar of this location, {CALENDAR_ID}"
            )
        await self._look_up("email", _PROBE)
        minutes = calendar.get("slotDuration")
        unit = "hours" if calendar.get("slotDurationUnit") == "hours" else "minutes"
        length = f" Its slots take {minutes} {unit}." if isinstance(minutes, int) else ""
        return (f"The calendar is there.{length}", "Contacts can be read.")

    async def people(self, person: Person) -> tuple[CrmPerson, ...]:
        """Whoever has the phone, then whoever has the e-mail."""
        asked = (("number", person.phone), ("email", person.email))
        found = [await self._look_up(name, value) for name, value in asked if value]
        return mapping.read_people(
            [one for one in found if one is not None], mapping.utc_day(self._now())
        )

    async def slots(self, start: datetime, end: datetime, timezone: str | None) -> object:
        params = {
            "startDate": mapping.milliseconds(start),
            "endDate": mapping.milliseconds(end),
            **({"timezone": timezone} if timezone else {}),
        }
        path = f"/calendars/{_quoted(self._calendar_id)}/free-slots"
        return await self._calendars.get_json(path, params)

    async def book(self, order: BookingOrder, slot: str) -> Landed:
        """Find or make the contact, then the appointment. A refusal says nothing of a contact that
        is not there, so that is looked for then.
        """
        contact_id = await self._contact_id(order)
        body = self._body(order, contact_id, slot)
        try:
            answer = await self._calendars.send("POST", _EVENTS, body)
        except (BookingRefused, NotFound):
            if order.person.external_contact_id and not await self._is_there(contact_id):
                raise ContactUnknown(system=SYSTEM) from None
            raise
        return landed(answer, contact_id=contact_id)

    async def _is_there(self, contact_id: str) -> bool:
        try:
            await self._contacts.get(f"/contacts/{_quoted(contact_id)}")
        except (BookingRefused, NotFound):
            return False
        return True

    async def move(self, external_id: str, order: BookingOrder, slot: str) -> Landed:
        body = {
            "startTime": slot,
            "endTime": mapping.end_text(order, slot),
            "appointmentStatus": "confirmed",
        }
        return landed(await self._calendars.send("PUT", _event(external_id), body))

    async def cancel(self, external_id: str) -> Landed:
        body = {"appointmentStatus": "cancelled"}
        return landed(await self._calendars.send("PUT", _event(external_id), body))

    async def events(self, start: datetime, end: datetime) -> list[Record]:
        params = {
            "locationId": self._location_id,
            "calendarId": self._calendar_id,
            "startTime": mapping.milliseconds(start),
            "endTime": mapping.milliseconds(end),
        }
        return read_records(await self._calendars.get("/calendars/events", params), "events")

    async def read(self, external_id: str) -> tuple[Record, str | None]:
        answer = await self._calendars.get(_event(external_id))
        return object_of(answer.json_object().get("event")), trace_of(answer)

    def keeps(self, order: BookingOrder, end_at: datetime | None) -> bool:
        return end_at == order.end_at

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        slot = mapping.local_text(order.start_at, order.timezone)
        known = order.person.external_contact_id
        here = {"locationId": self._location_id}
        who = {} if known else here | mapping.contact_body(order.person, order.timezone)
        return mapping.labelled(who, self._body(order, known, slot))

    async def reports_contact(self) -> str:
        there = await self._look_up("email", mapping.REPORTS_EMAIL)
        found = mapping.read_people([there], mapping.utc_day(self._now()))
        if found:
            return found[0].contact_id
        return await self._upserted(mapping.reports_contact_body())

    async def notes(self, contact_id: str) -> tuple[ReportNote, ...]:
        return read_notes(await self._contacts.get(_notes(contact_id)))

    async def put_note(self, contact_id: str, body: object, note_id: str | None) -> Landed:
        """In place of the one with this id, or a new one."""
        path = _notes(contact_id) + (f"/{_quoted(note_id)}" if note_id else "")
        answer = await self._contacts.send("PUT" if note_id else "POST", path, body)
        return landed(answer, "note", contact_id=contact_id)

    def _body(self, order: BookingOrder, contact_id: str | None, slot: str) -> dict[str, str]:
        return filled(
            calendarId=self._calendar_id,
            locationId=self._location_id,
            contactId=contact_id,
            startTime=slot,
            endTime=mapping.end_text(order, slot),
            title=mapping.title_of(order),
            appointmentStatus="confirmed",
            address=order.branch,
            description=mapping.details_of(order),
        )

    async def _contact_id(self, order: BookingOrder) -> str:
        """Looked for first: an upsert changes the name of whoever has this phone."""
        if order.person.external_contact_id:
            return order.person.external_contact_id
        found = await self.people(order.person)
        if len(found) > 1:
            raise SeveralFound(system=SYSTEM, what="person", count=len(found))
        if found:
            return found[0].contact_id
        return await self._upserted(mapping.contact_body(order.person, order.timezone))

    async def _upserted(self, body: Mapping[str, str]) -> str:
        here = {"locationId": self._location_id, **body}
        answer = await self._contacts.send("POST", "/contacts/upsert", here)
        there = duplicate_of(answer)
        return there or str(written(answer, "contact")["id"])

    async def _look_up(self, name: str, value: str) -> Record | None:
        params = {"locationId": self._location_id, name: value}
        answer: Answer = await self._contacts.get("/contacts/search/duplicate", params)
        contact = answer.json_object().get("contact")
        return contact if isinstance(contact, dict) else None


def _event(external_id: str) -> str:
    return f"{_EVENTS}/{_quoted(external_id)}"


def _notes(contact_id: str) -> str:
    return f"/contacts/{_quoted(contact_id)}/notes"


def _quoted(id_: str) -> str:
    return quote(id_, safe="")
