"""What the booking form begins with: nothing, a sentence, a row of the run sheet, or a draft."""

from dataclasses import dataclass, field
from datetime import date, time

from app.domain.intent import IntentReply
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.domain.stored_booking import Booking
from app.domain.words import phone_number


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStart:
    """The form's values; what is None or empty is open. `day` and `at` are of the practice's clock
    in `timezone` (None: the practice's own). `reference` is a draft's, which keeps its own. `heard`
    tells what a sentence left open and no empty field shows.
    """

    provider: str | None = None
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    contact_id: str | None = None
    service: str = field(default="", repr=False)
    doctor: str = ""
    branch: str = ""
    day: date | None = None
    at: time | None = None
    length_minutes: int | None = None
    timezone: str | None = None
    notes: str = field(default="", repr=False)
    sends_notes: bool = False
    run_sheet_appointment_id: str | None = None
    reference: str | None = None
    heard: str = field(default="", repr=False)

    @property
    def is_empty(self) -> bool:
        """True when nothing in it is worth keeping."""
        words = (self.first_name, self.last_name, self.phone, self.email, self.service)
        return not any(words) and not self.notes and self.at is None

    @classmethod
    def from_reply(cls, reply: IntentReply, *, heard: str = "") -> "FormStart":
        """What a sentence said of a new booking."""
        intent = reply.intent
        first, _, last = (intent.name or "").strip().rpartition(" ")
        return cls(
            provider=reply.provider or intent.provider,
            first_name=first,
            last_name=last,
            phone=intent.phone or "",
            email=intent.email or "",
            service=intent.service or "",
            doctor=intent.doctor or "",
            branch=intent.branch or "",
            day=intent.when.day,
            at=intent.when.at,
            length_minutes=intent.length_minutes,
            heard=heard,
        )

    @classmethod
    def from_row(cls, row: RunSheetRow) -> "FormStart":
        """The same visit as a row of the run sheet; notes stay where they are."""
        begins = local(row.start, row.timezone)
        return cls(
            first_name=row.patient_first_name or "",
            last_name=row.patient_last_name or "",
            phone=row.patient_phone or "",
            email=row.patient_email or "",
            service=row.appointment_type_name or "",
            doctor=row.clinician_name,
            day=begins.date(),
            at=begins.time(),
            length_minutes=row.duration_minutes,
            timezone=row.timezone,
            run_sheet_appointment_id=row.id,
        )

    @classmethod
    def from_booking(cls, booking: Booking) -> "FormStart":
        """A kept booking as it was asked for."""
        order, person = booking.order, booking.person
        begins = local(booking.start_at, order.timezone)
        return cls(
            provider=booking.provider,
            first_name=person.first_name or "",
            last_name=person.last_name or "",
            phone=phone_number(person.phone) if person.phone else "",
            email=person.email or "",
            contact_id=person.external_contact_id,
            service=order.service,
            doctor=order.doctor_name or "",
            branch=order.branch or "",
            day=begins.date(),
            at=begins.time(),
            length_minutes=round(order.length.total_seconds() / 60),
            timezone=order.timezone,
            notes=booking.notes or "",
            sends_notes=booking.sends_notes,
            run_sheet_appointment_id=booking.run_sheet_appointment_id,
            reference=booking.reference,
        )
