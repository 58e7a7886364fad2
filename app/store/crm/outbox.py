"""The outbox as its sender works it off: take what is due, keep what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy import Connection as Sql

from app.domain import outbox, outcomes
from app.domain.booking import OPEN_STATES, BookingOrder, Landed, OutboxAction, OutboxState
from app.domain.errors import NotSentInTime
from app.domain.outbox import Message, Plan, Step
from app.domain.stored_booking import EventKind
from app.store.booking_tables import crm_bookings, crm_outbox
from app.store.crm import leases
from app.store.crm.events import note
from app.store.crm.rows import booking_row, messages_of, order_of, sum_up, write_message
from app.store.schema import AnyRow
from app.store.sync.leases import LeaseHolder

_queue = crm_outbox.c
_bookings = crm_bookings.c
_BY_ITSELF = frozenset({Step.EXPIRE, Step.FORGET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A step that was taken and is under way. `order` has the message's own times."""

    booking_id: str
    provider: str
    epoch: int
    step: Step
    message: Message
    order: BookingOrder
    external_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What `take` gave; `epoch` is None while another RunSheet sends to this CRM. `is_changed`:
    something was settled without a call.
    """

    epoch: int | None
    jobs: tuple[Job, ...] = ()
    is_changed: bool = False


def due_providers(sql: Sql, *, now: datetime) -> frozenset[str]:
    """The CRMs with something to do now, or that a sender left in the middle."""
    query = select(_bookings.provider).join(crm_outbox, _queue.booking_id == _bookings.id)
    return frozenset(sql.execute(query.where(*_is_due(now)).distinct()).scalars())


def take(
    sql: Sql,
    provider: str,
    *,
    system: str,
    holder: LeaseHolder,
    busy: Collection[str],
    count: int,
    now: datetime,
) -> Taken:
    """Take up to `count` steps that are due, of bookings that are not `busy`.

    A message that is to be sent is stored as `sending` here, before its first byte leaves.
    """
    lease = leases.claim(sql, provider, holder=holder)
    if lease is None:
        return Taken(epoch=None)
    epoch, is_new = lease
    is_changed = is_new and _recover(sql, provider, system=system, now=now) > 0
    jobs: list[Job] = []
    for booking_id in _due_bookings(sql, provider, now=now):
        if len(jobs) == count:
            break
        row, plan = _plan(sql, booking_id, now=now)
        if booking_id in busy or plan is None:
            continue
        is_changed = True
        message = _begin(sql, booking_id, plan, system=system, now=now)
        if message is not None:
            jobs.append(_job(row, message, plan, epoch=epoch))
    return Taken(epoch=epoch, jobs=tuple(jobs), is_changed=is_changed)


def ends_by_itself(sql: Sql, provider: str, *, now: datetime) -> tuple[str, ...]:
    """The bookings that are due and settled without a call: too late now, or never told."""
    due = _due_bookings(sql, provider, now=now)
    plans = {each: _plan(sql, each, now=now)[1] for each in due}
    return tuple(each for each, plan in plans.items() if plan and plan.step in _BY_ITSELF)


def settle_without_call(
    sql: Sql, provider: str, *, system: str, holder: LeaseHolder, now: datetime
) -> Taken:
    """Settle what needs no call to a CRM that can't be asked now; no job is taken."""
    lease = leases.claim(sql, provider, holder=holder)
    if lease is None:
        return Taken(epoch=None)
    epoch, is_new = lease
    if is_new:
        _recover(sql, provider, system=system, now=now)
    for booking_id in ends_by_itself(sql, provider, now=now):
        _, plan = _plan(sql, booking_id, now=now)
        if plan is not None:
            _begin(sql, booking_id, plan, system=system, now=now)
    return Taken(epoch=epoch, is_changed=True)


def _plan(sql: Sql, booking_id: str, *, now: datetime) -> tuple[AnyRow, Plan | None]:
    row = booking_row(sql, booking_id)
    messages = messages_of(sql, [booking_id])[booking_id]
    return row, outbox.plan(messages, is_there=row.external_id is not None, now=now)


def _job(row: AnyRow, message: Message, plan: Plan, *, epoch: int) -> Job:
    return Job(
        booking_id=row.id,
        provider=row.provider,
        epoch=epoch,
        step=plan.step,
        message=message,
        order=order_of(row, message),
        external_id=row.external_id,
    )


def _due_bookings(sql: Sql, provider: str, *, now: datetime) -> list[str]:
    """Those with an open message whose time has come, longest due first."""
    query = (
        select(_queue.booking_id)
        .join(crm_bookings, _bookings.id == _queue.booking_id)
        .where(_bookings.provider == provider, *_is_due(now))
        .order_by(_queue.next_try_at, _queue.id)
    )
    return list(dict.fromkeys(sql.execute(query).scalars()))


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _queue.state.in_(tuple(OPEN_STATES)), _queue.next_try_at <= now


def _begin(sql: Sql, booking_id: str, plan: Plan, *, system: str, now: datetime) -> Message | None:
    """Store the beginning of a step; its message, None where there is nothing to be asked."""
    for needless in plan.dropped:
        write_message(sql, outcomes.dropped(needless, now=now))
    message = plan.message
    if plan.step is Step.EXPIRE:
        message = outcomes.expired(message, system=system, now=now)
        note(sql, booking_id, EventKind.EXPIRED, at=now, code=NotSentInTime.code)
    elif plan.step is Step.FORGET:
        message = outcomes.done(message, now=now)
        note(sql, booking_id, EventKind.CANCELLED, at=now)
    elif plan.step is Step.SEND:
        message = outcomes.begun(message, now=now)
    write_message(sql, message)
    sum_up(sql, booking_id, now=now)
    return None if plan.step in _BY_ITSELF else message


