"""What a person does with a kept booking: move, cancel, undo, and finish what needs a look."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import select

from app.domain import outcomes
from app.domain.booking import (
    ATTENTION,
    BookingStatus,
    CancelReason,
    CrmBooking,
    CrmStatus,
    OutboxAction,
    OutboxState,
)
from app.domain.errors import BookingConflict, NotSentInTime
from app.domain.outbox import Message, telling
from app.domain.said import say
from app.domain.stored_booking import EventKind
from app.store.booking_tables import crm_bookings
from app.store.crm.bookings import (
    NewBooking,
    add_message,
    get_booking,
    order_values,
    refuse_second,
)
from app.store.crm.events import Act, note_act
from app.store.crm.rows import (
    booking_row,
    is_undoable,
    messages_of,
    order_of,
    sum_up,
    write_message,
)

_OVER = {
    BookingStatus.CANCELLED: "This booking is cancelled.",
    BookingStatus.SET_ASIDE: "This booking was set aside.",
}


def move(
    sql: Sql,
    booking_id: str,
    start_at: datetime,
    end_at: datetime,
    *,
    clash_reason: str | None,
    act: Act,
) -> None:
    """The desk wants other times. Raises BookingNotFound, BookingConflict."""
    messages = _changeable(sql, booking_id)
    if messages[-1].action is OutboxAction.CANCEL and messages[-1].state != OutboxState.DROPPED:
        raise BookingConflict(reason=say("This booking is being cancelled."))
    row = booking_row(sql, booking_id)
    if (row.start_at, row.end_at) == (start_at, end_at) and row.status not in ATTENTION:
        return
    order = replace(order_of(row), start_at=start_at, end_at=end_at)
    if clash_reason is None:
        refuse_second(sql, row.provider, order, but=booking_id)
    add_message(sql, booking_id, OutboxAction.MOVE, order, act=act, due_at=act.at)
    note_act(sql, booking_id, EventKind.MOVED, act, reason=clash_reason, start_at=start_at)
    sum_up(sql, booking_id, now=act.at, start_at=start_at, end_at=end_at)


def cancel(
    sql: Sql, booking_id: str, reason: CancelReason, *, undo_until: datetime, act: Act
) -> None:
    """The desk wants it no more; nobody is told before `undo_until`. Twice is once.

    Raises BookingNotFound, BookingConflict.
    """
    if get_booking(sql, booking_id).status is BookingStatus.CANCELLED:
        return
    messages = _changeable(sql, booking_id)
    if messages[-1].action is OutboxAction.CANCEL and messages[-1].is_open:
        return
    order = order_of(booking_row(sql, booking_id))
    add_message(sql, booking_id, OutboxAction.CANCEL, order, act=act, due_at=undo_until)
    note_act(sql, booking_id, EventKind.CANCEL_ASKED, act, reason=reason)
    sum_up(sql, booking_id, now=act.at, cancel_reason=reason)


def put_off_cancel(sql: Sql, booking_id: str, *, undo_until: datetime, act: Act) -> None:
    """Nobody is told before `undo_until` now. Raises BookingNotFound, BookingConflict (told by
    now, or taken back).
    """
    booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    if not is_undoable(messages):
        raise BookingConflict(reason=say("It is too late to undo this."))
    write_message(sql, replace(messages[-1], next_try_at=max(undo_until, act.at)))


def undo_cancel(sql: Sql, booking_id: str, *, act: Act) -> None:
    """As if it had never been cancelled. Raises BookingNotFound, BookingConflict (told by now)."""
    booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    if not is_undoable(messages):
        raise BookingConflict(reason=say("It is too late to undo this."))
    write_message(sql, outcomes.dropped(messages[-1], now=act.at))
    note_act(sql, booking_id, EventKind.CANCEL_UNDONE, act)
    sum_up(sql, booking_id, now=act.at, cancel_reason=None)


def fix(sql: Sql, booking_id: str, fixed: NewBooking, *, act: Act) -> None:
    """Send a changed booking under the same reference, one that the CRM does not have.

    Raises BookingNotFound, BookingConflict (the CRM has it, or may have it).
    """
    row = booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    creation = messages[0]
    if creation.state not in {OutboxState.PENDING, OutboxState.REFUSED}:
        raise BookingConflict(reason=say("Only its time can be changed now."))
    if fixed.request.clash_reason is None:
        refuse_second(sql, row.provider, fixed.order, but=booking_id)
    _drop_open(sql, booking_id, act)
    order = fixed.order
    again = _pending(replace(creation, start_at=order.start_at, end_at=order.end_at), now=act.at)
    write_message(sql, again)
    note_act(sql, booking_id, EventKind.CHANGED, act, start_at=order.start_at)
    sum_up(sql, booking_id, now=act.at, **order_values(order, fixed.request))


def mark_as_there(sql: Sql, booking_id: str, there: CrmBooking, *, act: Act) -> None:
    """A person saw it in the CRM: it is taken as it is there, with its times.

    Raises BookingNotFound, BookingConflict (nothing to finish, or another booking's record).
    """
    message = _unfinished(sql, booking_id)
    _refuse_anothers(sql, booking_id, there.external_id)
    start_at, end_at = there.start_at, there.end_at or _ends(message, there)
    if message.action is OutboxAction.CANCEL:
        write_message(sql, outcomes.dropped(message, now=act.at))
    else:
        kept = replace(message, start_at=start_at, end_at=end_at)
        write_message(sql, outcomes.done(kept, now=act.at))
    note_act(sql, booking_id, EventKind.MARKED_THERE, act, start_at=start_at)
    values: dict[str, object] = {"external_id": there.external_id}
    if not any(one.is_open for one in messages_of(sql, [booking_id])[booking_id]):
        values |= {"start_at": start_at, "end_at": end_at}  # else a later wish is told next
    sum_up(sql, booking_id, now=act.at, **values)
    if there.status is CrmStatus.CANCELLED:
        _drop_open(sql, booking_id, act)
        order = order_of(booking_row(sql, booking_id))
        add_message(sql, booking_id, OutboxAction.CANCEL, order, act=act, due_at=act.at)
        last = messages_of(sql, [booking_id])[booking_id][-1]
        write_message(sql, outcomes.done(last, now=act.at))
        sum_up(sql, booking_id, now=act.at)


def _drop_open(sql: Sql, booking_id: str, act: Act) -> None:
    for message in messages_of(sql, [booking_id])[booking_id]:
        if message.is_open:
            write_message(sql, outcomes.dropped(message, now=act.at))


def _ends(message: Message, there: CrmBooking) -> datetime:
    return there.start_at + (message.end_at - message.start_at)


def send_again(sql: Sql, booking_id: str, *, act: Act) -> None:
    """Tell the CRM once more; a creation that may have landed is looked for first.

    Raises BookingNotFound, BookingConflict (nothing to finish, or its time has passed).
    """
    message, row = _unfinished(sql, booking_id), booking_row(sql, booking_id)
    if message.error_code == NotSentInTime.code or (
        message.action is not OutboxAction.CANCEL and row.start_at <= act.at
    ):
        raise BookingConflict(reason=say("Its start time has passed. Pick another time."))
    if message.action is OutboxAction.CREATE and row.external_id is not None:
        write_message(sql, outcomes.done(message, now=act.at))
        order = order_of(row, message)
        add_message(sql, booking_id, OutboxAction.MOVE, order, act=act, due_at=act.at)
    elif message.action is OutboxAction.CREATE and message.state is OutboxState.NEEDS_REVIEW:
        unsure = replace(message, state=OutboxState.UNKNOWN, next_try_at=act.at, settled_at=None)
        write_message(sql, unsure)
    else:
        write_message(sql, _pending(message, now=act.at))
    note_act(sql, booking_id, EventKind.SENT_AGAIN, act)
    sum_up(sql, booking_id, now=act.at)


def set_aside(sql: Sql, booking_id: str, *, act: Act) -> None:
    """A person finished it another way: nothing more is sent. A move that the CRM refused leaves
    what was confirmed before; of anything else nobody here knows what the CRM has by now.

    Raises BookingNotFound, BookingConflict (nothing to finish).
    """
    unfinished = _unfinished(sql, booking_id)
    is_refused = unfinished.state is OutboxState.REFUSED
    stays = is_refused and unfinished.action is OutboxAction.MOVE
    messages = messages_of(sql, [booking_id])[booking_id]
    kept = [one for one in messages if stays and one.state is OutboxState.DONE]
    for message in messages:
        if message not in kept and message.state is not OutboxState.DROPPED:
            write_message(sql, outcomes.dropped(message, now=act.at))
    note_act(sql, booking_id, EventKind.SET_ASIDE, act)
    times = {"start_at": kept[-1].start_at, "end_at": kept[-1].end_at} if kept else {}
    sum_up(sql, booking_id, now=act.at, **times)


def check_now(sql: Sql, booking_id: str, *, now: datetime) -> None:
    """Look, or try, at once instead of later. Never ends a cool-down, nor the time to undo. What
    a person has to finish is looked at once more: somebody may have put it right there.
    """
    row = booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    for message in messages:
        if message.is_open and message.attempts > 0 and message.next_try_at > now:
            write_message(sql, replace(message, next_try_at=now))
    if row.status == BookingStatus.NEEDS_REVIEW:
        state = OutboxState.UNKNOWN if row.external_id is None else OutboxState.LANDED
        odd = _unfinished(sql, booking_id)
        write_message(sql, replace(odd, state=state, next_try_at=now, settled_at=None))
        sum_up(sql, booking_id, now=now)


def _pending(message: Message, *, now: datetime) -> Message:
    return replace(
        message,
        state=OutboxState.PENDING,
        next_try_at=now,
        error_code=None,
        error_message=None,
        settled_at=None,
    )


def _changeable(sql: Sql, booking_id: str) -> Sequence[Message]:
    """A booking's messages, unless it is over or a person has to finish it first."""
    row = booking_row(sql, booking_id)
    status = BookingStatus(row.status)
    if status in _OVER:
        raise BookingConflict(reason=_OVER[status])
    if status is BookingStatus.NEEDS_REVIEW and row.external_id is None:
        raise BookingConflict(reason=say("Finish what needs a look first."))
    return messages_of(sql, [booking_id])[booking_id]


def _unfinished(sql: Sql, booking_id: str) -> Message:
    """The message that a person has to finish."""
    row = booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    message = telling(messages, is_there=row.external_id is not None)
    if BookingStatus(row.status) not in ATTENTION or message is None:
        raise BookingConflict(reason=say("There is nothing to finish with this booking."))
    return message


def _refuse_anothers(sql: Sql, booking_id: str, external_id: str) -> None:
    table = crm_bookings.c
    provider = booking_row(sql, booking_id).provider
    query = select(table.id).where(
        table.provider == provider, table.external_id == external_id, table.id != booking_id
    )
    if sql.execute(query).first() is not None:
        raise BookingConflict(reason=say("That record belongs to another booking."))
