"""What a location of GoHighLevel keeps."""

import dataclasses
import datetime as dt

from app.sandbox.directory import Record


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """A person. `tags` are the clinic's own."""

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    timezone: str | None = None
    source: str | None = None
    birth_date: str | None = None
    tags: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Record):
    """Every day from `opens` to `closes`, local hours, in slots of `slot_minutes`."""

    name: str
    slot_minutes: int = 30
    capacity: int = 1
    opens: int = 8
    closes: int = 18


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Record):
    """`start` and `end` are aware. `description` is v2's, `notes` are v1's."""

    calendar_id: str
    contact_id: str
    start: dt.datetime
    end: dt.datetime
    status: str = "confirmed"
    title: str = ""
    address: str | None = None
    description: str | None = None
    notes: str | None = None

    @property
    def holds_time(self) -> bool:
        return self.status not in {"cancelled", "invalid"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A note on a contact."""

    contact_id: str
    body: str
