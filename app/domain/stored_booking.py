"""A booking as RunSheet keeps it and a person sees it, with all that happened to it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.booking import BookingOrder, BookingStatus, OutboxAction, Person
from app.domain.outbox import Message
from app.domain.phone import phone_digits


class BookingView(StrEnum):
    """The lists of the Bookings page."""

    UPCOMING = "upcoming"
    WAITING = "waiting"
    ATTENTION = "attention"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A kept booking. Times are aware UTC.

    `start_at`, `end_at` are what the desk wants last; `order` says the same as it is sent.
    `action` is what the CRM is (or was last) told. `undo_until`: until then a cancellation can be
    taken back, and nobody was told of it. `retry_at`: when a waiting one is tried next.
    `made` is the message by which it was made. `extra` is what a caller told and no CRM is sent.
    """

    id: str
    provider: str
    status: BookingStatus
    order: BookingOrder
    action: OutboxAction
    made: Message = field(repr=False)
    sends_notes: bool
    notes: str | None = field(repr=False)
    source: str
    extra: dict[str, object] = field(repr=False)
    external_id: str | None
    error_code: str | None
    error_message: str | None
    correlation_id: str | None
    run_sheet_appointment_id: str | None
    clash_reason: str | None
    idempotency_key: str | None = field(repr=False)
    request_digest: str = field(repr=False)
    created_by: str
    created_at: datetime
    updated_at: datetime
    confirmed_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str | None
    undo_until: datetime | None
    retry_at: datetime | None

    @property
    def reference(self) -> str:
        """The UUID that the CRM's record carries."""
        return self.order.reference

    @property
    def person(self) -> Person:
        """Who is booked."""
        return self.order.person

    @property
    def start_at(self) -> datetime:
        """When it begins."""
        return self.order.start_at

    @property
    def end_at(self) -> datetime:
        """When it ends; later than it begins."""
        return self.order.end_at

    def holds(self, text: str) -> bool:
        """True where every word of the text is in what a person would look for."""
        hay = f"{self.person.full_name} {self.person.email or ''} {self.order.service}".casefold()
        digits, wanted = phone_digits(self.person.phone), phone_digits(text)
        if len(wanted) >= 3 and wanted in digits:
            return True
        return all(word in hay for word in text.casefold().split())


class EventKind(StrEnum):
    """What happened to a booking."""

    BOOKED = "booked"
    CHANGED = "changed"
    MOVED = "moved"
    CANCEL_ASKED = "cancel_asked"
    CANCEL_UNDONE = "cancel_undone"
    CANCELLED = "cancelled"
    CONFIRMED = "confirmed"
    UNSURE = "unsure"
    NOT_FOUND = "not_found"
    FOUND = "found"
    REFUSED = "refused"
    EXPIRED = "expired"
    REVIEW = "review"
    MARKED_THERE = "marked_there"
    SENT_AGAIN = "sent_again"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingEvent:
    """One thing that happened to a booking; `who` is None for what came by itself. `start_at` is
    the start that was asked for. `reason` is a person's word from a list, never free text.
    """

    kind: EventKind
    at: datetime
    who: str | None
    pc: str | None
    reason: str | None
    code: str | None
    start_at: datetime | None
