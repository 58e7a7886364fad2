"""A booking as a person or a program asks for it, before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.booking import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRequest:
    """What the form, the HTTP API or a detected intent asks for.

    `start`, `end`: aware, or ISO text with a zone; the end, or `duration_minutes`, else the
    service's own length. `timezone`: IANA, None for the practice's. `notes` are sent only with
    `sends_notes`. `price`, `currency`, `metadata` are kept and no CRM is sent them.
    `clash_reason`: why it is booked though this person has a booking at that time.
    """

    provider: str
    patient: Person
    service: str = field(repr=False)
    start: datetime | str
    end: datetime | str | None = None
    duration_minutes: int | None = None
    timezone: str | None = None
    doctor_name: str | None = None
    clinic_branch: str | None = None
    location_id: str | None = None
    notes: str | None = field(default=None, repr=False)
    sends_notes: bool = False
    price: float | None = None
    currency: str | None = None
    source: str = "front desk"
    metadata: Mapping[str, object] = field(default_factory=dict, repr=False)
    run_sheet_appointment_id: str | None = None
    clash_reason: str | None = None
    idempotency_key: str | None = None
