"""v2's operations (ghl-v2.openapi.json): the Version of its family, the scope, then the book."""

import datetime as dt
import typing as t

from app.sandbox.directory import Unknown
from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.ghl import v2_answers as answers
from app.sandbox.ghl import wire
from app.sandbox.ghl.access import Access, Quirks
from app.sandbox.ghl.book import Duplicate, GhlBook, SlotGone
from app.sandbox.ghl.fault_bodies import V2_BODIES
from app.sandbox.ghl.records import Appointment, Contact
from app.sandbox.ghl.requests import free_slots, read_body, read_span
from app.sandbox.ghl.shapes import V2_CHANGE, V2_CREATE, V2_NOTE, V2_UPSERT, Shape
from app.sandbox.routes import Route, Router

_VERSIONS = {"calendars": "2021-04-15", "contacts": "2021-07-28"}
_EVENTS = ("calendars", "events", "appointments")
_SCOPES = {
    ("GET", "calendars"): "calendars.readonly",
    ("GET", "events"): "calendars/events.readonly",
    ("POST", "events"): "calendars/events.write",
    ("PUT", "events"): "calendars/events.write",
    ("DELETE", "events"): "calendars/events.write",
    ("GET", "contacts"): "contacts.readonly",
    ("POST", "contacts"): "contacts.write",
    ("PUT", "contacts"): "contacts.write",
}
_SLOTS = frozenset({"startDate", "endDate", "timezone"})


