"""What becomes of a message to a CRM once the CRM has answered, or has not. Pure.

One whose outcome is unknown is looked up before anything is sent again, and *not there* is not
believed before its cool-down is over: a request may land that late.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.booking import CrmBooking, CrmStatus, Landed, OutboxAction, OutboxState
from app.domain.errors import (
    BadAnswer,
    BookingDiffers,
    CrmNotSetUp,
    CrmRightMissing,
    CrmSetupMissing,
    NotFound,
    NotSentInTime,
    OutcomeUnknown,
    RunSheetError,
    SecretStoreLocked,
    SecretStoreMissing,
    SeveralFound,
    SignInAgain,
    SlotTaken,
    SlowDown,
    TryLater,
)
from app.domain.errors.crm import NeverFoundOut
from app.domain.outbox import Message
from app.domain.said import Said, say, say_in_a_row

CALL_S = 30.0
"""A call that takes longer is given up; its outcome is unknown."""

COOL_DOWN = timedelta(seconds=90)
"""From the beginning of a call until *not there* is believed: the call's own time, and twice that
for what the network or the CRM holds back."""

SETTLED = timedelta(seconds=15)
"""From the beginning of a call until a difference that is read back is believed."""

GIVE_UP = timedelta(hours=24)
"""A look-up that has failed for so long becomes a person's question."""

_SHORTEST, _LONGEST = timedelta(seconds=5), timedelta(minutes=5)

STOPPING: tuple[type[RunSheetError], ...] = (
    SignInAgain,
    CrmRightMissing,
    CrmNotSetUp,
    CrmSetupMissing,
    SecretStoreLocked,
    SecretStoreMissing,
)
"""Every message of this CRM would meet the same: they wait until its settings are read again."""

_PASSING: tuple[type[RunSheetError], ...] = (TryLater, BadAnswer, *STOPPING)


def begun(message: Message, *, now: datetime) -> Message:
    """As it is stored before the first byte leaves."""
    return replace(message, state=OutboxState.SENDING, attempts=message.attempts + 1, sent_at=now)


def interrupted(message: Message, *, system: str, now: datetime) -> Message:
    """Its sender ended, or lost its answer: the CRM may have it, and may get it a while later."""
    began = message.sent_at or now
    return replace(
        _with_error(message, OutcomeUnknown(system=system)),
        state=OutboxState.UNKNOWN,
        unknown_since=message.unknown_since or now,
        next_try_at=began + COOL_DOWN,
    )


def landed(message: Message, answer: Landed, *, now: datetime) -> Message:
    """The CRM said yes; it is read back at once."""
    return replace(
        _without_error(message),
        state=OutboxState.LANDED,
        next_try_at=now,
        correlation_id=answer.correlation_id or message.correlation_id,
    )


def failed(message: Message, error: RunSheetError, *, system: str, now: datetime) -> Message:
    """What comes of a call that raised."""
    told = _with_error(message, error)
    if isinstance(error, OutcomeUnknown):
        return interrupted(message, system=system, now=now)
    if isinstance(error, SlotTaken) and message.unknown_since is not None:
        # Perhaps by this very booking: an earlier attempt of it may have landed.
        return replace(told, state=OutboxState.UNKNOWN, next_try_at=now)
    if isinstance(error, NotFound) and message.action is not OutboxAction.CREATE:
        return _gone(message, system=system, now=now)
    if isinstance(error, _PASSING):
        return replace(told, state=OutboxState.PENDING, next_try_at=_next_try(told, error, now))
    return replace(told, state=OutboxState.REFUSED, settled_at=now)


def _gone(message: Message, *, system: str, now: datetime) -> Message:
    """The CRM has no such booking (any more)."""
    if message.action is OutboxAction.CANCEL and message.unknown_since is not None:
        return done(message, now=now)
    return _differing(message, say("it is not there any more"), system=system, now=now)


def found(message: Message, there: Sequence[CrmBooking], *, system: str, now: datetime) -> Message:
    """What a look-up for a creation comes to; `there`: its `candidates`. *Not there* counts after
    the cool-down only.
    """
    if len(there) > 1:
        error = SeveralFound(system=system, what="booking", count=len(there))
        told = _with_error(message, error)
        return replace(told, state=OutboxState.NEEDS_REVIEW, settled_at=now)
    if there:
        return landed(message, as_landed(there[0]), now=now)
    return _absent(message, system=system, now=now)


def candidates(there: Sequence[CrmBooking]) -> tuple[CrmBooking, ...]:
    """Which of the bookings that a look-up listed may be ours.

    One that was cancelled there is not, unless it carries our reference and no other one is left.
    """
    live = tuple(one for one in there if one.status is not CrmStatus.CANCELLED)
    return live or tuple(one for one in there if one.reference is not None)[:1]


