"""Bookings in CRMs: make, change, cancel, list."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from app.api.bodies import bookings as bodies
from app.api.bodies.common import also
from app.api.booking_answers import answer_booked, answer_cancelled, answer_changed
from app.api.providers import Crm
from app.api.scopes import GRANT, NAMES_PEOPLE, ServicesOf, needs
from app.domain.api_access import Grant, Scope
from app.domain.booking import CancelReason
from app.domain.stored_booking import BookingView
from app.services.bookings.booking_json import booking_json
from app.services.bookings.helpers import (
    book_appointment,
    cancel_appointment,
    update_appointment,
)

router = APIRouter(prefix="/api/integrations/pms", tags=["bookings"])

_BOOK = [needs(Scope.BOOK)]
_PENDING: dict[int | str, dict[str, Any]] = {
    202: {"model": bodies.BookingAnswer, "description": "Kept here; the CRM is told, or asked."}
}
_CHANGED = also(404, 409, 501, 502, 504) | _PENDING


@router.post(
    "/{provider}/book",
    dependencies=_BOOK,
    status_code=201,
    response_model=bodies.BookingAnswer,
    responses=_CHANGED,
    summary="Book",
)
async def book(
    provider: Crm,
    body: bodies.NewBooking,
    request: Request,
    services: ServicesOf,
    idempotency_key: bodies.IdempotencyKey = None,
) -> JSONResponse:
    """201 once the CRM has it; 202 when it is kept and will be sent. 409: the slot is taken, this
    person has a booking then, or the key stands for another booking.
    """
    wanted = body.request(provider, idempotency_key)
    return answer_booked(await book_appointment(services.bookings, wanted, by=_who(request)))


@router.patch(
    "/{provider}/booking/{id}",
    dependencies=_BOOK,
    response_model=bodies.BookingAnswer,
    responses=_CHANGED,
    summary="Move a booking",
)
async def change_booking(
    provider: Crm,
    id: str,  # noqa: A002
    body: bodies.BookingPatch,
    request: Request,
    services: ServicesOf,
) -> JSONResponse:
    """`{id}` is `bookingId` or `externalId`."""
    found = await services.bookings.find(provider, id)
    booking = await update_appointment(
        services.bookings,
        found.id,
        start=body.start_time,
        end=body.end_time,
        duration_minutes=body.duration_minutes,
        clash_reason=body.clash_reason,
        by=_who(request),
    )
    return answer_changed(booking)


@router.delete(
    "/{provider}/booking/{id}",
    dependencies=_BOOK,
    response_model=bodies.BookingAnswer,
    responses=_CHANGED,
    summary="Cancel a booking",
)
async def cancel_booking(
    provider: Crm,
    id: str,  # noqa: A002
    request: Request,
    services: ServicesOf,
    reason: Annotated[CancelReason, Query()] = CancelReason.OTHER,
) -> JSONResponse:
    """At once; a booking that is cancelled stays so. `{id}` is `bookingId` or `externalId`."""
    found = await services.bookings.find(provider, id)
    booking = await cancel_appointment(services.bookings, found.id, reason, by=_who(request))
    return answer_cancelled(booking)


@router.get(
    "/bookings",
    dependencies=[needs(Scope.READ), NAMES_PEOPLE],
    response_model=bodies.BookingList,
    responses=also(423),
    summary="List the bookings with their states",
)
async def list_bookings(
    services: ServicesOf,
    view: Annotated[BookingView, Query()] = BookingView.ALL,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Any:
    """`upcoming` and `waiting` the soonest first, else the latest first."""
    found = await services.bookings.show(view, most=offset + limit)
    total = (await services.bookings.counts())[view]
    return {"bookings": [booking_json(each) for each in found[offset:]], "total": total}


def _who(request: Request) -> str:
    """Who the booking's history names: the program by its token."""
    grant: Grant = request.scope[GRANT]
    return f"{grant.name} (API)"
