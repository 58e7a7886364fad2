"""v1 of GoHighLevel's API, for keys of old: the key is the location, the server makes contacts."""

from datetime import datetime, timedelta
from urllib.parse import quote

from app.adapters.crm.ghl import API_KEY, BASE_URL, CALENDAR_ID, SYSTEM, mapping
from app.adapters.crm.ghl.errors import judge_for, landed, trace_of, written
from app.adapters.crm.ghl.mapping import Record, ReportNote, read_notes, read_records
from app.adapters.crm_base import CrmAccount
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

_DAY = timedelta(days=1)


class V1Calls:
    """See `Calls`. Paths end with a slash where the vendor writes one."""

    def __init__(self, view: HttpView, account: CrmAccount) -> None:
        self._view = view
        self._calendar_id = account.value(CALENDAR_ID)
        self._now = account.now

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "V1Calls":
        """Signed in as the account says. No request is made yet."""
        view = http.view(
            system=SYSTEM,
            base_url=account.value(BASE_URL),
            sign_in=StaticToken(token=account.value(API_KEY)),
            rate_limit=account.rate_limit,
            timeout_s=account.timeout_s,
            dialect=Dialect(judge=judge_for("to the whole location", account.now)),
        )
        return cls(view, account)

    async def check(self) -> tuple[str, ...]:
        """The calendar tells tomorrow's slots."""
        tomorrow = self._now() + _DAY
        try:
            found = mapping.read_slots(await self.slots(tomorrow, tomorrow + _DAY, None))
        except (BookingRefused, NotFound):
            failure = CrmSetupMissing(system=SYSTEM, field=f"the calendar, {CALENDAR_ID}")
        else:
            return (f"The calendar is there: {len(found)} free times in a day from tomorrow.",)
        raise failure

    async def people(self, person: Person) -> tuple[CrmPerson, ...]:
        """Those with the phone, then those with the e-mail; at most ten."""
        asked = (("phone", person.phone), ("email", person.email))
        found: list[Record] = []
        for name, value in asked:
            if value:
                answer = await self._view.get("/contacts/lookup", {name: value})
                found += read_records(answer, "contacts")
        return mapping.read_people(found, mapping.utc_day(self._now()))[:10]

    async def slots(self, start: datetime, end: datetime, timezone: str | None) -> object:
        params = {
            **self._span(start, end),
            **({"timezone": timezone} if timezone else {}),
        }
        return await self._view.get_json("/appointments/slots", params)

    async def book(self, order: BookingOrder, slot: str) -> Landed:
        """The server finds or makes the contact by e-mail or phone."""
        who = await self._who(order.person)
        answer = await self._view.send("POST", "/appointments/", self._body(order, who, slot))
        return landed(answer)

    async def move(self, external_id: str, order: BookingOrder, slot: str) -> Landed:
        body = {"selectedSlot": slot, "selectedTimezone": order.timezone}
        return landed(await self._view.send("PUT", _appointment(external_id), body))

    async def cancel(self, external_id: str) -> Landed:
        """The answer has no body: what was done is told by its status alone."""
        path = f"{_appointment(external_id)}/status"
        answer = await self._view.send("PUT", path, {"status": "cancelled"})
        return Landed(external_id=external_id, correlation_id=trace_of(answer))

    async def events(self, start: datetime, end: datetime) -> list[Record]:
        params = {**self._span(start, end), "includeAll": "true"}
        return read_records(await self._view.get("/appointments/", params), "appointments")

    async def read(self, external_id: str) -> tuple[Record, str | None]:
        answer = await self._view.get(_appointment(external_id))
        return answer.json_object(), trace_of(answer)

    def keeps(self, _order: BookingOrder, _end_at: datetime | None) -> bool:
        """v1 takes no end: the calendar's length rules."""
        return True

    def outline(self, order: BookingOrder) -> tuple[tuple[str, str], ...]:
        slot = mapping.local_text(order.start_at, order.timezone)
        return mapping.labelled(self._body(order, mapping.person_body(order.person), slot))

    async def reports_contact(self) -> str:
        answer = await self._view.get("/contacts/lookup", {"email": mapping.REPORTS_EMAIL})
        there = mapping.read_people(read_records(answer, "contacts"), mapping.utc_day(self._now()))
        if there:
            return there[0].contact_id
        answer = await self._view.send("POST", "/contacts/", mapping.reports_contact_body())
        return str(written(answer, "contact")["id"])

    async def notes(self, contact_id: str) -> tuple[ReportNote, ...]:
        return read_notes(await self._view.get(_notes(contact_id)))

    async def put_note(self, contact_id: str, body: object, _note_id: str | None) -> Landed:
        """Always a new one: v1 changes no note, so the newest of a period counts."""
        answer = await self._view.send("POST", _notes(contact_id), body)
        return landed(answer, contact_id=contact_id)

    def _body(self, order: BookingOrder, who: dict[str, str], slot: str) -> dict[str, str]:
        return {
            "calendarId": self._calendar_id,
            "selectedSlot": slot,
            "selectedTimezone": order.timezone,
            **who,
            "title": mapping.title_of(order),
            "calendarNotes": mapping.details_of(order),
        }

    async def _who(self, person: Person) -> dict[str, str]:
        """By what the server is to find the contact. A chosen one goes by its own phone and
        e-mail, for v1 takes no contact id. Raises SeveralFound, ContactUnknown, BookingRefused.
        """
        if person.external_contact_id is None:
            found = await self.people(person)
            if len(found) > 1:
                raise SeveralFound(system=SYSTEM, what="person", count=len(found))
            return mapping.person_body(person)
        contact = await self._contact(person.external_contact_id)
        pairs = ((name, contact.get(name)) for name in ("phone", "email"))
        who = {name: value for name, value in pairs if isinstance(value, str) and value}
        if not who:
            reason = "The contact has neither a phone number nor an e-mail there."
            raise BookingRefused(system=SYSTEM, reason=reason)
        return who

    async def _contact(self, contact_id: str) -> Record:
        try:
            answer = await self._view.get(f"/contacts/{quote(contact_id, safe='')}")
        except (NotFound, BookingRefused):
            pass
        else:
            return object_of(answer.json_object().get("contact"))
        raise ContactUnknown(system=SYSTEM)

    def _span(self, start: datetime, end: datetime) -> dict[str, str]:
        return {
            "calendarId": self._calendar_id,
            "startDate": mapping.milliseconds(start),
            "endDate": mapping.milliseconds(end),
        }


def _appointment(external_id: str) -> str:
    return f"/appointments/{quote(external_id, safe='')}"


def _notes(contact_id: str) -> str:
    return f"/contacts/{quote(contact_id, safe='')}/notes/"
