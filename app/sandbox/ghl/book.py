"""One location of GoHighLevel: contacts, calendars with their slots, appointments, notes."""

import collections.abc as c
import dataclasses
import datetime as dt
import threading
import typing as t
import uuid
import zoneinfo

from app.sandbox.directory import NAMESPACE, find
from app.sandbox.ghl.records import Appointment, Calendar, Contact, Note

Span = tuple[dt.datetime, dt.datetime]


class SlotGone(Exception):
    """The calendar does not offer this time."""


class Duplicate(Exception):
    """The location allows no second contact with this e-mail or phone."""

    def __init__(self, contact: Contact, field: str) -> None:
        super().__init__()
        self.contact = contact
        self.field = field


class GhlBook:
    """Every method may be called from any thread. A record is found by its id, else `Unknown`.

    `duplicate_order`: by which field a contact is recognised first. `allows_duplicates`: whether
    a second contact with the same e-mail or phone may be made. `custom_fields`: ids that v1 takes
    beside its own fields.
    """

    def __init__(
        self, *, location_id: str = "ve9EPM428h8vShlRW1KT", zone: str = "Australia/Sydney"
    ):
        self.lock = threading.RLock()
        self.location_id = location_id
        self.zone = zone
        self.duplicate_order: tuple[str, ...] = ("email", "phone")
        self.allows_duplicates = False
        self.custom_fields: frozenset[str] = frozenset()
        self._made = 0
        self._contacts: dict[str, Contact] = {}
        self._calendars: dict[str, Calendar] = {}
        self._appointments: dict[str, Appointment] = {}
        self._notes: dict[str, Note] = {}
        self._taken: list[tuple[str, Span]] = []
        self._offered_in = {zone}

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    # People

    def contacts(self) -> list[Contact]:
        with self.lock:
            return list(self._contacts.values())

    def contact(self, id_: str) -> Contact:
        return find(self._contacts, id_)

    def contact_with(self, **wanted: str | None) -> Contact | None:
        """The first that has the e-mail or the phone, by the location's order."""
        for field in self.duplicate_order:
            value = wanted.get(field)
            for contact in self.contacts() if value else ():
                if _same(getattr(contact, field), value):
                    return contact
        return None

    def contacts_with(self, **wanted: str | None) -> list[Contact]:
        return [one for one in self.contacts() if any(_has(one, wanted))]

    def add_contact(self, **facts: t.Any) -> Contact:
        """A new one; raises `Duplicate` where the location allows none."""
        with self.lock:
            if not self.allows_duplicates:
                for field in self.duplicate_order:
                    there = self.contact_with(**{field: facts.get(field)})
                    if there is not None:
                        raise Duplicate(there, field)
            made = Contact(id=self._new_id("contact"), **facts)
            self._contacts[made.id] = made
            return made

    def upsert_contact(self, **facts: t.Any) -> tuple[Contact, bool]:
        """The contact that is recognised, changed, or a new one; whether it is new."""
        with self.lock:
            there = self.contact_with(email=facts.get("email"), phone=facts.get("phone"))
            if there is None:
                return self.add_contact(**facts), True
            told = {name: value for name, value in facts.items() if value is not None}
            self._contacts[there.id] = dataclasses.replace(there, **told)
            return self._contacts[there.id], False

    # Calendars

    def calendars(self) -> list[Calendar]:
        with self.lock:
            return list(self._calendars.values())

    def calendar(self, id_: str) -> Calendar:
        return find(self._calendars, id_)

    def add_calendar(self, name: str, **facts: t.Any) -> Calendar:
        with self.lock:
            made = Calendar(id=self._new_id("calendar"), name=name, **facts)
            self._calendars[made.id] = made
            return made

    def free_slots(
        self, calendar_id: str, first: dt.datetime, last: dt.datetime, *, zone: str | None = None
    ) -> list[str]:
        """As the vendor spells them: local time of `zone` (default: its own) with the offset."""
        with self.lock:
            calendar = self.calendar(calendar_id)
            self._offered_in.add(zone or self.zone)
            slots = self._slots(calendar, first, last)
            free = [one for one in slots if self._is_free(calendar, _span(one, calendar))]
        return [spelled(one, zone or self.zone) for one in free]

    def slot_at(self, calendar_id: str, text: str) -> Span:
        """The free slot that is spelled so; raises `SlotGone`, for another spelling too."""
        return self._slot_at(self.calendar(calendar_id), text, apart_from=None)

    def take(self, start: dt.datetime, *, calendar_id: str | None = None) -> None:
        """Somebody else has this slot from now on."""
        with self.lock:
            calendar = self.calendar(calendar_id) if calendar_id else self.calendars()[0]
            self._taken.append((calendar.id, _span(start, calendar)))

    # Appointments

    def appointments(self) -> list[Appointment]:
        with self.lock:
            return sorted(self._appointments.values(), key=lambda one: (one.start, one.id))

    def appointment(self, id_: str) -> Appointment:
        return find(self._appointments, id_)

    def book(
        self, *, calendar_id: str, slot: str, end: dt.datetime | None = None, **facts: t.Any
    ) -> Appointment:
        """A new appointment in a free slot; `end` is the slot's where none is given."""
        with self.lock:
            calendar = self.calendar(calendar_id)
            start, usual_end = self._slot_at(calendar, slot, apart_from=None, end=end)
            made = Appointment(
                id=self._new_id("event"),
                calendar_id=calendar_id,
                start=start,
                end=end or usual_end,
                **facts,
            )
            self._appointments[made.id] = made
            return made

    def move(
        self, id_: str, *, slot: str, end: dt.datetime | None = None, **facts: t.Any
    ) -> Appointment:
        """Into another free slot; its own time counts as free."""
        with self.lock:
            before = self.appointment(id_)
            calendar = self.calendar(before.calendar_id)
            start, usual_end = self._slot_at(calendar, slot, apart_from=id_, end=end)
            return self.change(id_, start=start, end=end or usual_end, **facts)

    def change(self, id_: str, **changes: t.Any) -> Appointment:
        with self.lock:
            changed = dataclasses.replace(self.appointment(id_), **changes)
            self._appointments[id_] = changed
            return changed

    def delete(self, id_: str) -> None:
        with self.lock:
            del self._appointments[self.appointment(id_).id]

    # Notes

    def notes(self, contact_id: str) -> list[Note]:
        with self.lock:
            self.contact(contact_id)
            return [one for one in self._notes.values() if one.contact_id == contact_id]

    def note(self, id_: str) -> Note:
        return find(self._notes, id_)

    def put_note(self, contact_id: str, body: str, *, id_: str | None = None) -> Note:
        """A new note, or another text for the one with this id."""
        with self.lock:
            note_id = self.note(id_).id if id_ else self._new_id("note")
            made = Note(id=note_id, contact_id=self.contact(contact_id).id, body=body)
            self._notes[note_id] = made
            return made

    # Copies

    def copy(self) -> "GhlBook":
        twin = GhlBook(location_id=self.location_id, zone=self.zone)
        twin.copy_from(self)
        return twin

    def copy_from(self, other: "GhlBook") -> None:
        with self.lock, other.lock:
            self.duplicate_order, self.allows_duplicates = (
                other.duplicate_order,
                other.allows_duplicates,
            )
            self.custom_fields = other.custom_fields
            self._made = other._made
            self._contacts, self._calendars = dict(other._contacts), dict(other._calendars)
            self._appointments, self._notes = dict(other._appointments), dict(other._notes)
            self._taken, self._offered_in = list(other._taken), set(other._offered_in)

    def _slots(
        self, calendar: Calendar, first: dt.datetime, last: dt.datetime
    ) -> c.Iterator[dt.datetime]:
        day = first.astimezone(self.tzinfo).date()
        while day <= last.astimezone(self.tzinfo).date():
            opens = dt.datetime.combine(day, dt.time(calendar.opens), self.tzinfo)
            count = (calendar.closes - calendar.opens) * 60 // calendar.slot_minutes
            for place in range(count):
                start = (opens + dt.timedelta(minutes=place * calendar.slot_minutes)).astimezone(
                    dt.UTC
                )
                if first <= start <= last:
                    yield start
            day += dt.timedelta(days=1)

    def _slot_at(
        self,
        calendar: Calendar,
        text: str,
        *,
        apart_from: str | None,
        end: dt.datetime | None = None,
    ) -> Span:
        with self.lock:
            start = dt.datetime.fromisoformat(text).astimezone(dt.UTC)
            day = dt.timedelta(days=1)
            is_slot = start in set(self._slots(calendar, start - day, start + day))
            is_its_spelling = text in {spelled(start, zone) for zone in self._offered_in}
            span = (start, end or _span(start, calendar)[1])
            if not (is_slot and is_its_spelling and self._is_free(calendar, span, apart_from)):
                raise SlotGone
            return span

    def _is_free(self, calendar: Calendar, span: Span, apart_from: str | None = None) -> bool:
        held = [(one.start, one.end) for one in self._holding(calendar.id, apart_from)]
        blocked = [taken for id_, taken in self._taken if id_ == calendar.id]
        return not any(_overlap(span, one) for one in blocked) and (
            sum(_overlap(span, one) for one in held) < calendar.capacity
        )

    def _holding(self, calendar_id: str, apart_from: str | None) -> list[Appointment]:
        return [
            one
            for one in self._appointments.values()
            if one.calendar_id == calendar_id and one.holds_time and one.id != apart_from
        ]

    def _new_id(self, kind: str) -> str:
        self._made += 1
        return uuid.uuid5(NAMESPACE, f"{self.location_id}/{kind}/{self._made}").hex[:20]


def spelled(moment: dt.datetime, zone: str) -> str:
    """`2026-11-22T10:00:00+02:00`, local to `zone`."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).isoformat(timespec="seconds")


def _span(start: dt.datetime, calendar: Calendar) -> Span:
    start = start.astimezone(dt.UTC)
    return start, start + dt.timedelta(minutes=calendar.slot_minutes)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _has(contact: Contact, wanted: c.Mapping[str, str | None]) -> c.Iterator[bool]:
    return (
        bool(value) and _same(getattr(contact, field), value) for field, value in wanted.items()
    )


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() == other.casefold()
