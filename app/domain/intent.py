"""What somebody wants done with a booking, as a conversation or a typed sentence says it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from app.domain.stored_booking import Booking


class IntentKind(StrEnum):
    """What the conversation is about."""

    BOOK = "book"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day and a time of the practice's own clock; either may be open."""

    day: date | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A detected intent with the slots that were heard; None is what was not said.

    `booking_id` names the booking that is meant where the caller knows it, else it is looked for
    by name and phone. `reason` is a `CancelReason`'s value; `clash_reason` says why it is booked
    although something stands at that time. `unread`: words of a typed sentence in no slot.
    """

    kind: IntentKind
    provider: str | None = None
    booking_id: str | None = None
    name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    when: When = When()
    service: str | None = field(default=None, repr=False)
    doctor: str | None = None
    branch: str | None = None
    length_minutes: int | None = None
    reason: str | None = None
    clash_reason: str | None = None
    unread: str = field(default="", repr=False)


class IntentOutcome(StrEnum):
    """What became of an intent. ASK: something is missing; CHOOSE: several bookings fit."""

    READY = "ready"
    ASK = "ask"
    CHOOSE = "choose"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentReply:
    """The answer to an intent. `missing` names slots (`name`, `phone`, `service`, `date`, `time`,
    `doctor`, `branch`, `provider`, `booking`, `reason`, `clash_reason`), and `question` asks for
    the first of them.

    READY has what would be done and does nothing; DONE has the booking as it is now.
    `start_at` is aware UTC.
    """

    outcome: IntentOutcome
    intent: Intent
    missing: tuple[str, ...] = ()
    question: str = ""
    provider: str | None = None
    start_at: datetime | None = None
    booking: Booking | None = field(default=None, repr=False)
    candidates: tuple[Booking, ...] = field(default=(), repr=False)
