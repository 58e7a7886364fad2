"""What the booking form says of a clash."""

from collections.abc import Mapping, Sequence

from app.domain.booking_clash import Clash
from app.domain.privacy import Veil
from app.domain.stored_booking import Booking
from app.domain.words import clock_time


def clash_words(
    clashes: Sequence[Clash], *, veil: Veil, labels: Mapping[str, str], timezone: str
) -> str:
    """A line for each: `Dr Nair already has Alice Brown from 11:30 am to 12:00 pm (from Gentu).`"""
    return "\n".join(_one(each, veil, labels, timezone) for each in clashes)


def _one(clash: Clash, veil: Veil, labels: Mapping[str, str], timezone: str) -> str:
    row, booking = clash.row, clash.booking
    if row is not None:
        who = veil.row(row).patient_name or "someone"
        span = f"{clock_time(row.start, timezone)} to {clock_time(row.end, timezone)}"
        source = f" (from {row.system})" if row.system else ""
        return f"{row.clinician_name} already has {who} from {span}{source}."
    assert booking is not None  # noqa: S101 - a clash is one of both
    span = f"{clock_time(booking.start_at, timezone)} to {clock_time(booking.end_at, timezone)}"
    where = f" (booked in {labels.get(booking.provider, booking.provider)})"
    if clash.is_persons:
        return f"{_name(booking, veil)} already has a booking from {span}{where}."
    doctor = booking.order.doctor_name or "The clinician"
    return f"{doctor} already has {_name(booking, veil)} from {span}{where}."


def _name(booking: Booking, veil: Veil) -> str:
    person = booking.person
    if not veil.hides(booking.id):
        return person.full_name or "someone"
    return veil.name(person.first_name, person.last_name) or "someone"
