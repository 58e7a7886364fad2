"""Rows of bookings and messages as the domain has them, and back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import select, update

from app.domain.booking import BookingOrder, BookingStatus, OutboxAction, OutboxState, Person
from app.domain.errors import BookingNotFound
from app.domain.outbox import Message, status_of, telling
from app.domain.stored_booking import Booking
from app.store.booking_tables import crm_bookings, crm_outbox
from app.store.schema import AnyRow

_AT_ONCE = 1000
"""Ids in one query; a database takes no more than some ten thousand."""

_KEPT_FIELDS = (
    "state",
    "start_at",
    "end_at",
    "next_try_at",
    "attempts",
    "sent_at",
    "unknown_since",
    "error_code",
    "error_message",
    "correlation_id",
    "settled_at",
)


def booking_row(sql: Sql, booking_id: str) -> AnyRow:
    """A booking's row; raises BookingNotFound."""
    row = sql.execute(select(crm_bookings).where(crm_bookings.c.id == booking_id)).one_or_none()
    if row is None:
        raise BookingNotFound()
    return row


def messages_of(sql: Sql, booking_ids: Iterable[str]) -> dict[str, tuple[Message, ...]]:
    """Every message of these bookings, oldest first."""
    wanted = tuple(booking_ids)
    found: dict[str, list[Message]] = {each: [] for each in wanted}
    table = crm_outbox.c
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        query = select(crm_outbox).where(table.booking_id.in_(some)).order_by(table.id)
        for row in sql.execute(query):
            found[row.booking_id].append(_message(row))
    return {each: tuple(messages) for each, messages in found.items()}


def _message(row: AnyRow) -> Message:
    values = {name: getattr(row, name) for name in _KEPT_FIELDS if name != "state"}
    action, state = OutboxAction(row.action), OutboxState(row.state)
    return Message(id=row.id, action=action, state=state, **values)


def write_message(sql: Sql, message: Message) -> None:
    """Store a message as it is now."""
    values = {name: getattr(message, name) for name in _KEPT_FIELDS}
    sql.execute(update(crm_outbox).where(crm_outbox.c.id == message.id).values(values))


def sum_up(sql: Sql, booking_id: str, *, now: datetime, **values: object) -> BookingStatus:
    """Bring a booking's row up to its messages; `values` are written with it. Its status."""
    messages = messages_of(sql, [booking_id])[booking_id]
    known = values.get("external_id", booking_row(sql, booking_id).external_id)
    status = status_of(messages, is_there=known is not None)
    told = telling(messages, is_there=known is not None)
    values |= {
        "status": status,
        "error_code": told.error_code if told else None,
        "error_message": told.error_message if told else None,
        "updated_at": now,
    }
    if told is not None and told.correlation_id is not None:
        values["correlation_id"] = told.correlation_id
    for message in messages:
        if message.state is OutboxState.DONE:
            is_off = message.action is OutboxAction.CANCEL
            values["cancelled_at" if is_off else "confirmed_at"] = message.settled_at
    statement = update(crm_bookings).where(crm_bookings.c.id == booking_id)
    sql.execute(statement.values(values))
    return status


def order_of(row: AnyRow, message: Message | None = None) -> BookingOrder:
    """The booking as it is sent: with a message's times, else with those wished last."""
    times = row if message is None else message
    return BookingOrder(
        reference=row.reference,
        person=Person(
            first_name=row.patient_first_name,
            last_name=row.patient_last_name,
            email=row.patient_email,
            phone=row.patient_phone,
            external_contact_id=row.contact_id,
        ),
        service=row.service,
        start_at=times.start_at,
        end_at=times.end_at,
        timezone=row.timezone,
        doctor_name=row.doctor_name,
        branch=row.branch,
        location_id=row.location_id,
        notes=row.notes if row.sends_notes else None,
    )


def booking_of(row: AnyRow, messages: Sequence[Message]) -> Booking:
    """A booking as a person sees it."""
    current = telling(messages, is_there=row.external_id is not None) or messages[-1]
    undoable = messages[-1] if is_undoable(messages) else None
    is_waiting = current.state is OutboxState.PENDING
    return Booking(
        id=row.id,
        provider=row.provider,
        status=BookingStatus(row.status),
        order=order_of(row),
        action=messages[-1].action if undoable else current.action,
        made=_creation(messages),
        sends_notes=row.sends_notes,
        notes=row.notes,
        source=row.source,
        extra=row.extra,
        external_id=row.external_id,
        error_code=row.error_code,
        error_message=row.error_message,
        correlation_id=row.correlation_id,
        run_sheet_appointment_id=row.run_sheet_appointment_id,
        clash_reason=row.clash_reason,
        idempotency_key=row.idempotency_key,
        request_digest=row.request_digest,
        created_by=row.created_by,
        created_at=row.created_at,
        updated_at=row.updated_at,
        confirmed_at=row.confirmed_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
        undo_until=undoable.next_try_at if undoable else None,
        retry_at=current.next_try_at if is_waiting else None,
    )


def _creation(messages: Sequence[Message]) -> Message:
    """The message that made the booking; one that was corrected has several."""
    made = [one for one in messages if one.action is OutboxAction.CREATE]
    return next((one for one in made if one.state is OutboxState.DONE), made[-1])


def is_undoable(messages: Sequence[Message]) -> bool:
    """True while the last wish is a cancellation that nobody was told of."""
    last = messages[-1]
    is_cancellation = last.action is OutboxAction.CANCEL
    return is_cancellation and last.state is OutboxState.PENDING and last.attempts == 0
