"""Which upcoming bookings an intent means: by name and phone, of a cancellation by its day, too."""

import re
from collections.abc import Iterable

from app.domain.intent import Intent, IntentKind, When
from app.domain.phone import phone_digits
from app.domain.practice_day import local
from app.domain.similar_names import plain_name
from app.domain.stored_booking import Booking


def bookings_meant(intent: Intent, upcoming: Iterable[Booking]) -> tuple[Booking, ...]:
    """Those of that person, where somebody is named; one with exactly that name wins."""
    name, phone = _plain(intent.name), phone_digits(intent.phone)
    if not (name or phone):
        return ()
    found = [
        each
        for each in upcoming
        if intent.provider in (None, each.provider) and _is_of(each, name=name, phone=phone)
    ]
    exact = [each for each in found if _plain(each.person.full_name) == name]
    when = intent.when if intent.kind is IntentKind.CANCEL else When()
    return tuple(each for each in exact or found if _is_at(each, when))


def _is_of(booking: Booking, *, name: str, phone: str) -> bool:
    """True where every word of the name is one of the person's, and the number is theirs: a family
    may share one.
    """
    theirs = _plain(booking.person.full_name).split()
    is_number = not phone or phone_digits(booking.person.phone) == phone
    return is_number and all(word in theirs for word in name.split())


def _is_at(booking: Booking, when: When) -> bool:
    """True where it begins on that day and at that time, as far as they are said."""
    begins = local(booking.start_at, booking.order.timezone)
    return when.day in (None, begins.date()) and when.at in (None, begins.time())


def _plain(name: str | None) -> str:
    """Without case and accents: `Zoë` and `zoe` are one, `Smith-Jones` and `smith jones`, too."""
    return " ".join(filter(None, map(plain_name, re.split(r"[\s\-]+", name or ""))))
