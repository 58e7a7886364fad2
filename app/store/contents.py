"""What is in the database, in counts."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import Table, func, select

from app.domain.contents import Contents
from app.domain.stored_booking import BookingView
from app.store.booking_tables import crm_bookings
from app.store.crm.bookings import count_bookings
from app.store.schema import local_edits, pms_connections, run_sheet_appointments


def count_contents(sql: Sql, *, now: datetime) -> Contents:
    """All of it, as it is at this moment."""
    bookings = count_bookings(sql, now=now)
    return Contents(
        connections=_count(sql, pms_connections),
        appointments=_count(sql, run_sheet_appointments),
        edits=_count(sql, local_edits),
        bookings=_count(sql, crm_bookings),
        unsent=bookings[BookingView.WAITING],
    )


def _count(sql: Sql, table: Table) -> int:
    return sql.execute(select(func.count()).select_from(table)).scalar_one()
