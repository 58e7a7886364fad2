"""What a Gentu practice keeps, in its own words."""

import dataclasses
import datetime as dt

from app.sandbox.book import Entry
from app.sandbox.directory import Record


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner(Record):
    family: str | None
    given: str | None = None
    prefix: str | None = None
    email: str | None = None
    phone: str | None = None
    active: bool = True
    shown_in_book: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentType(Record):
    text: str
    duration: int | None = None  # minutes
    colour: str | None = None
    online_bookable: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Patient(Record):
    """`is_included` False: the patient exists, yet `include=patients` leaves them out."""

    family: str
    given: str | None = None
    prefix: str | None = None
    birth_date: dt.date | None = None
    gender: str | None = None
    phone: str | None = None
    phone_use: str = "mobile"
    email: str | None = None
    suburb: tuple[str, str] | None = None  # name, postcode
    medicare: str | None = None
    is_included: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Entry):
    """One row of the book. `start` and the other moments are aware.

    Without `patient_ids` it is blocked time. `names_practitioner` False leaves the
    practitioner out of the participants.
    """

    practitioner_id: str
    minutes: int | None = None
    status: str | None = None
    type_id: str | None = None
    arrived_at: dt.datetime | None = None
    cancelled_at: dt.datetime | None = None
    comment: str | None = None
    description: str | None = None
    location_id: str | None = None
    names_practitioner: bool = True
