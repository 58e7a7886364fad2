"""What somebody wants done with a booking, as a conversation or a typed sentence says it."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


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
    by name or phone. `reason` is a `CancelReason`'s value.
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
