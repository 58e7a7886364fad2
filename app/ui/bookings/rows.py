"""A booking as a row of the list: its cells, its tone, and how it is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.booking_words import state_words, when_words
from app.domain.privacy import Veil
from app.domain.stored_booking import Booking

HEADINGS = ("When", "Person", "Service", "Clinician", "System", "State")
STATE = HEADINGS.index("State")
_UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all rows are drawn with. `labels`: the CRMs' names by provider."""

    now: datetime
    veil: Veil
    labels: Mapping[str, str]

    def label(self, booking: Booking) -> str:
        """The name of the CRM of a booking."""
        return self.labels.get(booking.provider, booking.provider)

    def name(self, booking: Booking) -> str:
        """The person as they may be seen."""
        if not self.veil.hides(booking.id):
            return booking.person.full_name or _UNKNOWN
        return self.veil.name(booking.person.first_name, booking.person.last_name) or _UNKNOWN

    def service(self, booking: Booking) -> str:
        """The service, which can be health data: hidden with the name."""
        return _UNKNOWN if self.veil.hides(booking.id) else booking.order.service


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRow:
    """The cells of one booking in the order of `HEADINGS`; `tone` is empty where nothing is."""

    id: str
    cells: tuple[str, ...]
    spoken: str
    tone: str


def booking_row(booking: Booking, setting: Setting) -> BookingRow:
    """The row of a booking; spoken as `11:00 am Tue 18 Nov, Alice Brown, check-up, …`."""
    label = setting.label(booking)
    glyph, state, tone = state_words(booking, label=label)
    when = when_words(booking, now=setting.now)
    name, service = setting.name(booking), setting.service(booking)
    cells = (
        when,
        name,
        service,
        booking.order.doctor_name or _UNKNOWN,
        label,
        f"{glyph} {state}",
    )
    spoken = ", ".join(part for part in (when, name, service, state) if part and part != _UNKNOWN)
    return BookingRow(id=booking.id, cells=cells, spoken=spoken, tone=tone)
