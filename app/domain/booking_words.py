"""How bookings read: their state, their times, what happened to them."""

from datetime import datetime, timedelta

from app.domain.booking import BookingStatus, CancelReason
from app.domain.practice_day import local
from app.domain.stored_booking import Booking, BookingEvent, EventKind
from app.domain.words import clock_time, short_date, weekday_date

_OFFLINE = frozenset({"NET-01"})

REASON_WORDS = {
    CancelReason.PATIENT: "Patient asked",
    CancelReason.CLINICIAN: "Clinician away",
    CancelReason.MISTAKE: "Booked by mistake",
    CancelReason.NO_SHOW: "Did not attend",
    CancelReason.OTHER: "Other",
}

CLASH_REASONS = (
    ("emergency", "Emergency"),
    ("clinician_agreed", "Clinician agreed"),
    ("two_visits", "Two visits meant"),
    ("other", "Other"),
)
"""Why a booking is made though it clashes: kept value and words."""


_STATES = {
    BookingStatus.DRAFT: ("✎", "Draft", ""),
    BookingStatus.SENDING: ("↥", "Sending to {label}", "info"),
    BookingStatus.CHECKING: ("↥", "Checking with {label}", "info"),
    BookingStatus.CONFIRMED: ("✓", "Confirmed in {label}", "ok"),
    BookingStatus.REFUSED: ("!", "Couldn't be sent", "err"),
    BookingStatus.NEEDS_REVIEW: ("!", "Someone has to look", "err"),
    BookingStatus.EXPIRED: ("!", "Not sent before the start time", "err"),
    BookingStatus.CANCELLED: ("✕", "Cancelled", ""),
    BookingStatus.SET_ASIDE: ("–", "Finished by hand", ""),
}


def state_words(booking: Booking, *, label: str) -> tuple[str, str, str]:
    """Glyph, words and tone (ok, info, warn, err; empty for none) of a booking's state."""
    if booking.status is BookingStatus.WAITING:
        return _waiting_words(booking, label)
    glyph, words, tone = _STATES[booking.status]
    return glyph, words.format(label=label), tone


def _waiting_words(booking: Booking, label: str) -> tuple[str, str, str]:
    if booking.undo_until is not None:
        return "✕", f"Cancelled, {label} not told yet", "warn"
    if booking.error_code in _OFFLINE:
        return "◷", "Waiting for internet", "warn"
    if booking.error_code is not None:
        return "◷", f"Waiting for {label}", "warn"
    return "◷", "Waiting to send", "info"


def when_words(booking: Booking, *, now: datetime) -> str:
    """`11:00 am Tue 18 Nov`, with the year where it is not this one."""
    zone = booking.order.timezone
    day, today = local(booking.start_at, zone).date(), local(now, zone).date()
    return f"{clock_time(booking.start_at, zone)} {weekday_date(day, current=today)}"


def length_words(length: timedelta) -> str:
    """`45 min`, `1 h 30 min`."""
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in parts if part)


_EVENTS = {
    EventKind.BOOKED: "Booked",
    EventKind.CHANGED: "Changed",
    EventKind.MOVED: "Moved",
    EventKind.CANCEL_ASKED: "Cancelled here",
    EventKind.CANCEL_UNDONE: "Cancelling was taken back",
    EventKind.CANCELLED: "Cancelled in {label}",
    EventKind.CONFIRMED: "Confirmed in {label}",
    EventKind.UNSURE: "The answer was lost",
    EventKind.NOT_FOUND: "Looked for in {label}: not there",
    EventKind.FOUND: "Found in {label}",
    EventKind.REFUSED: "Not accepted by {label}",
    EventKind.EXPIRED: "Not sent before the start time",
    EventKind.REVIEW: "Someone has to look",
    EventKind.MARKED_THERE: "Taken as it is in {label}",
    EventKind.SENT_AGAIN: "Sent again",
    EventKind.SET_ASIDE: "Finished by hand",
}


def event_words(event: BookingEvent, *, label: str, timezone: str) -> str:
    """`Moved to 3:00 pm Thu 20 Nov`; who and when stand beside it."""
    words = _EVENTS[event.kind].format(label=label)
    if event.kind in {EventKind.MOVED, EventKind.BOOKED} and event.start_at is not None:
        day = short_date(local(event.start_at, timezone).date())
        link = "to" if event.kind is EventKind.MOVED else "for"
        words += f" {link} {clock_time(event.start_at, timezone)} {day}"
    reasons = {reason.value: text for reason, text in REASON_WORDS.items()}
    if event.reason in reasons:
        words += f": {reasons[event.reason].lower()}"
    return f"{words} ({event.code})" if event.code else words
