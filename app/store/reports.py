"""The pushes of reports: stored before anything leaves, settled with what the CRM said."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy import Connection as Sql

from app.domain.booking import BookingStatus, ReportDocument
from app.domain.errors import InvalidRequest
from app.domain.report import BookingCounts, SyncHealth
from app.domain.report_push import PushState, ReportPush
from app.domain.said import say
from app.domain.sync_run import SyncStatus
from app.store.booking_tables import crm_bookings, crm_reports
from app.store.ids import new_id
from app.store.schema import AnyRow, pms_connections, pms_sync_log, sync_day_sums

_OPEN = (PushState.PENDING, PushState.SENDING)
_FAILED = (BookingStatus.REFUSED, BookingStatus.NEEDS_REVIEW, BookingStatus.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPush:
    """A report that a person, or a program, wants sent now."""

    provider: str
    document: ReportDocument
    payload: str
    requested_by: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePush:
    """A push whose turn has come."""

    id: str
    provider: str
    document: ReportDocument
    attempts: int


def count_syncs(sql: Sql, *, start: datetime, end: datetime, days: tuple[date, date]) -> SyncHealth:
    """How the checks that started in the span ended; those still running are not counted.

    `days`: the span's first and last practice day, by which older ones were summed up.
    """
    table, sums = pms_sync_log.c, sync_day_sums.c
    one_by_one = (
        select(table.status, func.count())
        .where(table.started_at >= start, table.started_at < end)
        .group_by(table.status)
    )
    summed_up = (
        select(sums.status, func.sum(sums.runs))
        .where(sums.local_day.between(*days))
        .group_by(sums.status)
    )
    ended: Counter[SyncStatus] = Counter()
    for query in (one_by_one, summed_up):
        ended.update({SyncStatus(status): count for status, count in sql.execute(query)})
    return SyncHealth(
        worked=ended[SyncStatus.SUCCESS],
        partly=ended[SyncStatus.PARTIAL],
        failed=ended[SyncStatus.FAILED] + ended[SyncStatus.ABANDONED],
    )


def count_bookings(sql: Sql, *, start: datetime, end: datetime) -> BookingCounts:
    """The bookings made in the span, drafts left out, by what became of them until now."""
    table = crm_bookings
    query = (
        select(table.c.status, func.count().label("many"))
        .where(table.c.created_at >= start, table.c.created_at < end)
        .where(table.c.status != BookingStatus.DRAFT)
        .group_by(table.c.status)
    )
    by_status = {row.status: row.many for row in sql.execute(query)}
    return BookingCounts(
        made=sum(by_status.values()),
        confirmed=by_status.get(BookingStatus.CONFIRMED, 0),
        failed=sum(by_status.get(status, 0) for status in _FAILED),
        cancelled=by_status.get(BookingStatus.CANCELLED, 0),
    )


def last_good_sync(sql: Sql) -> datetime | None:
    """When a connection was last read well; None before the first time."""
    query = select(func.max(pms_connections.c.last_sync_at)).where(
        pms_connections.c.removed_at.is_(None)
    )
    return sql.execute(query).scalar()


def add_push(sql: Sql, push: NewPush) -> str:
    """Store it; the id. The same report that is still waiting is not stored twice. One that was
    sent before makes this a resend.
    """
    table = crm_reports
    same = (table.c.provider == push.provider, table.c.key == push.document.key)
    waiting = sql.execute(
        select(table.c.id).where(*same, table.c.state.in_(_OPEN), table.c.payload == push.payload)
    ).scalar()
    if waiting is not None:
        return str(waiting)
    was_sent = sql.execute(select(table.c.id).where(*same, table.c.state == PushState.DONE)).first()
    id_ = new_id()
    sql.execute(
        insert(table).values(
            id=id_,
            provider=push.provider,
            key=push.document.key,
            document=_as_json(push.document),
            payload=push.payload,
            state=PushState.PENDING,
            is_resend=was_sent is not None,
            attempts=0,
            next_try_at=push.now,
            requested_by=push.requested_by,
            requested_at=push.now,
        )
    )
    return id_


def take_due(sql: Sql, *, now: datetime, one: str | None = None) -> DuePush | None:
    """The next push to send, marked as under way; `one` names it."""
    table = crm_reports
    query = select(table).where(table.c.state == PushState.PENDING, table.c.next_try_at <= now)
    query = query if one is None else query.where(table.c.id == one)
    row = sql.execute(query.order_by(table.c.requested_at).limit(1)).one_or_none()
    if row is None:
        return None
    sql.execute(
        update(table)
        .where(table.c.id == row.id)
        .values(state=PushState.SENDING, attempts=row.attempts + 1, sent_at=now)
    )
    return DuePush(
        id=row.id,
        provider=row.provider,
        document=_from_json(row.document),
        attempts=row.attempts + 1,
    )


def settle(sql: Sql, push_id: str, values: Mapping[str, Any]) -> None:
    """Write what became of one push."""
    sql.execute(update(crm_reports).where(crm_reports.c.id == push_id).values(**values))


def recover(sql: Sql, *, next_try_at: datetime) -> None:
    """Pushes that ended with their process wait again; sending looks for the report first."""
    sql.execute(
        update(crm_reports)
        .where(crm_reports.c.state == PushState.SENDING)
        .values(state=PushState.PENDING, next_try_at=next_try_at)
    )


def next_due(sql: Sql) -> datetime | None:
    """When the next pending push wants to be tried; None where nothing waits."""
    query = (
        select(crm_reports.c.next_try_at)
        .where(crm_reports.c.state == PushState.PENDING)
        .order_by(crm_reports.c.next_try_at)
        .limit(1)
    )
    return sql.execute(query).scalar()


def waiting_for(sql: Sql, codes: Collection[str], *, now: datetime) -> frozenset[str]:
    """The CRMs whose pushes met one of these errors, and are not due yet."""
    query = select(crm_reports.c.provider).where(*_waits(codes, now)).distinct()
    return frozenset(sql.execute(query).scalars())


def hurry(sql: Sql, codes: Collection[str], *, now: datetime, provider: str | None = None) -> None:
    """Make due now what met one of these errors, of a CRM (None: of all)."""
    statement = update(crm_reports).where(*_waits(codes, now))
    if provider is not None:
        statement = statement.where(crm_reports.c.provider == provider)
    sql.execute(statement.values(next_try_at=now))


def _waits(codes: Collection[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = crm_reports.c
    is_pending = table.state == PushState.PENDING
    return is_pending, table.next_try_at > now, table.error_code.in_(tuple(codes))


def document_of_push(sql: Sql, push_id: str) -> ReportDocument:
    """What a push sent, or is to send. Raises InvalidRequest for one that is not known."""
    found = sql.execute(
        select(crm_reports.c.document).where(crm_reports.c.id == push_id)
    ).scalar_one_or_none()
    if found is None:
        raise InvalidRequest(reason=say("That report was not sent from here."))
    return _from_json(found)


def get_push(sql: Sql, push_id: str, labels: Mapping[str, str]) -> ReportPush | None:
    """One push, or None."""
    row = sql.execute(select(crm_reports).where(crm_reports.c.id == push_id)).one_or_none()
    return None if row is None else _push(row, labels)


def list_pushes(sql: Sql, labels: Mapping[str, str], *, most: int = 100) -> tuple[ReportPush, ...]:
    """The newest first."""
    query = select(crm_reports).order_by(crm_reports.c.requested_at.desc(), crm_reports.c.id)
    return tuple(_push(row, labels) for row in sql.execute(query.limit(most)))


def _push(row: AnyRow, labels: Mapping[str, str]) -> ReportPush:
    return ReportPush(
        id=row.id,
        provider=row.provider,
        label=labels.get(row.provider, row.provider),
        key=row.key,
        payload=row.payload,
        state=PushState(row.state),
        is_resend=row.is_resend,
        attempts=row.attempts,
        sent_at=row.sent_at,
        next_try_at=row.next_try_at,
        external_id=row.external_id,
        correlation_id=row.correlation_id,
        error_code=row.error_code,
        error=row.error_message,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        settled_at=row.settled_at,
    )


def _as_json(document: ReportDocument) -> dict[str, object]:
    return {
        "key": document.key,
        "title": document.title,
        "figures": document.figures,
        "lines": list(document.lines),
        "sent_at": document.sent_at.isoformat(),
        "tags": list(document.tags),
        "target": document.target,
    }


def _from_json(stored: Mapping[str, Any]) -> ReportDocument:
    return ReportDocument(
        key=stored["key"],
        title=stored["title"],
        figures=stored["figures"],
        lines=tuple(stored["lines"]),
        sent_at=datetime.fromisoformat(stored["sent_at"]),
        tags=tuple(stored["tags"]),
        target=stored["target"],
    )
