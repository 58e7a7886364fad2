"""What the booking form says of a clash, and of the booking that it moves."""

from collections.abc import Mapping, Sequence

from app.domain.booking_clash import Clash
from app.domain.booking_words import length_words, when_words
from app.domain.privacy import Veil
from app.domain.stored_booking import Booking
from app.domain.words import clock_time
from app.ui.bookings.rows import Setting


def clash_words(
    clashes: Sequence[Clash], *, veil: Veil, labels: Mapping[str, str], timezone: str
) -> str:
    """A line for each: `Dr Nair already has Alice Brown from 11:30 am to 12:00 pm (from Gentu).`"""
    return "\n".join(_one(each, veil, labels, timezone) for each in clashes)


def move_words(booking: Booking, setting: Setting) -> str:
    """`Alice Brown, check-up, Dr Nair: now 11:00 am Tue 18 Nov, 45 min. The length stays.`"""
    service = "" if setting.veil.hides(booking.id) else setting.service(booking)
    parts = (setting.name(booking), service, booking.order.doctor_name or "")
    about = ", ".join(part for part in parts if part)
    when, length = when_words(booking, now=setting.now), length_words(booking.order.length)
    return f"{about}: now {when}, {length}. The length stays."


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
