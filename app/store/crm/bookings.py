"""Bookings as the desk wants them: kept before anything is sent, found, listed, counted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, insert, or_, select
from sqlalchemy import Connection as Sql

from app.domain.booking import (
    ATTENTION,
    BookingOrder,
    BookingStatus,
    OutboxAction,
    OutboxState,
    Person,
)
from app.domain.booking_request import BookingRequest
from app.domain.errors import BookingConflict
from app.domain.said import say
from app.domain.stored_booking import Booking, BookingView, EventKind
from app.store.booking_tables import crm_bookings, crm_outbox
from app.store.crm.events import Act, note_act
from app.store.crm.rows import booking_of, booking_row, messages_of, sum_up
from app.store.ids import new_id

_table = crm_bookings.c

UNDER_WAY = (BookingStatus.WAITING, BookingStatus.SENDING, BookingStatus.CHECKING)
_STANDING = (*UNDER_WAY, BookingStatus.CONFIRMED, BookingStatus.NEEDS_REVIEW)
"""The person perhaps has this booking, or will: a second one at that time is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBooking:
    """A checked request. `digest` is of what was asked for: another one is another booking."""

    request: BookingRequest
    order: BookingOrder
    digest: str


def find_same(
    sql: Sql, *, provider: str, reference: str, key: str | None, digest: str
) -> Booking | None:
    """The booking that this request made before, by its reference or its key.

    Raises BookingConflict where they stand for another booking.
    """
    wanted = _table.reference == reference
    if key is not None:
        wanted = or_(wanted, and_(_table.provider == provider, _table.idempotency_key == key))
    rows = sql.execute(select(crm_bookings).where(wanted)).all()
    if not rows:
        return None
    if len(rows) > 1 or rows[0].request_digest != digest:
        raise BookingConflict(reason=say("This was already used for another booking."))
    return get_booking(sql, rows[0].id)


def add_booking(sql: Sql, new: NewBooking, *, act: Act) -> tuple[Booking, bool]:
    """Keep a booking and the message that tells the CRM; the booking, and whether it is new.

    Raises BookingConflict: another booking has its reference or key, or this person has one then.
    """
    request, order = new.request, new.order
    same = find_same(
        sql,
        provider=request.provider,
        reference=order.reference,
        key=request.idempotency_key,
        digest=new.digest,
    )
    if same is not None:
        return same, False
    if request.clash_reason is None:
        refuse_second(sql, request.provider, order)
    booking_id = new_id()
    sql.execute(insert(crm_bookings).values(id=booking_id, **_values(new, act)))
    add_message(sql, booking_id, OutboxAction.CREATE, order, act=act, due_at=act.at)
    note_act(
        sql,
        booking_id,
        EventKind.BOOKED,
        act,
        reason=request.clash_reason,
        start_at=order.start_at,
    )
    sum_up(sql, booking_id, now=act.at)
    return get_booking(sql, booking_id), True


def _values(new: NewBooking, act: Act) -> dict[str, object]:
    request = new.request
    return {
        **order_values(new.order, request),
        "provider": request.provider,
        "reference": new.order.reference,
        "idempotency_key": request.idempotency_key,
        "request_digest": new.digest,
        "status": BookingStatus.WAITING,
        "created_by": act.by,
        "created_at": act.at,
        "updated_at": act.at,
    }


def order_values(order: BookingOrder, request: BookingRequest) -> dict[str, object]:
    """What a person may change of a booking, as columns."""
    return {
        "contact_id": order.person.external_contact_id,
        "patient_first_name": order.person.first_name,
        "patient_last_name": order.person.last_name,
        "patient_phone": order.person.phone,
        "patient_email": order.person.email,
        "service": order.service,
        "start_at": order.start_at,
        "end_at": order.end_at,
        "timezone": order.timezone,
        "doctor_name": order.doctor_name,
        "branch": order.branch,
        "location_id": order.location_id,
        "notes": request.notes,
        "sends_notes": request.sends_notes,
        "source": request.source,
        "extra": {
            "price": request.price,
            "currency": request.currency,
            "metadata": dict(request.metadata),
        },
        "run_sheet_appointment_id": request.run_sheet_appointment_id,
        "clash_reason": request.clash_reason,
    }


