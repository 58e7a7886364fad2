"""How bookings read: their state, their times, what happened to them."""

from datetime import datetime, timedelta

from app.domain.booking import BookingStatus, CancelReason
from app.domain.practice_day import local
from app.domain.said import say, say_in_a_row
from app.domain.stored_booking import Booking, BookingEvent, EventKind
from app.domain.words import clock_time, short_date, weekday_date

_OFFLINE = frozenset({"NET-01"})

REASON_WORDS = {
    CancelReason.PATIENT: say("Patient asked"),
    CancelReason.CLINICIAN: say("Clinician away"),
    CancelReason.MISTAKE: say("Booked by mistake"),
    CancelReason.NO_SHOW: say("Did not attend"),
    CancelReason.OTHER: say("Other"),
}

_REASONS_WITHIN = {
    CancelReason.PATIENT.value: say("patient asked"),
    CancelReason.CLINICIAN.value: say("clinician away"),
    CancelReason.MISTAKE.value: say("booked by mistake"),
    CancelReason.NO_SHOW.value: say("did not attend"),
    CancelReason.OTHER.value: say("other"),
}
"""The same within a sentence, by the value that is kept."""

CLASH_REASONS = (
    ("emergency", say("Emergency")),
    ("clinician_agreed", say("Clinician agreed")),
    ("two_visits", say("Two visits meant")),
    ("other", say("Other")),
)
"""Why a booking is made though it clashes: kept value and words."""


_STATES = {
    BookingStatus.DRAFT: ("✎", say("Draft"), ""),
    BookingStatus.SENDING: ("↥", say("Sending to {label}"), "info"),
    BookingStatus.CHECKING: ("↥", say("Checking with {label}"), "info"),
    BookingStatus.CONFIRMED: ("✓", say("Confirmed in {label}"), "ok"),
    BookingStatus.REFUSED: ("!", say("Couldn't be sent"), "err"),
    BookingStatus.NEEDS_REVIEW: ("!", say("Someone has to look"), "err"),
    BookingStatus.EXPIRED: ("!", say("Not sent before the start time"), "err"),
    BookingStatus.CANCELLED: ("✕", say("Cancelled"), ""),
    BookingStatus.SET_ASIDE: ("–", say("Finished by hand"), ""),
}


def state_words(booking: Booking, *, label: str) -> tuple[str, str, str]:
    """Glyph, words and tone (ok, info, warn, err; empty for none) of a booking's state."""
    if booking.status is BookingStatus.WAITING:
        return _waiting_words(booking, label)
    glyph, words, tone = _STATES[booking.status]
    return glyph, words.format(label=label), tone


def _waiting_words(booking: Booking, label: str) -> tuple[str, str, str]:
    if booking.undo_until is not None:
        return "✕", say("Cancelled, {system} not told yet", system=label), "warn"
    if booking.error_code in _OFFLINE:
        return "◷", say("Waiting for internet"), "warn"
    if booking.error_code is not None:
        return "◷", say("Waiting for {system}", system=label), "warn"
    return "◷", say("Waiting to send"), "info"


def when_words(booking: Booking, *, now: datetime) -> str:
    """`11:00 am Tue 18 Nov`, with the year where it is not this one."""
    zone = booking.order.timezone
    day, today = local(booking.start_at, zone).date(), local(now, zone).date()
    date_words = weekday_date(day, current=today)
    return say("{time} {date}", time=clock_time(booking.start_at, zone), date=date_words)


def length_words(length: timedelta) -> str:
    """`45 min`, `1 h 30 min`."""
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    parts = [say("{hours} h", hours=hours)] if hours else []
    parts += [say("{minutes} min", minutes=rest)] if rest or not hours else []
    return say_in_a_row(" ", parts)


_EVENTS = {
    EventKind.BOOKED: say("Booked"),
    EventKind.CHANGED: say("Changed"),
    EventKind.MOVED: say("Moved"),
    EventKind.CANCEL_ASKED: say("Cancelled here"),
    EventKind.CANCEL_UNDONE: say("Cancelling was taken back"),
    EventKind.CANCELLED: say("Cancelled in {label}"),
    EventKind.CONFIRMED: say("Confirmed in {label}"),
    EventKind.UNSURE: say("The answer was lost"),
    EventKind.NOT_FOUND: say("Looked for in {label}: not there"),
    EventKind.FOUND: say("Found in {label}"),
    EventKind.REFUSED: say("Not accepted by {label}"),
    EventKind.EXPIRED: say("Not sent before the start time"),
    EventKind.REVIEW: say("Someone has to look"),
    EventKind.MARKED_THERE: say("Taken as it is in {label}"),
    EventKind.SENT_AGAIN: say("Sent again"),
    EventKind.SET_ASIDE: say("Finished by hand"),
}


def event_words(event: BookingEvent, *, label: str, timezone: str) -> str:
    """`Moved to 3:00 pm Thu 20 Nov`; who and when stand beside it."""
    words = _what_happened(event, label=label, timezone=timezone)
    reason = _REASONS_WITHIN.get(event.reason or "")
    if reason is not None:
        words = say("{event}: {reason}", event=words, reason=reason)
    return say("{event} ({code})", event=words, code=event.code) if event.code else words


def _what_happened(event: BookingEvent, *, label: str, timezone: str) -> str:
    if event.start_at is None or event.kind not in {EventKind.MOVED, EventKind.BOOKED}:
        return _EVENTS[event.kind].format(label=label)
    at = clock_time(event.start_at, timezone)
    day = short_date(local(event.start_at, timezone).date())
    if event.kind is EventKind.MOVED:
        return say("Moved to {time} {date}", time=at, date=day)
    return say("Booked for {time} {date}", time=at, date=day)
