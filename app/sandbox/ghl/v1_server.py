"""v1's operations (ghl-v1.openapi.yaml): the key is the location; paths end as documented."""

import typing as t
import zoneinfo

from app.sandbox.directory import Unknown
from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.ghl import v1_answers as answers
from app.sandbox.ghl import wire
from app.sandbox.ghl.access import Access, Quirks
from app.sandbox.ghl.book import GhlBook, SlotGone
from app.sandbox.ghl.fault_bodies import V1_BODIES
from app.sandbox.ghl.records import Appointment, Contact
from app.sandbox.ghl.requests import free_slots, read_body, read_span
from app.sandbox.ghl.shapes import V1_CONTACT, V1_CREATE, V1_MOVE, V1_NOTE, V1_STATUS
from app.sandbox.ghl.v2_server import state_json
from app.sandbox.routes import Route, Router

_APPOINTMENTS = ("v1", "appointments")
_CONTACTS = ("v1", "contacts")
_SLOTS = frozenset({"calendarId", "startDate", "endDate", "timezone"})
_LIST = frozenset({"calendarId", "startDate", "endDate", "includeAll"})


class V1Server:
    """Answers calls from one location."""

    fault_bodies = V1_BODIES

    def __init__(self, book: GhlBook, *, access: Access, quirks: Quirks) -> None:
        self._book = book
        self._original = book.copy()
        self._access = access
        self._quirks = quirks
        notes = (*_CONTACTS, "*", "notes", "")
        looked_up = frozenset({"email", "phone"})
        self._router = Router(
            (
                Route(pattern=(*_APPOINTMENTS, "slots"), answer=self._slots, parameters=_SLOTS),
                Route(pattern=(*_APPOINTMENTS, ""), answer=self._list, parameters=_LIST),
                Route(method="POST", pattern=(*_APPOINTMENTS, ""), answer=self._create),
                Route(pattern=(*_APPOINTMENTS, "*"), answer=self._show),
                Route(
                    method="PUT", pattern=(*_APPOINTMENTS, "*"), answer=self._move, takes_body=True
                ),
                Route(method="DELETE", pattern=(*_APPOINTMENTS, "*"), answer=self._delete),
                Route(
                    method="PUT",
                    pattern=(*_APPOINTMENTS, "*", "status"),
                    answer=self._set_status,
                    takes_body=True,
                ),
                Route(pattern=(*_CONTACTS, "lookup"), answer=self._look_up, parameters=looked_up),
                Route(method="POST", pattern=(*_CONTACTS, ""), answer=self._add_contact),
                Route(pattern=(*_CONTACTS, "*"), answer=self._contact),
                Route(pattern=notes, answer=self._notes),
                Route(method="POST", pattern=notes, answer=self._add_note),
            ),
            answers,
        )

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""
        route = self._router.find(call)
        if not self._access.lets_in(call):
            raise answers.unauthorized()
        self._router.check_form(call, route)
        try:
            return route.answer(call)
        except Unknown:
            raise answers.not_found(self._quirks.missing_status) from None
        except SlotGone:
            raise answers.slot_taken() from None

    def throttled(self, wait_s: int) -> Answer:
        return answers.too_many_requests(wait_s)

    def state_json(self) -> dict[str, t.Any]:
        return state_json(self._book)

    def reset(self) -> None:
        self._book.copy_from(self._original)

    # Appointments

    def _slots(self, call: Call) -> Answer:
        return json_answer(free_slots(call, self._calendar_of(call), self._book, answers))

    def _list(self, call: Call) -> Answer:
        calendar_id = self._calendar_of(call)
        first, last = read_span(call, ("startDate", "endDate"), answers)
        with_contact = dict(call.query).get("includeAll") == "true"
        rows = [
            self._event(one, with_notes=self._quirks.lists_tell_notes, with_contact=with_contact)
            for one in self._book.appointments()
            if one.calendar_id == calendar_id and first <= one.start <= last
        ]
        return json_answer({"appointments": rows})

    def _create(self, call: Call) -> Answer:
        body = read_body(call, V1_CREATE, answers, also=self._book.custom_fields)
        calendar = self._book.calendar(body["calendarId"])
        _check_zone(body["selectedTimezone"])
        with self._book.lock:
            self._book.slot_at(calendar.id, body["selectedSlot"])
            contact = self._known_or_new(body)
            row = self._book.book(
                calendar_id=calendar.id,
                contact_id=contact.id,
                slot=body["selectedSlot"],
                title=body.get("title") or wire.name_of(contact),
                notes=body.get("calendarNotes"),
            )
        return self._written(row)

    def _show(self, call: Call) -> Answer:
        row = self._book.appointment(call.segments[2])
        return json_answer(self._event(row, with_notes=self._quirks.reads_tell_notes))

    def _move(self, call: Call) -> Answer:
        before = self._book.appointment(call.segments[2])
        body = read_body(call, V1_MOVE, answers)
        _check_zone(body["selectedTimezone"])
        return self._written(self._book.move(before.id, slot=body["selectedSlot"]))

    def _set_status(self, call: Call) -> Answer:
        before = self._book.appointment(call.segments[2])
        self._book.change(before.id, status=read_body(call, V1_STATUS, answers)["status"])
        return Answer(content_type=None)

    def _delete(self, call: Call) -> Answer:
        self._book.delete(call.segments[2])
        return Answer(content_type=None)

    def _written(self, row: Appointment) -> Answer:
        contact = self._book.contact(row.contact_id)
        shown = wire.v1_contact(contact, self._book)
        return json_answer({"id": row.id, "contactId": contact.id, "contact": shown})

    def _event(
        self, row: Appointment, *, with_notes: bool, with_contact: bool = False
    ) -> dict[str, t.Any]:
        shown = wire.v1_event(row, self._book, with_notes=with_notes)
        if with_contact:
            shown["contact"] = wire.v1_contact(self._book.contact(row.contact_id), self._book)
        return shown

    def _calendar_of(self, call: Call) -> str:
        calendar_id = dict(call.query).get("calendarId")
        if not calendar_id:
            raise answers.unprocessable({"calendarId": "is mandatory"})
        return self._book.calendar(calendar_id).id

    # Contacts

    def _known_or_new(self, body: dict[str, t.Any]) -> Contact:
        there = self._book.contact_with(email=body.get("email"), phone=body.get("phone"))
        return there or self._upserted(body)

    def _upserted(self, body: dict[str, t.Any]) -> Contact:
        contact, _ = self._book.upsert_contact(
            first_name=body.get("firstName") or body.get("name"),
            last_name=body.get("lastName"),
            email=body.get("email"),
            phone=body.get("phone"),
            timezone=body.get("timezone"),
            source=body.get("source"),
        )
        return contact

    def _look_up(self, call: Call) -> Answer:
        query = dict(call.query)
        if not (query.get("email") or query.get("phone")):
            raise answers.unprocessable({"email or phone": "is mandatory"})
        by_email = self._book.contacts_with(email=query.get("email"))
        found = by_email or self._book.contacts_with(phone=query.get("phone"))
        seen = [one for one in found if one.id not in self._quirks.hidden_contacts]
        return json_answer({"contacts": [wire.v1_contact(one, self._book) for one in seen]})

    def _add_contact(self, call: Call) -> Answer:
        contact = self._upserted(read_body(call, V1_CONTACT, answers))
        return json_answer({"contact": wire.v1_contact(contact, self._book)})

    def _contact(self, call: Call) -> Answer:
        contact = self._book.contact(call.segments[2])
        return json_answer({"contact": wire.v1_contact(contact, self._book)})

    # Notes

    def _notes(self, call: Call) -> Answer:
        notes = self._book.notes(call.segments[2])
        return json_answer({"notes": [wire.v1_note(one) for one in notes]})

    def _add_note(self, call: Call) -> Answer:
        contact = self._book.contact(call.segments[2])
        body = read_body(call, V1_NOTE, answers)
        return json_answer(wire.v1_note(self._book.put_note(contact.id, body["body"])))


def _check_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise answers.unprocessable({"selectedTimezone": "is not known"})
