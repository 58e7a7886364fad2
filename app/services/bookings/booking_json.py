"""Bookings as JSON: the HTTP API's shape."""

from typing import Any

from app.domain.booking import Person
from app.domain.stored_booking import Booking
from app.services.wire_times import utc_text, wall_text


def booking_json(booking: Booking) -> dict[str, Any]:
    """One booking with everything that is known of it; times on the practice's wall clock."""
    order = booking.order
    return {
        "bookingId": booking.id,
        "provider": booking.provider,
        "status": booking.status.value,
        "externalId": booking.external_id,
        "correlationId": booking.correlation_id,
        "patient": _person_json(booking.person),
        "service": order.service,
        "startTime": wall_text(booking.start_at, order.timezone),
        "endTime": wall_text(booking.end_at, order.timezone),
        "timezone": order.timezone,
        "doctorName": order.doctor_name,
        "clinicBranch": order.branch,
        "locationId": order.location_id,
        "source": booking.source,
        "error": booking.error_message,
        "errorCode": booking.error_code,
        "createdAt": utc_text(booking.created_at),
        "updatedAt": utc_text(booking.updated_at),
        "confirmedAt": utc_text(booking.confirmed_at),
        "cancelledAt": utc_text(booking.cancelled_at),
    }


def _person_json(person: Person) -> dict[str, str | None]:
    return {
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
        "phone": person.phone,
        "externalContactId": person.external_contact_id,
    }
