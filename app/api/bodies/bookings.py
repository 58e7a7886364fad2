"""Bookings in CRMs: asked for and answered."""

from typing import Annotated, Any, Literal

from fastapi import Header
from pydantic import AfterValidator, Field

from app.api.bodies.common import Given, Minutes, ShortText, Text, Told, UtcText, WallText
from app.api.errors import FieldProblem
from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[!-~]+$",
        description="The same key and body give the same answer; another body is a 409.",
        examples=["3f1c9a52-4d0e-4a57-9d6f-8f0f4b1f0c11"],
    ),
]

_DEEPEST = 20
"""How far one object of `metadata` may be inside another."""


def _not_too_deep(metadata: dict[str, Any]) -> dict[str, Any]:
    level: list[Any] = [metadata]
    for _ in range(_DEEPEST):
        insides = (one.values() if isinstance(one, dict) else one for one in level)
        level = [each for one in insides for each in one if isinstance(each, dict | list)]
    if level:
        raise FieldProblem(f"is more than {_DEEPEST} levels deep")
    return metadata


_Instant = Annotated[
    str,
    Field(
        max_length=40,
        json_schema_extra={"format": "date-time"},
        examples=["2026-03-05T10:00:00+11:00"],
    ),
]


def _readable(told: str) -> str:
    if not told.isprintable():
        raise FieldProblem("has characters that nobody can read")
    return told


_ClashReason = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=r"\S",
        description="Why, although this person has a booking at that time. Without it: 409.",
    ),
    AfterValidator(_readable),
]


class Patient(Given):
    """Who is booked: a first or last name, and a phone number, an e-mail address or the CRM's own
    id.
    """

    first_name: ShortText | None = Field(default=None, examples=["Alex"])
    last_name: ShortText | None = Field(default=None, examples=["Brown"])
    email: ShortText | None = Field(default=None, examples=["alex@example.com"])
    phone: ShortText | None = Field(default=None, examples=["0491 570 156"])
    external_contact_id: ShortText | None = None

    def person(self) -> Person:
        """As the service takes it."""
        return Person(
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            phone=self.phone,
            external_contact_id=self.external_contact_id,
        )


class NewBooking(Given):
    """A booking to be made. Notes are kept here, and sent only with `sendNotes`; `price`,
    `currency`, `source` and `metadata` are kept and never sent.
    """

    patient: Patient
    service: ShortText = Field(examples=["Check-up"])
    start_time: _Instant
    end_time: _Instant | None = Field(
        default=None,
        description="Or `durationMinutes`; else as long as the service takes.",
        examples=["2026-03-05T10:30:00+11:00"],
    )
    duration_minutes: Minutes | None = Field(default=None, examples=[30])
    timezone: ShortText | None = Field(
        default=None, description="IANA; else the practice's.", examples=["Australia/Melbourne"]
    )
    doctor_name: ShortText | None = Field(default=None, examples=["Dr Smith"])
    clinic_branch: ShortText | None = None
    location_id: ShortText | None = None
    notes: Text | None = None
    send_notes: bool | None = None
    price: float | None = Field(default=None, ge=0, le=1e9, allow_inf_nan=False, examples=[120.0])
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, examples=["AUD"]
    )
    source: ShortText | None = Field(default=None, examples=["web"])
    metadata: Annotated[dict[str, Any], AfterValidator(_not_too_deep)] | None = Field(
        default=None, examples=[{"campaign": "autumn"}]
    )
    clash_reason: _ClashReason | None = None

    def request(self, provider: str, key: str | None) -> BookingRequest:
        """As the service takes it."""
        return BookingRequest(
            provider=provider,
            patient=self.patient.person(),
            service=self.service,
            start=self.start_time,
            end=self.end_time,
            duration_minutes=self.duration_minutes,
            timezone=self.timezone,
            doctor_name=self.doctor_name,
            clinic_branch=self.clinic_branch,
            location_id=self.location_id,
            notes=self.notes,
            sends_notes=bool(self.send_notes),
            price=self.price,
            currency=self.currency,
            source=self.source or "api",
            metadata=self.metadata or {},
            clash_reason=self.clash_reason,
            idempotency_key=key,
        )


class BookingPatch(Given):
    """Other times; at least one of them. The start, or the length, stays where none is told."""

    start_time: _Instant | None = None
    end_time: _Instant | None = Field(default=None, examples=["2026-03-05T10:45:00+11:00"])
    duration_minutes: Minutes | None = Field(default=None, examples=[45])
    clash_reason: _ClashReason | None = None


class BookingAnswer(Told):
    """A booking as the CRM has it (`confirmed`, `cancelled`), or as it is kept here until the CRM
    says so (`pending`). `state` says it more finely. `{id}` of the other calls is `bookingId` or
    `externalId`.
    """

    provider: str = Field(examples=["hubspot"])
    status: Literal["confirmed", "pending", "cancelled"]
    booking_id: str
    external_id: str | None
    correlation_id: str | None
    state: BookingStatus
    start_time: WallText
    end_time: WallText


class BookedPerson(Told):
    """Who is booked."""

    first_name: str | None
    last_name: str | None
    email: str | None
    phone: str | None
    external_contact_id: str | None


class Booking(Told):
    """A booking with everything that is known of it."""

    booking_id: str
    provider: str = Field(examples=["hubspot"])
    status: BookingStatus
    external_id: str | None
    correlation_id: str | None
    patient: BookedPerson
    service: str = Field(examples=["Check-up"])
    start_time: WallText
    end_time: WallText
    timezone: str = Field(examples=["Australia/Melbourne"])
    doctor_name: str | None
    clinic_branch: str | None
    location_id: str | None
    source: str = Field(examples=["web"])
    error: str | None
    error_code: str | None
    created_at: UtcText
    updated_at: UtcText
    confirmed_at: UtcText | None
    cancelled_at: UtcText | None


class BookingList(Told):
    """A part of a list; `total`: how many the whole list has."""

    bookings: list[Booking]
    total: int
