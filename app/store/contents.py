"""What is in the database, in counts: for what goes when it goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import Table, func, select

from app.domain.stored_booking import BookingView
from app.domain.words import count_words
from app.store.booking_tables import crm_bookings
from app.store.crm.bookings import count_bookings
from app.store.schema import local_edits, pms_connections, run_sheet_appointments


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Counts; `unsent`: bookings that no CRM has confirmed yet. `edits`: notes and changes that
    only this app has.
    """

    connections: int
    appointments: int
    edits: int
    bookings: int
    unsent: int

    def words(self) -> str:
        """`1 connection, 27 appointments, …`"""
        bookings = count_words(self.bookings, "booking")
        if self.unsent:
            bookings += f" ({self.unsent} not sent yet)"
        return ", ".join(
            (
                count_words(self.connections, "connection"),
                count_words(self.appointments, "appointment"),
                count_words(self.edits, "note or change made here", "notes or changes made here"),
                bookings,
            )
        )


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
