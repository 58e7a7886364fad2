"""What a Halaxy practice group keeps, in its own words."""

import dataclasses
import datetime as dt
import enum

from app.sandbox.book import Entry
from app.sandbox.directory import Record


class ReferenceForm(enum.StrEnum):
    """How a resource writes its references; all three occur."""

    ABSOLUTE = "absolute"  # http://host/main/Patient/150000001
    ROOTED = "rooted"  # /main/Patient/150000001
    RELATIVE = "relative"  # Patient/150000001


class LocationForm(enum.StrEnum):
    """How an appointment writes its location type; which one is live is not known."""

    CODE = "code"  # extension, valueCode
    CODING = "coding"  # extension, valueCoding
    STRING = "string"  # extension, valueString
    NAMED = "named"  # name and valueCode side by side


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """PG- the practice group, CL- a clinic, FD- a funder, SP- an external practice."""

    name: str
    active: bool = True
    part_of: str | None = None
    phone: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner(Record):
    """PR- internal (administrators too), EP- external. `usual` is a given-only first name."""

    family: str | None
    given: str | None = None
    prefix: str | None = None
    usual: str | None = None
    email: str | None = None
    phone: str | None = None
    active: bool = True
    provider_number: str | None = None
    profession: tuple[str, str] | None = None  # code, words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerRole(Record):
    """A practitioner at one clinic: this is what appointments refer to."""

    practitioner_id: str
    organization_id: str
    active: bool = True
    references: ReferenceForm = ReferenceForm.ABSOLUTE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentType(Record):
    """A HealthcareService. Not `active`: archived."""

    name: str
    duration: int | None = None  # minutes
    active: bool = True
    online_booking: str | None = None
    most_patients: int | None = None
    comment: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Patient(Record):
    """`is_included` False: `_include` leaves them out, a read by id finds them."""

    family: str | None
    given: str | None = None
    prefix: str | None = None
    usual: str | None = None
    birth_date: dt.date | None = None
    gender: str | None = None
    phone: str | None = None
    email: str | None = None
    active: bool = True
    clinic_id: str | None = None
    is_included: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Entry):
    """One row of the book. `start`, `end` and `created` are aware.

    `practitioner_id` names the Practitioner; on the wire there is only `role_id`, that
    practitioner at one clinic. Without `patient_ids` it is a blocker. `status` holds for every
    patient who has none of their own in `statuses`; None leaves the extension away.
    """

    practitioner_id: str
    role_id: str
    end: dt.datetime
    minutes: int | None = None
    status: str | None = "booked"
    statuses: tuple[tuple[str, str | None], ...] = ()  # patient id, own status
    cancellation_reason: str | None = None
    type_id: str | None = None
    location: str | None = None
    location_form: LocationForm = LocationForm.CODE
    references: ReferenceForm = ReferenceForm.ABSOLUTE
    is_in_utc: bool = False
    description: str | None = None
    created: dt.datetime | None = None

    def status_of(self, patient_id: str) -> str | None:
        return dict(self.statuses).get(patient_id, self.status)