def as_landed(there: CrmBooking) -> Landed:
    """A booking that was found, as if the CRM had just said yes to it."""
    return Landed(
        external_id=there.external_id,
        contact_id=there.contact_id,
        correlation_id=there.correlation_id,
    )


def _absent(message: Message, *, system: str, now: datetime) -> Message:
    if message.error_code == SlotTaken.code:
        # The last attempt did nothing, and the cool-down of the one before was over when it began.
        told = _with_error(message, SlotTaken(system=system))
        return replace(told, state=OutboxState.REFUSED, settled_at=now)
    over = _sent(message, now) + COOL_DOWN
    if now < over:
        return replace(message, next_try_at=over)
    return replace(_without_error(message), state=OutboxState.PENDING, next_try_at=now)


def found_again(
    message: Message, there: CrmBooking | None, *, system: str, now: datetime
) -> Message:
    """What a look-up for a move or a cancellation comes to: `there` is the booking as it is now.

    Both may be repeated once the cool-down is over: before that an old one may still land.
    """
    if there is not None and not differences(message, there):
        return done(message, now=now)
    if there is None and now >= _sent(message, now) + COOL_DOWN:
        return _gone(message, system=system, now=now)
    return _absent(message, system=system, now=now)


def look_failed(message: Message, error: RunSheetError, *, system: str, now: datetime) -> Message:
    """A look-up or a reading back that failed: later again, after a day a person's question."""
    age = now - _sent(message, now)
    if message.state is OutboxState.UNKNOWN and age > GIVE_UP:
        told = _with_error(message, NeverFoundOut(system=system))
        return replace(told, state=OutboxState.NEEDS_REVIEW, settled_at=now)
    if isinstance(error, SlowDown) and error.retry_at is not None and error.retry_at > now:
        return replace(message, next_try_at=error.retry_at)
    return replace(message, next_try_at=now + min(max(age / 2, _SHORTEST), _LONGEST))


def read_back(
    message: Message, there: CrmBooking | None, *, reference: str, system: str, now: datetime
) -> Message:
    """What the CRM holds beside what it was told. Differences count once it has settled."""
    differs = [say("the booking")] if there is None else differences(message, there)
    if there is not None and there.reference not in {None, reference}:
        differs = [*differs, say("the reference")]
    if not differs:
        return done(message, now=now)
    if now < _sent(message, now) + SETTLED:
        return replace(message, next_try_at=now + _SHORTEST)
    return _differing(message, say_in_a_row(", ", differs), system=system, now=now)


def differences(message: Message, there: CrmBooking) -> list[Said]:
    """What is not as the message has it, in a person's words."""
    if message.action is OutboxAction.CANCEL:
        return [] if there.status is CrmStatus.CANCELLED else [say("the status")]
    differs: list[Said] = []
    if there.start_at != message.start_at:
        differs.append(say("the start time"))
    if there.end_at is not None and there.end_at != message.end_at:
        differs.append(say("the end time") if differs else say("the length"))
    if there.status is not CrmStatus.BOOKED:
        differs.append(say("the status"))
    return differs


def done(message: Message, *, now: datetime) -> Message:
    """The CRM has what it was told, as it was told."""
    return replace(_without_error(message), state=OutboxState.DONE, settled_at=now)


def dropped(message: Message, *, now: datetime) -> Message:
    """A later wish made it needless."""
    return replace(message, state=OutboxState.DROPPED, settled_at=now)


def expired(message: Message, *, system: str, now: datetime) -> Message:
    """Its time came before it could be sent."""
    told = _with_error(message, NotSentInTime(system=system))
    return replace(told, state=OutboxState.REFUSED, settled_at=now)


def _next_try(message: Message, error: RunSheetError, now: datetime) -> datetime:
    if isinstance(error, SlowDown) and error.retry_at is not None and error.retry_at > now:
        return error.retry_at
    doublings: int = 2 ** min(max(message.attempts - 1, 0), 10)
    return now + min(_SHORTEST * doublings, _LONGEST)


def _sent(message: Message, now: datetime) -> datetime:
    return message.sent_at or now


def _differing(message: Message, differs: str, *, system: str, now: datetime) -> Message:
    told = _with_error(message, BookingDiffers(system=system, differs=differs))
    return replace(told, state=OutboxState.NEEDS_REVIEW, settled_at=now)


def _with_error(message: Message, error: RunSheetError) -> Message:
    trace = error.facts.get("correlation_id")  # what the CRM's support asks for
    return replace(
        message,
        error_code=error.code,
        error_message=error.sentence[:400],
        correlation_id=str(trace) if trace else message.correlation_id,
    )


def _without_error(message: Message) -> Message:
    return replace(message, error_code=None, error_message=None)