class V2Server:
    """Answers calls from one location."""

    fault_bodies = V2_BODIES

    def __init__(self, book: GhlBook, *, access: Access, quirks: Quirks) -> None:
        self._book = book
        self._original = book.copy()
        self._access = access
        self._quirks = quirks
        spans = frozenset({"locationId", "calendarId", "startTime", "endTime"})
        found = frozenset({"locationId", "number", "email"})
        notes = ("contacts", "*", "notes")
        self._router = Router(
            (
                Route(pattern=("calendars", "events"), answer=self._list, parameters=spans),
                Route(method="POST", pattern=_EVENTS, answer=self._create),
                Route(pattern=(*_EVENTS, "*"), answer=self._show),
                Route(method="PUT", pattern=(*_EVENTS, "*"), answer=self._change, takes_body=True),
                Route(
                    method="DELETE",
                    pattern=("calendars", "events", "*"),
                    answer=self._delete,
                    takes_body=True,
                ),
                Route(
                    pattern=("calendars", "*", "free-slots"), answer=self._slots, parameters=_SLOTS
                ),
                Route(pattern=("calendars", "*"), answer=self._calendar),
                Route(method="POST", pattern=("contacts", "upsert"), answer=self._upsert),
                Route(
                    pattern=("contacts", "search", "duplicate"),
                    answer=self._find,
                    parameters=found,
                ),
                Route(pattern=("contacts", "*", "appointments"), answer=self._contact_events),
                Route(pattern=notes, answer=self._notes),
                Route(method="POST", pattern=notes, answer=self._add_note),
                Route(
                    method="PUT", pattern=(*notes, "*"), answer=self._change_note, takes_body=True
                ),
                Route(pattern=("contacts", "*"), answer=self._contact),
            ),
            answers,
        )

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""
        route = self._router.find(call)
        if not self._access.lets_in(call):
            raise answers.unauthorized()
        family = call.segments[0]
        if call.headers.get("Version") != _VERSIONS[family]:
            raise answers.bad_request("version header was not found or is not known")
        if self._scope_of(call) in self._access.missing_scopes:
            raise answers.forbidden()
        self._router.check_form(call, route)
        try:
            return route.answer(call)
        except Unknown:
            raise answers.not_found(self._quirks.missing_status) from None
        except SlotGone:
            raise answers.slot_taken(self._quirks.taken_status) from None
        except Duplicate as duplicate:
            raise answers.duplicate(duplicate.contact.id, duplicate.field) from None

    def throttled(self, wait_s: int) -> Answer:
        return answers.too_many_requests(wait_s)

    def state_json(self) -> dict[str, t.Any]:
        return state_json(self._book)

    def reset(self) -> None:
        self._book.copy_from(self._original)

    def _scope_of(self, call: Call) -> str | None:
        kind = "events" if "events" in call.segments[:2] else call.segments[0]
        return _SCOPES.get((call.method, kind))

    def _shown(self, value: dict[str, t.Any], *, status: int = 200) -> Answer:
        trace = {"traceId": answers.TRACE_ID} if self._quirks.has_trace_ids else {}
        return json_answer({**value, **trace}, status=status)

    def _body(self, call: Call, shape: Shape) -> dict[str, t.Any]:
        body = read_body(call, shape, answers)
        if body.get("locationId", self._book.location_id) != self._book.location_id:
            raise answers.forbidden()
        return body

    # Calendars

    def _calendar(self, call: Call) -> Answer:
        calendar = self._book.calendar(call.segments[1])
        return self._shown({"calendar": wire.v2_calendar(calendar, self._book)})

    def _slots(self, call: Call) -> Answer:
        return json_answer(free_slots(call, call.segments[1], self._book, answers))

    def _list(self, call: Call) -> Answer:
        query = dict(call.query)
        first, last = read_span(call, ("startTime", "endTime"), answers)
        if query.get("locationId") != self._book.location_id:
            raise answers.forbidden()
        if "calendarId" not in query:
            raise answers.unprocessable({"calendarId": "should not be empty"})
        self._book.calendar(query["calendarId"])
        rows = [
            self._event(one, with_notes=self._quirks.lists_tell_notes)
            for one in self._book.appointments()
            if one.calendar_id == query["calendarId"] and first <= one.start <= last
        ]
        return self._shown({"events": rows})

    def _create(self, call: Call) -> Answer:
        body = self._body(call, V2_CREATE)
        contact = self._book.contact(body["contactId"])
        self._book.calendar(body["calendarId"])
        row = self._book.book(
            calendar_id=body["calendarId"],
            contact_id=contact.id,
            slot=body["startTime"],
            end=_end_of(body),
            status=body.get("appointmentStatus", "confirmed"),
            title=body.get("title") or wire.name_of(contact),
            address=body.get("address"),
            description=body.get("description"),
        )
        return self._shown(wire.v2_written(row, self._book))

    def _show(self, call: Call) -> Answer:
        row = self._book.appointment(call.segments[3])
        event = self._event(row, with_notes=self._quirks.reads_tell_notes)
        return self._shown({"event": event})

    def _change(self, call: Call) -> Answer:
        body = self._body(call, V2_CHANGE)
        before = self._book.appointment(call.segments[3])
        changes = {
            "status": body.get("appointmentStatus", before.status),
            "title": body.get("title", before.title),
            "address": body.get("address", before.address),
            "description": body.get("description", before.description),
        }
        if "startTime" in body:
            row = self._book.move(before.id, slot=body["startTime"], end=_end_of(body), **changes)
        else:
            row = self._book.change(before.id, **changes)
        return self._shown(wire.v2_written(row, self._book))

    def _delete(self, call: Call) -> Answer:
        self._book.delete(call.segments[2])
        return self._shown({"succeeded": True})

    def _event(self, row: Appointment, *, with_notes: bool) -> dict[str, t.Any]:
        return wire.v2_event(row, self._book, with_notes=with_notes)

    # Contacts

    def _upsert(self, call: Call) -> Answer:
        body = self._body(call, V2_UPSERT)
        if not (body.get("email") or body.get("phone")):
            raise answers.unprocessable({"email or phone": "should not be empty"})
        facts = {
            "first_name": body.get("firstName") or body.get("name"),
            "last_name": body.get("lastName"),
            "email": body.get("email"),
            "phone": body.get("phone"),
            "timezone": body.get("timezone"),
            "source": body.get("source"),
        }
        if "tags" in body:  # they replace what is there
            facts["tags"] = tuple(body["tags"])
        there = self._book.contact_with(email=body.get("email"), phone=body.get("phone"))
        if there is not None and self._quirks.upsert_refuses_duplicates:
            raise Duplicate(there, "phone")
        contact, is_new = self._book.upsert_contact(**facts)
        return self._shown({"new": is_new, "contact": wire.v2_contact(contact, self._book)})

    def _find(self, call: Call) -> Answer:
        query = dict(call.query)
        if query.get("locationId") != self._book.location_id:
            raise answers.forbidden()
        found = self._book.contact_with(email=query.get("email"), phone=query.get("number"))
        contact: Contact | None = found
        if found is not None and found.id in self._quirks.hidden_contacts:
            contact = None
        shown = wire.v2_contact(contact, self._book) if contact else None
        return self._shown({"contact": shown})

    def _contact(self, call: Call) -> Answer:
        contact = self._book.contact(call.segments[1])
        return self._shown({"contact": wire.v2_contact(contact, self._book)})

    def _contact_events(self, call: Call) -> Answer:
        contact = self._book.contact(call.segments[1])
        rows = [one for one in self._book.appointments() if one.contact_id == contact.id]
        return self._shown({"events": [self._event(one, with_notes=False) for one in rows]})

    # Notes

    def _notes(self, call: Call) -> Answer:
        notes = self._book.notes(call.segments[1])
        return self._shown({"notes": [wire.v2_note(one) for one in notes]})

    def _add_note(self, call: Call) -> Answer:
        body = self._body(call, V2_NOTE)
        note = self._book.put_note(call.segments[1], body["body"])
        return self._shown({"note": wire.v2_note(note)}, status=201)

    def _change_note(self, call: Call) -> Answer:
        body = self._body(call, V2_NOTE)
        note = self._book.put_note(call.segments[1], body["body"], id_=call.segments[3])
        return self._shown({"note": wire.v2_note(note)})


def state_json(book: GhlBook) -> dict[str, t.Any]:
    """Every record, as v2 shows it."""
    return {
        "locationId": book.location_id,
        "calendars": [wire.v2_calendar(one, book) for one in book.calendars()],
        "contacts": [wire.v2_contact(one, book) for one in book.contacts()],
        "appointments": [
            {**wire.v2_event(one, book, with_notes=True), "notes": one.notes or ""}
            for one in book.appointments()
        ],
        "notes": [wire.v2_note(note) for one in book.contacts() for note in book.notes(one.id)],
    }


def _end_of(body: dict[str, t.Any]) -> dt.datetime | None:
    """Raises `Refused` for an end that is not after the start."""
    if "endTime" not in body:
        return None
    end = dt.datetime.fromisoformat(body["endTime"]).astimezone(dt.UTC)
    if end <= dt.datetime.fromisoformat(body["startTime"]).astimezone(dt.UTC):
        raise answers.unprocessable({"endTime": "must be after startTime"})
    return end
