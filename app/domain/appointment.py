"""An appointment, as every practice system's answer is read into it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b


class AppointmentStatus(StrEnum):
    """RunSheet's unified status; the vendor's own word stands beside it as `raw_status`."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who is coming. Any part may be missing: a vendor needs no more than a surname.

    No part but the id is in a repr.
    """

    pms_patient_id: str
    first_name: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One patient's place in one practitioner's day. `start`, `end`, `*_at` are aware UTC.

    A vendor's appointment with several patients is several of these with the same
    `pms_appointment_id`. `patient` is None for a booking without one (a blocked time, say).
    `is_telehealth` is None where the system does not say and the type's tick decides.
    `telehealth_url` opens the patient's session to whoever has it: in no repr, in no log.
    `has_unknown_status` is True where `raw_status` is a word the adapter does not know.
    """

    pms_appointment_id: str
    pms_practitioner_id: str
    start: datetime
    end: datetime
    status: AppointmentStatus
    raw_status: str | None = None
    has_unknown_status: bool = False
    appointment_type_id: str | None = None
    is_telehealth: bool | None = None
    telehealth_url: str | None = field(default=None, repr=False)
    patient: Patient | None = None
    arrived_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes the row one and the same from sync to sync: appointment id, patient id."""
        return self.pms_appointment_id, self.patient.pms_patient_id if self.patient else ""

    def digest(self) -> str:
        """32 hexadecimal digits that change exactly when something of the row changes.

        Spelt out, because a sync takes thousands and a dataclass' own repr is three times slower;
        a test holds every field to it.
        """
        who = self.patient
        facts = (
            self.pms_appointment_id,
            self.pms_practitioner_id,
            self.start.timestamp(),
            self.end.timestamp(),
            self.status.value,
            self.raw_status,
            self.has_unknown_status,
            self.appointment_type_id,
            self.is_telehealth,
            self.telehealth_url,
            self.arrived_at and self.arrived_at.timestamp(),
            self.cancelled_at and self.cancelled_at.timestamp(),
            who and (who.pms_patient_id, who.first_name, who.last_name, who.phone, who.email),
            who and who.birth_date and who.birth_date.toordinal(),
        )
        return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


NO_PRACTITIONER = "practitioner_missing"
"""The reason of a record that can be read but names nobody whose column it could stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRecord:
    """A record that could not be read: counted and reported, never fatal, never marked as gone.

    `pms_appointment_id` is None when not even its id could be read; then the pass is not complete.
    `reason` is a short code of ours (`start_missing`), `payload_sha256` names the payload without
    holding it. Neither carries patients' data.
    """

    reason: str
    payload_sha256: str
    pms_appointment_id: str | None = None
