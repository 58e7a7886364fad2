"""What happened to a booking: who did it, on which PC, why, when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import insert, select

from app.domain.stored_booking import BookingEvent, EventKind
from app.store.booking_tables import crm_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, on which PC, and when (aware UTC)."""

    by: str
    pc: str
    at: datetime


def note_act(
    sql: Sql,
    booking_id: str,
    kind: EventKind,
    act: Act,
    *,
    reason: str | None = None,
    start_at: datetime | None = None,
) -> None:
    """Write what a person did."""
    _write(
        sql,
        booking_id,
        kind=kind,
        who=act.by,
        pc=act.pc,
        reason=reason,
        start_at=start_at,
        at=act.at,
    )


def note(
    sql: Sql, booking_id: str, kind: EventKind, *, at: datetime, code: str | None = None
) -> None:
    """Write what came by itself."""
    _write(sql, booking_id, kind=kind, code=code, at=at)


def _write(sql: Sql, booking_id: str, **values: object) -> None:
    sql.execute(insert(crm_events).values(booking_id=booking_id, **values))


def list_events(sql: Sql, booking_id: str) -> tuple[BookingEvent, ...]:
    """Everything that happened to a booking, oldest first."""
    table = crm_events.c
    query = select(crm_events).where(table.booking_id == booking_id).order_by(table.id)
    return tuple(
        BookingEvent(
            kind=EventKind(row.kind),
            at=row.at,
            who=row.who,
            pc=row.pc,
            reason=row.reason,
            code=row.code,
            start_at=row.start_at,
        )
        for row in sql.execute(query)
    )
