"""What a booking's state is as an answer: it is there, it is pending, or why it is not."""

from typing import Any

from fastapi.responses import JSONResponse

from app.api.errors import answer, status_of_code
from app.domain.booking import BookingStatus, OutboxState
from app.domain.errors import BookingConflict, ContactUnknown
from app.domain.outbox import Message
from app.domain.stored_booking import Booking
from app.services.wire_times import wall_text

_PENDING = frozenset(
    {
        BookingStatus.WAITING,
        BookingStatus.SENDING,
        BookingStatus.CHECKING,
        BookingStatus.NEEDS_REVIEW,
    }
)
_GONE = frozenset({BookingStatus.CANCELLED, BookingStatus.SET_ASIDE})


def answer_booked(booking: Booking) -> JSONResponse:
    """201, 202 or an error. A booking that the CRM ever confirmed is answered the same each time
    its key comes again, whatever became of it since.
    """
    if booking.made.state is OutboxState.DONE:
        return JSONResponse(_told(booking, "confirmed", booking.made), status_code=201)
    if booking.status in _GONE:
        return answer(409, "This booking is cancelled.", _details(booking, BookingConflict.code))
    return _pending_or_error(booking)


def answer_changed(booking: Booking) -> JSONResponse:
    """200, 202 or an error."""
    if booking.status is BookingStatus.CONFIRMED:
        return _answer(booking, 200, "confirmed")
    return _pending_or_error(booking)


def answer_cancelled(booking: Booking) -> JSONResponse:
    """200, 202 or an error."""
    if booking.status is BookingStatus.CANCELLED:
        return _answer(booking, 200, "cancelled")
    return _pending_or_error(booking)


def _pending_or_error(booking: Booking) -> JSONResponse:
    if booking.status in _PENDING:
        return _answer(booking, 202, "pending")
    code = booking.error_code or BookingConflict.code
    sentence = booking.error_message or "This booking is over."
    return answer(status_of_code(code), sentence, _details(booking, code))


def _details(booking: Booking, code: str) -> dict[str, Any]:
    details: dict[str, Any] = {
        "code": code,
        "bookingId": booking.id,
        "state": booking.status.value,
    }
    if code == ContactUnknown.code:
        details["fields"] = {"patient.externalContactId": booking.error_message}
    return details


def _answer(booking: Booking, status: int, word: str) -> JSONResponse:
    told = _told(booking, word, booking) | {"state": booking.status.value}
    return JSONResponse(told, status_code=status)


def _told(booking: Booking, word: str, wish: Booking | Message) -> dict[str, str | None]:
    """What is told of a booking, with the times and the CRM's word for one wish of it."""
    zone = booking.order.timezone
    return {
        "provider": booking.provider,
        "status": word,
        "bookingId": booking.id,
        "externalId": booking.external_id,
        "correlationId": wish.correlation_id,
        "state": word,
        "startTime": wall_text(wish.start_at, zone),
        "endTime": wall_text(wish.end_at, zone),
    }
