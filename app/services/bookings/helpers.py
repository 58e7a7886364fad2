"""The seed's helpers: book, change, cancel, send a report, and wait for the CRM's word.

Each gives back the booking, or the report's push, as it stands: done, refused, or kept and still to
be sent.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from app.domain.booking import CancelReason
from app.domain.booking_request import BookingRequest
from app.domain.report_push import ReportPush
from app.domain.stored_booking import Booking
from app.services.bookings.service import BookingService
from app.services.reports.service import ReportService

WITHIN_S = 20.0
"""So long a caller waits for the CRM; the booking is kept and sent however long that takes."""


async def book_appointment(
    bookings: BookingService,
    request: BookingRequest,
    *,
    reference: str | None = None,
    by: str | None = None,
) -> Booking:
    """Book; a request with an idempotency key may be repeated. Raises as `BookingService.book`."""
    name = reference or str(uuid4())
    return await _settled(bookings, bookings.book(request, reference=name, by=by))


async def update_appointment(
    bookings: BookingService,
    booking_id: str,
    *,
    start: datetime | str | None = None,
    end: datetime | str | None = None,
    duration_minutes: int | None = None,
    clash_reason: str | None = None,
    by: str | None = None,
) -> Booking:
    """Move a booking; it keeps its start, or its length, unless told. `clash_reason`: why it goes
    there although this person has a booking then. Raises as `BookingService.change`.
    """
    changing = bookings.change(
        booking_id,
        start=start,
        end=end,
        duration_minutes=duration_minutes,
        clash_reason=clash_reason,
        by=by,
    )
    return await _settled(bookings, changing)


async def cancel_appointment(
    bookings: BookingService,
    booking_id: str,
    reason: CancelReason = CancelReason.OTHER,
    *,
    by: str | None = None,
) -> Booking:
    """Cancel at once: a program has no undo. Raises as `BookingService.cancel`."""
    return await _settled(bookings, bookings.cancel(booking_id, reason, undo_s=0, by=by))


async def _settled(bookings: BookingService, keeping: Coroutine[Any, Any, Booking]) -> Booking:
    """The booking that is being kept, once the CRM's word is known. A caller that is cancelled, for
    RunSheet ends, gets it as it is kept by then: it must learn that it is, and under which id.
    """
    kept = asyncio.ensure_future(keeping)
    try:
        booking = await asyncio.shield(kept)
        return await bookings.settled(booking.id, within_s=WITHIN_S)
    except asyncio.CancelledError:
        return await bookings.get((await kept).id)


async def push_performance_report(
    reports: ReportService,
    provider: str,
    report: Mapping[str, object] | None = None,
    *,
    sent_at: datetime | None = None,
    tags: Iterable[str] = (),
    target: str | None = None,
) -> ReportPush:
    """Send a program's own report, its counts and dates alone, or this week's where there is none.

    Raises CrmNotSetUp, InvalidRequest (unknown CRM; a report without counts).
    """
    if report is None:
        this_week = await reports.this_week()
        preview = await reports.preview(
            provider, this_week, sent_at=sent_at, tags=tags, target=target
        )
    else:
        preview = await reports.preview_given(
            provider, report, sent_at=sent_at, tags=tags, target=target
        )
    return await reports.push(provider, preview)
