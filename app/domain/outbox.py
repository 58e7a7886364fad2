"""What is to happen next with a booking's messages to its CRM. Pure: no clock, no network, no SQL.

What a person sees of a booking follows from its messages, too. What becomes of a message when the
CRM has answered, or has not: `outcomes.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.booking import OPEN_STATES, BookingStatus, OutboxAction, OutboxState
from app.domain.errors import NotSentInTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One row of the outbox. Times are aware UTC; `start_at`, `end_at` are what it tells the CRM.

    `attempts` counts the calls that began. `unknown_since`: when an outcome of it was first
    unknown, and stays, because *that time is taken* then perhaps means *taken by this booking*.
    """

    id: int
    action: OutboxAction
    state: OutboxState
    start_at: datetime
    end_at: datetime
    next_try_at: datetime
    attempts: int = 0
    sent_at: datetime | None = None
    unknown_since: datetime | None = None
    error_code: str | None = None
    error_message: str | None = None
    correlation_id: str | None = None
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Not settled: what follows of the same booking waits."""
        return self.state in OPEN_STATES


class Step(StrEnum):
    """What to do next with a booking."""

    SEND = "send"
    LOOK_UP = "look_up"
    READ_BACK = "read_back"
    EXPIRE = "expire"
    FORGET = "forget"  # cancelled before the CRM was told of it: nothing is sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The next step, the message it concerns as it is to be sent, and those it makes needless."""

    step: Step
    message: Message
    dropped: tuple[Message, ...] = ()


def plan(messages: Sequence[Message], *, is_there: bool, now: datetime) -> Plan | None:
    """What to do now with a booking, from all its messages in order; None: nothing yet.

    `is_there`: the CRM has told the booking's id.
    """
    unsettled = [one for one in messages if one.is_open]
    if not unsettled or any(one.state is OutboxState.SENDING for one in unsettled):
        return None
    head = unsettled[0]
    if head.state is not OutboxState.PENDING:
        step = Step.LOOK_UP if head.state is OutboxState.UNKNOWN else Step.READ_BACK
        return Plan(step=step, message=head) if head.next_try_at <= now else None
    return _plan_sending(messages, unsettled, is_there=is_there, now=now)


def _plan_sending(
    messages: Sequence[Message], pending: list[Message], *, is_there: bool, now: datetime
) -> Plan | None:
    """Everything unsettled is pending, so only the last wish counts."""
    last = pending[-1]
    if last.action is OutboxAction.CANCEL and last.next_try_at > now:
        return None  # a person may still undo it
    first = pending[0] if is_there else _creation(messages)
    if first is None or _in_the_way(messages, is_there=is_there) is not None:
        return None
    needless = tuple(one for one in pending if one.id not in {first.id, last.id})
    if last.action is OutboxAction.CANCEL:
        if not is_there:
            return Plan(step=Step.FORGET, message=last, dropped=(first, *needless))
        dropped = needless if first.id == last.id else (first, *needless)
        return Plan(step=Step.SEND, message=last, dropped=dropped)
    return _plan_telling(first, last, needless, now=now)


def _plan_telling(
    first: Message, last: Message, needless: tuple[Message, ...], *, now: datetime
) -> Plan | None:
    """The booking is made, or moved, at once to where it was wished last."""
    is_one = first.id == last.id
    message = replace(
        first,
        state=OutboxState.PENDING,
        start_at=last.start_at,
        end_at=last.end_at,
        settled_at=None,
    )
    dropped = needless if is_one else (*needless, last)
    if last.start_at <= now:
        return Plan(step=Step.EXPIRE, message=message, dropped=dropped)
    is_due = first.next_try_at <= now if is_one else min(first, last, key=_due).next_try_at <= now
    return Plan(step=Step.SEND, message=message, dropped=dropped) if is_due else None


def _due(message: Message) -> datetime:
    return message.next_try_at


def _creation(messages: Sequence[Message]) -> Message | None:
    made = [one for one in messages if one.action is OutboxAction.CREATE]
    return made[-1] if made and made[-1].state is not OutboxState.DROPPED else None


def _in_the_way(messages: Sequence[Message], *, is_there: bool) -> Message | None:
    """The creation that a person has to finish before anything after it can be told."""
    made = None if is_there else _creation(messages)
    return made if made is not None and made.state is OutboxState.NEEDS_REVIEW else None


def status_of(messages: Sequence[Message], *, is_there: bool) -> BookingStatus:
    """What a person sees of a booking, from all its messages in order."""
    if _in_the_way(messages, is_there=is_there) is not None:
        return BookingStatus.NEEDS_REVIEW
    unsettled = [one for one in messages if one.is_open]
    if unsettled:
        return _OF_OPEN[unsettled[0].state]
    kept = [one for one in messages if one.state is not OutboxState.DROPPED]
    if not kept:
        return BookingStatus.SET_ASIDE
    last = kept[-1]
    if last.state is OutboxState.NEEDS_REVIEW:
        return BookingStatus.NEEDS_REVIEW
    if last.state is OutboxState.REFUSED:
        is_late = last.error_code == NotSentInTime.code
        return BookingStatus.EXPIRED if is_late else BookingStatus.REFUSED
    is_off = last.action is OutboxAction.CANCEL
    return BookingStatus.CANCELLED if is_off else BookingStatus.CONFIRMED


_OF_OPEN = {
    OutboxState.PENDING: BookingStatus.WAITING,
    OutboxState.SENDING: BookingStatus.SENDING,
    OutboxState.UNKNOWN: BookingStatus.CHECKING,
    OutboxState.LANDED: BookingStatus.CHECKING,
}


def telling(messages: Sequence[Message], *, is_there: bool) -> Message | None:
    """The message whose error a person is told: what they have to finish first, else the first
    unsettled one, else the last one.
    """
    stuck = _in_the_way(messages, is_there=is_there)
    if stuck is not None:
        return stuck
    kept = [one for one in messages if one.state is not OutboxState.DROPPED]
    return next((one for one in kept if one.is_open), kept[-1] if kept else None)
