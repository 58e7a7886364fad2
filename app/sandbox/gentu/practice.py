"""A practice whose book changes while it is served. Every method may be called from any thread."""

import dataclasses
import datetime as dt
import typing as t
import uuid
import zoneinfo

from app.sandbox.gentu.directory import NAMESPACE, Directory, Unknown, find
from app.sandbox.gentu.records import Appointment

__all__ = ["NAMESPACE", "Practice", "Unknown", "book_order"]


class Practice(Directory):
    """The records of one tenant. `revision` grows with every change.

    A record is found by its id, else `Unknown` is raised; a change returns the new record.
    """

    def __init__(
        self,
        *,
        tenant_id: str,
        name: str | None,
        zone: str | None = "Australia/Melbourne",
        number: str | None = "20417",
    ) -> None:
        super().__init__()
        self.tenant_id = tenant_id
        self.name = name
        self.zone = zone  # None: the tenant answers without a zone; times keep Melbourne's
        self.number = number
        self.access: t.Literal["never", "enabled", "disabled"] = "never"
        self._appointments: dict[str, Appointment] = {}
        self._book: dict[str, dict[str, Appointment]] = {}  # by practitioner
        self._added = 0

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone or "Australia/Melbourne")

    # What is there

    def appointments(self, day: dt.date | None = None) -> list[Appointment]:
        """All, or those that start on the practice's local `day`; by start, then id."""
        zone = self.tzinfo
        with self.lock:
            rows = list(self._appointments.values())
        chosen = (r for r in rows if day is None or r.start.astimezone(zone).date() == day)
        return sorted(chosen, key=book_order)

    def appointments_of(
        self, practitioner_id: str, first: dt.datetime, last: dt.datetime
    ) -> list[Appointment]:
        """Those of one practitioner that start from `first` to `last`, both included."""
        with self.lock:
            rows = list(self._book.get(practitioner_id, {}).values())
        return sorted((r for r in rows if first <= r.start <= last), key=book_order)

    def appointment(self, id_: str) -> Appointment:
        return find(self._appointments, id_)

    # Changes of the book

    def cancel(
        self,
        id_: str,
        *,
        by: t.Literal["status", "extension", "both"] = "both",
        at: dt.datetime | None = None,
    ) -> Appointment:
        """Cancel by the status, by the `cancelled-at` extension, or by both."""
        appointment = self.appointment(id_)
        changes: dict[str, t.Any] = {}
        if by != "extension":
            changes["status"] = "cancelled"
        if by != "status":
            changes["cancelled_at"] = at or appointment.start - dt.timedelta(hours=17)
        return self.change(id_, **changes)

    def move(
        self, id_: str, *, start: dt.datetime | None = None, practitioner_id: str | None = None
    ) -> Appointment:
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

    def mark_arrived(self, id_: str, *, at: dt.datetime | None = None) -> Appointment:
        start = self.appointment(id_).start
        return self.change(id_, arrived_at=at or start - dt.timedelta(minutes=7))

    def change(self, id_: str, **changes: t.Any) -> Appointment:
        """Replace any fields of the appointment."""
        with self.lock:
            return self.put(dataclasses.replace(self.appointment(id_), **changes))

    def delete(self, id_: str) -> None:
        with self.lock:
            gone = self.appointment(id_)
            del self._appointments[id_]
            del self._book[gone.practitioner_id][id_]
            self.revision += 1

    def add(
        self, *, practitioner_id: str, start: dt.datetime, minutes: int = 30, **fields: t.Any
    ) -> Appointment:
        """A new appointment with an id of its own; `fields` as in `Appointment`."""
        with self.lock:
            self.practitioner(practitioner_id)
            self._added += 1
            made = {
                "id": str(uuid.uuid5(NAMESPACE, f"{self.tenant_id}/added/{self._added}")),
                "end": start + dt.timedelta(minutes=minutes),
                **fields,
            }
            return self.put(
                Appointment(practitioner_id=practitioner_id, start=start, minutes=minutes, **made)
            )

    def put(self, appointment: Appointment) -> Appointment:
        """Add it, or replace the one with its id."""
        with self.lock:
            before = self._appointments.get(appointment.id)
            if before is not None:
                del self._book[before.practitioner_id][before.id]
            self._appointments[appointment.id] = appointment
            self._book.setdefault(appointment.practitioner_id, {})[appointment.id] = appointment
            self.revision += 1
            return appointment

    # Access of the app to this practice

    def pair(self) -> None:
        self.access = "enabled"

    def revoke(self) -> None:
        """The practice switches the app off: listed as `disabled`, everything else is 403."""
        self.access = "disabled"

    def copy(self) -> "Practice":
        """Another practice with the same records, for `copy_from`."""
        twin = Practice(tenant_id=self.tenant_id, name=self.name)
        twin.copy_from(self)
        return twin

    def copy_from(self, other: "Practice") -> None:
        """Take over the records of `other`; the pairing stays."""
        with self.lock, other.lock:
            self._copy_people_from(other)
            self._appointments = dict(other._appointments)
            self._book = {key: dict(rows) for key, rows in other._book.items()}
            self.revision += 1


def book_order(appointment: Appointment) -> tuple[dt.datetime, str]:
    return appointment.start, appointment.id
