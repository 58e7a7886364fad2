"""Looks at a booking in the CRM, for a person to compare."""

from app.adapters.crm_base import CrmAdapter
from app.domain.booking import CrmBooking
from app.domain.booking_comparison import ShownThere
from app.domain.errors import InvalidRequest
from app.domain.said import say
from app.domain.stored_booking import Booking

_ANOTHER = "Another contact"


async def look_there(adapter: CrmAdapter, booking: Booking) -> ShownThere:
    """The booking's record as it is now, and whom it is for. Reads only. Raises InvalidRequest for
    a booking that no record is known of.
    """
    if booking.external_id is None:
        raise InvalidRequest(reason=say("No record of this booking is known."))
    found = await adapter.read(booking.external_id)
    person = await _person(adapter, found, booking) if found is not None else None
    return ShownThere(booking=found, person=person)


async def _person(adapter: CrmAdapter, found: CrmBooking, booking: Booking) -> str | None:
    """As the CRM calls the contact, where it is one with this person's phone or e-mail."""
    ours = booking.person
    if found.contact_id is None:
        return None
    people = await adapter.find_people(ours)
    same = next((one for one in people if one.contact_id == found.contact_id), None)
    if same is not None:
        return same.name or ours.full_name
    return ours.full_name if found.contact_id == ours.external_contact_id else _ANOTHER
