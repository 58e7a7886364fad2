"""What a MediRecords practice keeps, in its own words."""

import dataclasses
import datetime as dt
import enum

from app.sandbox.book import Entry
from app.sandbox.directory import Record


class Status(enum.IntEnum):
    """The statuses of the contract; a row may have another number."""

    BOOKED = 2
    CONFIRMED = 3
    WAITING_ROOM = 4
    WITH_DOCTOR = 5
    AT_BILLING = 6
    COMPLETED = 7
    CANCELLED = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Record):
    family: str
    given: str | None = None
    title_code: int | None = None  # written as text on the wire
    active: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentType(Record):
    """`duration` in minutes; `duration_text` is how the practice wrote it, if oddly."""

    text: str
    duration: int
    duration_text: str | None = None
    order: int = 1
    colour: str | None = None
    active: bool = True
    community: bool | None = False
    telehealth: bool | None = False
    description: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Patient(Record):
    """Phones have 8 to 10 digits, in the national form."""

    family: str
    given: str | None = None
    title_code: int | None = None
    birth_date: dt.date
    gender: int
    phone: str | None = None
    home_phone: str | None = None
    email: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Entry):
    """One row of the book. Every row has one patient and one type; a provider may be missing.

    `is_slot_lock`: a booking site holds the time and will delete the row within some 20 minutes;
    on the wire it is a booked row as any other.
    """

    type_id: str
    interval_code: int
    status: int = Status.BOOKED
    notes: str | None = None
    room_id: str | None = None
    walk_in: bool | None = False
    first_available: bool | None = None
    urgency: int | None = 1
    cancellation_reason: int | None = None
    link_for_patient: str | None = None
    link_for_provider: str | None = None
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    is_slot_lock: bool = False

    def __post_init__(self) -> None:
        if len(self.patient_ids) != 1:
            raise ValueError("an appointment at MediRecords has exactly one patient")

    @property
    def patient_id(self) -> str:
        return self.patient_ids[0]