def recover(sql: Sql, *, labels: Mapping[str, str], holder: LeaseHolder, now: datetime) -> int:
    """Mark what a dead process was sending as unknown; how many bookings."""
    query = select(_bookings.provider).join(crm_outbox, _queue.booking_id == _bookings.id)
    left = query.where(_queue.state == OutboxState.SENDING).distinct()
    count = 0
    for provider in tuple(sql.execute(left).scalars()):
        lease = leases.claim(sql, provider, holder=holder)
        if lease is not None:
            epoch, _ = lease
            count += _recover(sql, provider, system=labels.get(provider, provider), now=now)
            leases.release(sql, provider, epoch=epoch, holder=holder)
            holder.let_go(provider, epoch)
    return count


def _recover(sql: Sql, provider: str, *, system: str, now: datetime) -> int:
    """Whoever had the lease before is gone: what it was sending may have landed, or may yet."""
    query = (
        select(_queue.booking_id)
        .join(crm_bookings, _bookings.id == _queue.booking_id)
        .where(_bookings.provider == provider, _queue.state == OutboxState.SENDING)
    )
    left = tuple(sql.execute(query.distinct()).scalars())
    for booking_id, messages in messages_of(sql, left).items():
        for message in messages:
            if message.state is OutboxState.SENDING:
                unsure = outcomes.interrupted(message, system=system, now=now)
                write_message(sql, unsure)
                note(sql, booking_id, EventKind.UNSURE, at=now, code=unsure.error_code)
        sum_up(sql, booking_id, now=now)
    return len(left)


def settle(
    sql: Sql,
    job: Job,
    message: Message,
    *,
    landing: Landed | None,
    holder: LeaseHolder,
    now: datetime,
) -> None:
    """Keep what became of a step; raises SyncFenced where another RunSheet sends by now."""
    leases.check(sql, job.provider, epoch=job.epoch, holder=holder)
    write_message(sql, message)
    kind = _kind(job.message, message)
    if kind is not None:
        note(sql, job.booking_id, kind, at=now, code=message.error_code)
    values: dict[str, object] = {}
    if landing is not None:
        values["external_id"] = landing.external_id
        if landing.contact_id is not None:
            values["contact_id"] = landing.contact_id
    sum_up(sql, job.booking_id, now=now, **values)


def release(sql: Sql, provider: str, *, epoch: int, holder: LeaseHolder) -> None:
    """Nothing is under way any more: another RunSheet may send."""
    leases.release(sql, provider, epoch=epoch, holder=holder)


def _kind(before: Message, after: Message) -> EventKind | None:
    """What a person reads of a change of a message."""
    if after.state is OutboxState.DONE:
        is_off = after.action is OutboxAction.CANCEL
        return EventKind.CANCELLED if is_off else EventKind.CONFIRMED
    if after.state is OutboxState.UNKNOWN and before.state is OutboxState.SENDING:
        return EventKind.UNSURE
    if before.state is OutboxState.UNKNOWN and after.state is OutboxState.LANDED:
        return EventKind.FOUND
    if before.state is OutboxState.UNKNOWN and after.state is OutboxState.PENDING:
        return EventKind.NOT_FOUND
    kinds = {
        OutboxState.REFUSED: EventKind.REFUSED,
        OutboxState.NEEDS_REVIEW: EventKind.REVIEW,
    }
    return kinds.get(after.state)


def others_ids(sql: Sql, job: Job, external_ids: Collection[str]) -> frozenset[str]:
    """Which of these ids in the CRM other bookings of ours have."""
    query = select(_bookings.external_id).where(
        _bookings.provider == job.provider,
        _bookings.external_id.in_(tuple(external_ids)),
        _bookings.id != job.booking_id,
    )
    return frozenset(sql.execute(query).scalars())


def hurry(sql: Sql, provider: str | None, *, codes: Collection[str] | None, now: datetime) -> None:
    """Make what waits due now, of a CRM (None: of all): look-ups, and what was tried before (of
    `codes`: what met one of these errors). The time to undo a cancellation is left alone.
    """
    was_tried = and_(_queue.state == OutboxState.PENDING, _queue.attempts > 0)
    if codes is not None:
        was_tried = and_(was_tried, _queue.error_code.in_(tuple(codes)))
    looks = _queue.state.in_((OutboxState.UNKNOWN, OutboxState.LANDED))
    statement = update(crm_outbox).where(_queue.next_try_at > now, or_(was_tried, looks))
    if provider is not None:
        ours = select(_bookings.id).where(_bookings.provider == provider)
        statement = statement.where(_queue.booking_id.in_(ours))
    sql.execute(statement.values(next_try_at=now))


def bring_forward(sql: Sql, *, by: timedelta, now: datetime) -> None:
    """The PC's clock was set back: what waits, waits no longer than it would have."""
    waiting = select(_queue.id, _queue.next_try_at).where(
        _queue.state.in_(tuple(OPEN_STATES)), _queue.next_try_at > now
    )
    for row in sql.execute(waiting).all():
        due_at = max(row.next_try_at - by, now)
        sql.execute(update(crm_outbox).where(_queue.id == row.id).values(next_try_at=due_at))