def add_message(
    sql: Sql,
    booking_id: str,
    action: OutboxAction,
    order: BookingOrder,
    *,
    act: Act,
    due_at: datetime,
) -> None:
    """Put a message into the outbox, behind those of the same booking."""
    sql.execute(
        insert(crm_outbox).values(
            booking_id=booking_id,
            action=action,
            state=OutboxState.PENDING,
            start_at=order.start_at,
            end_at=order.end_at,
            attempts=0,
            next_try_at=due_at,
            requested_by=act.by,
            requested_at=act.at,
        )
    )


def refuse_second(sql: Sql, provider: str, order: BookingOrder, *, but: str | None = None) -> None:
    """Raises BookingConflict where this person has a booking there at this very time already."""
    same = _same_person(order.person)
    if same is None:
        return
    query = select(_table.id).where(
        _table.provider == provider,
        _table.start_at == order.start_at,
        _table.status.in_(_STANDING),
        same,
    )
    if any(row.id != but for row in sql.execute(query)):
        raise BookingConflict(reason=say("This person already has a booking at that time."))


def _same_person(person: Person) -> ColumnElement[bool] | None:
    ways = {
        _table.contact_id: person.external_contact_id,
        _table.patient_phone: person.phone,
        _table.patient_email: person.email,
    }
    same = [column == value for column, value in ways.items() if value]
    return or_(*same) if same else None


def get_booking(sql: Sql, booking_id: str) -> Booking:
    """One booking; raises BookingNotFound."""
    row = booking_row(sql, booking_id)
    return booking_of(row, messages_of(sql, [row.id])[row.id])


def find_booking(sql: Sql, provider: str, name: str) -> str | None:
    """The id of the booking that has this id, or this id in the CRM."""
    query = select(_table.id).where(
        _table.provider == provider, or_(_table.id == name, _table.external_id == name)
    )
    newest = query.order_by(_table.created_at.desc())
    return sql.execute(newest).scalars().first()


def list_bookings(
    sql: Sql, view: BookingView, *, now: datetime, limit: int | None
) -> tuple[Booking, ...]:
    """The bookings of a list (`limit` None: all); the upcoming ones soonest first, all the newest
    first.
    """
    is_future = view in {BookingView.UPCOMING, BookingView.WAITING}
    order = _table.start_at.asc() if is_future else _table.start_at.desc()
    query = select(crm_bookings).order_by(order, _table.id).limit(limit)
    rows = sql.execute(query.where(_shown_in(view, now=now))).all()
    messages = messages_of(sql, [row.id for row in rows])
    return tuple(booking_of(row, messages[row.id]) for row in rows)


def list_standing(sql: Sql, *, start_at: datetime, end_at: datetime) -> tuple[Booking, ...]:
    """The bookings that stand, or may, and share some of this time; the first to begin first."""
    query = select(crm_bookings).where(
        _table.status.in_(_STANDING), _table.start_at < end_at, _table.end_at > start_at
    )
    rows = sql.execute(query.order_by(_table.start_at, _table.id)).all()
    messages = messages_of(sql, [row.id for row in rows])
    return tuple(booking_of(row, messages[row.id]) for row in rows)


def count_bookings(sql: Sql, *, now: datetime) -> dict[BookingView, int]:
    """How many bookings each list has."""
    return {
        view: sql.execute(
            select(func.count()).select_from(crm_bookings).where(_shown_in(view, now=now))
        ).scalar_one()
        for view in BookingView
    }


def _shown_in(view: BookingView, *, now: datetime) -> ColumnElement[bool]:
    if view is BookingView.UPCOMING:
        standing = _table.status.in_((*UNDER_WAY, BookingStatus.CONFIRMED))
        return and_(standing, _table.end_at > now)
    if view is BookingView.WAITING:
        return _table.status.in_(UNDER_WAY)
    if view is BookingView.ATTENTION:
        return _table.status.in_(tuple(ATTENTION))
    return _table.id.is_not(None)
