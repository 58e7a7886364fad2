"""Any vendor's practice: a book that changes while it is served.

A vendor derives its own frozen appointment from `Entry` and its practice from `Book`, and says
there in its own words how an appointment is made, cancelled and marked as arrived, and how the
practice lets the app in and out (`pair`, `revoke`).
"""

import abc
import copy
import dataclasses
import datetime as dt
import threading
import typing as t
import uuid
import zoneinfo

from app.sandbox.directory import NAMESPACE, Directory, PatientT, PractitionerT, Record, TypeT, find

CancelBy = t.Literal["status", "extension", "both"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """The facts of an appointment that every vendor has. Moments are aware."""

    practitioner_id: str | None
    start: dt.datetime
    end: dt.datetime | None = None
    patient_ids: tuple[str, ...] = ()


EntryT = t.TypeVar("EntryT", bound=Entry)


class Book(
    Directory[PractitionerT, TypeT, PatientT],
    abc.ABC,
    t.Generic[PractitionerT, TypeT, PatientT, EntryT],
):
    """The records of one practice. Every method may be called from any thread.

    A record is found by its id, else `Unknown` is raised; a change returns the new record.
    """

    def __init__(self, *, account_id: str) -> None:
        super().__init__()
        self.account_id = account_id
        self._appointments: dict[str, EntryT] = {}
        self._book: dict[str | None, dict[str, EntryT]] = {}  # by practitioner
        self._added = 0

    # What a vendor says in its own words

    @property
    @abc.abstractmethod
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        """The practice's zone."""

    @abc.abstractmethod
    def cancel(self, id_: str, *, by: CancelBy = "both") -> EntryT:
        """Cancel it; a vendor with one way of cancelling takes no notice of `by`."""

    @abc.abstractmethod
    def is_cancelled(self, appointment: EntryT) -> bool: ...

    @abc.abstractmethod
    def mark_arrived(self, id_: str) -> EntryT: ...

    @abc.abstractmethod
    def pair(self) -> None:
        """Let the app in."""

    @abc.abstractmethod
    def revoke(self) -> None:
        """The practice switches the app off."""

    @abc.abstractmethod
    def _made(self, *, minutes: int, **facts: t.Any) -> EntryT:
        """The vendor's record of a new appointment; `facts` as in it, `end` among them."""

    def _new_id(self, number: int) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.account_id}/added/{number}"))

    # What is there

    def appointments(self, day: dt.date | None = None) -> list[EntryT]:
        """All, or those that start on the practice's local `day`; by start, then id."""
        zone = self.tzinfo
        with self.lock:
            rows = list(self._appointments.values())
        chosen = (r for r in rows if day is None or r.start.astimezone(zone).date() == day)
        return sorted(chosen, key=book_order)

    def appointments_of(
        self, practitioner_id: str | None, first: dt.datetime, last: dt.datetime
    ) -> list[EntryT]:
        """Those of one practitioner that start from `first` to `last`, both included."""
        with self.lock:
            rows = list(self._book.get(practitioner_id, {}).values())
        return sorted((r for r in rows if first <= r.start <= last), key=book_order)

    def appointment(self, id_: str) -> EntryT:
        return find(self._appointments, id_)

    # Changes of the book

    def add(
        self, *, practitioner_id: str, start: dt.datetime, minutes: int = 30, **fields: t.Any
    ) -> EntryT:
        """A new appointment with an id of its own; `fields` as in the vendor's record."""
        with self.lock:
            self.practitioner(practitioner_id)
            self._added += 1
            end = start + dt.timedelta(minutes=minutes)
            facts = {"id": self._new_id(self._added), "end": end, **fields}
            made = self._made(
                practitioner_id=practitioner_id, start=start, minutes=minutes, **facts
            )
            return self.put(made)

    def put(self, appointment: EntryT) -> EntryT:
        """Add it, or replace the one with its id."""
        with self.lock:
            before = self._appointments.get(appointment.id)
            if before is not None:
                del self._book[before.practitioner_id][before.id]
            self._appointments[appointment.id] = appointment
            self._book.setdefault(appointment.practitioner_id, {})[appointment.id] = appointment
            self.revision += 1
            return appointment

    def change(self, id_: str, **changes: t.Any) -> EntryT:
        """Replace any fields of the appointment."""
        with self.lock:
            return self.put(dataclasses.replace(self.appointment(id_), **changes))

    def move(
        self, id_: str, *, start: dt.datetime | None = None, practitioner_id: str | None = None
    ) -> EntryT:
        """Give it another start (its length stays), another practitioner, or both."""
        appointment = self.appointment(id_)
        new_start = start or appointment.start
        shift = new_start - appointment.start
        return self.change(
            id_,
            start=new_start,
            end=appointment.end and appointment.end + shift,
            practitioner_id=practitioner_id or appointment.practitioner_id,
        )

    def delete(self, id_: str) -> None:
        with self.lock:
            gone = self.appointment(id_)
            del self._appointments[id_]
            del self._book[gone.practitioner_id][id_]
            self.revision += 1

    # Copies

    def copy(self) -> t.Self:
        """Another practice with the same records, for `copy_from`."""
        twin = copy.copy(self)
        twin.lock = threading.RLock()
        twin.copy_from(self)
        return twin

    def copy_from(self, other: t.Self) -> None:
        """Take over the records of `other`; whether the app is let in stays as it is."""
        with self.lock, other.lock:
            self._copy_people_from(other)
            self._appointments = dict(other._appointments)
            self._book = {key: dict(rows) for key, rows in other._book.items()}
            self.revision += 1


AnyBook = Book[t.Any, t.Any, t.Any, t.Any]


def book_order(appointment: Entry) -> tuple[dt.datetime, str]:
    return appointment.start, appointment.id
