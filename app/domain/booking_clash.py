"""Who or what stands against a new booking at a time: the clinician's list, the person's bookings.

A clash never forbids: a person books anyway, with a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.booking import Person
from app.domain.phone import phone_digits
from app.domain.run_sheet import RunSheetRow
from app.domain.similar_names import plain_name
from app.domain.stored_booking import Booking

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sr", "nurse"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A booking that somebody thinks of. Times are aware UTC. `row_id`, `booking_id`: what it is
    made from, or moves, and so is no clash with itself.
    """

    person: Person
    doctor: str | None
    start_at: datetime
    end_at: datetime
    row_id: str | None = None
    booking_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing at that time: a row of the run sheet, or a booking; `is_persons`: the person's
    own, otherwise the clinician's.
    """

    row: RunSheetRow | None = None
    booking: Booking | None = None
    is_persons: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """Two looks at one clash have the same."""
        found = self.row or self.booking
        return (found.id if found is not None else "", self.is_persons)


def clashes_of(
    plan: Plan, rows: Iterable[RunSheetRow], bookings: Iterable[Booking]
) -> tuple[Clash, ...]:
    """The person's own bookings first. `bookings` are those that stand in that time."""
    others = [each for each in bookings if each.id != plan.booking_id and _overlaps(plan, each)]
    theirs = [each for each in others if has_same_contact(plan.person, each.person)]
    with_them = [each for each in others if _is_with(plan, each.order.doctor_name)]
    return (
        *(Clash(booking=each, is_persons=True) for each in theirs),
        *(Clash(row=row) for row in rows if _is_taken(plan, row)),
        *(Clash(booking=each) for each in with_them if each not in theirs),
    )


def has_same_contact(one: Person, other: Person) -> bool:
    """One contact of a CRM, one phone number or one e-mail address."""
    phones = phone_digits(one.phone), phone_digits(other.phone)
    mails = (one.email or "").casefold(), (other.email or "").casefold()
    contacts = one.external_contact_id, other.external_contact_id
    return any(mine and mine == theirs for mine, theirs in (phones, mails, contacts))


def _is_taken(plan: Plan, row: RunSheetRow) -> bool:
    if row.is_off or row.id == plan.row_id or not _is_with(plan, row.clinician_name):
        return False
    return row.start < plan.end_at and plan.start_at < row.end


def _overlaps(plan: Plan, booking: Booking) -> bool:
    return booking.start_at < plan.end_at and plan.start_at < booking.end_at


def _is_with(plan: Plan, name: str | None) -> bool:
    """`Dr Nair` and `Dr Priya Nair` are one; no doctor is nobody."""
    mine, theirs = _words(plan.doctor), _words(name)
    if not mine or not theirs:
        return False
    short, long = sorted((mine, theirs), key=len)
    return short == long or (len(short) == 1 and short[0] == long[-1])


def _words(name: str | None) -> list[str]:
    words = (plain_name(word) for word in (name or "").split())
    return [word for word in words if word and word not in _TITLES]
