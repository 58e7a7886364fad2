"""A booking in a CRM, as the desk wants it, and how far it has come."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is booked. A first or last name is needed, and a phone or an e-mail unless
    `external_contact_id` names the CRM's own record. `phone` is E.164 (`+61412345678`).
    """

    first_name: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    external_contact_id: str | None = None

    @property
    def full_name(self) -> str:
        """First and last name, as far as they are known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingOrder:
    """A checked booking as it is sent: everything an adapter needs, nothing that is not sent.

    `reference` is a UUID version 4, made when the form opens and never again for a retry.
    `start_at`, `end_at` are aware UTC, the end later than the start; `timezone` is the practice's
    IANA zone. `notes` are None unless a person chose to send them.
    """

    reference: str
    person: Person
    service: str = field(repr=False)
    start_at: datetime
    end_at: datetime
    timezone: str
    doctor_name: str | None = None
    branch: str | None = None
    location_id: str | None = None
    notes: str | None = field(default=None, repr=False)

    @property
    def length(self) -> timedelta:
        """How long it takes; always positive."""
        return self.end_at - self.start_at


class OutboxAction(StrEnum):
    """What is to be told to the CRM."""

    CREATE = "create"
    MOVE = "move"
    CANCEL = "cancel"


class OutboxState(StrEnum):
    """How far one message to the CRM has come.

    pending → sending → landed → done, or → refused; unknown → (looked up) → landed, pending or
    needs_review. `SENDING` is stored before the first byte leaves. `LANDED`: the CRM said yes and
    nobody has read it back yet. `DROPPED`: a later message made it needless before it was sent.
    """

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    LANDED = "landed"
    DONE = "done"
    REFUSED = "refused"
    NEEDS_REVIEW = "needs_review"
    DROPPED = "dropped"


OPEN_STATES = frozenset(
    {OutboxState.PENDING, OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.LANDED}
)
"""A message in one of these is not settled: those after it, of the same booking, wait."""


class BookingStatus(StrEnum):
    """What a person sees of a booking."""

    DRAFT = "draft"
    WAITING = "waiting"  # stored, not sent yet: offline, asked to slow down, undo time
    SENDING = "sending"
    CHECKING = "checking"  # the outcome is unknown, or not read back yet
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NEEDS_REVIEW = "needs_review"
    EXPIRED = "expired"  # not sent before the start time
    CANCELLED = "cancelled"
    SET_ASIDE = "set_aside"  # a person said that nothing more is to be done with it


ATTENTION = frozenset({BookingStatus.REFUSED, BookingStatus.NEEDS_REVIEW, BookingStatus.EXPIRED})
"""A person has to finish these."""


class CancelReason(StrEnum):
    """Why a booking was cancelled; the words of the list are the screen's."""

    PATIENT = "patient_asked"
    CLINICIAN = "clinician_away"
    MISTAKE = "booked_by_mistake"
    NO_SHOW = "did_not_attend"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmPerson:
    """A person as a CRM lists them, for choosing who is meant. `last_seen` is a local date."""

    contact_id: str
    name: str = field(repr=False)
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    last_seen: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSlot:
    """A time the CRM offers. `vendor_text` is its own spelling of the start, sent back as it is:
    GoHighLevel refuses a slot whose offset was rewritten.
    """

    start_at: datetime
    vendor_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """The CRM's yes. `correlation_id` is what its support asks for; not every answer has one."""

    external_id: str
    contact_id: str | None = None
    correlation_id: str | None = None


class CrmStatus(StrEnum):
    """What a CRM says of a booking, as far as RunSheet cares."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    OTHER = "other"  # completed, no show …: somebody worked with it there


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmBooking:
    """A booking as the CRM holds it, read back or looked up. Times are aware UTC; `end_at` is None
    where the CRM's calendar decides the length and does not say. `title`: what it is called there.
    """

    external_id: str
    start_at: datetime
    end_at: datetime | None
    status: CrmStatus
    title: str | None = field(default=None, repr=False)
    contact_id: str | None = None
    reference: str | None = None
    correlation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmCheck:
    """What a connection test found, in sentences that a person reads; never a person's data."""

    findings: tuple[str, ...]
    latency_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """A performance report on its way to a CRM: counts only, never a person's data.

    `key` names the period (`2026-W47`) and finds the report again. `figures` is JSON-able.
    `lines` say the same in plain English. `sent_at` is aware UTC.
    """

    key: str
    title: str
    figures: dict[str, object]
    lines: tuple[str, ...]
    sent_at: datetime
    tags: tuple[str, ...] = ()
    target: str | None = None
