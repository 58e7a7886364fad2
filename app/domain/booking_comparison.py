"""A booking as the desk wants it beside what the CRM shows, for a person to decide."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.booking import BookingOrder, CrmBooking, CrmStatus, OutboxAction
from app.domain.booking_words import length_words
from app.domain.practice_day import local
from app.domain.said import say
from app.domain.stored_booking import Booking
from app.domain.words import clock_time, weekday_date

NOT_TOLD = "–"
_STATUSES = {
    CrmStatus.BOOKED: say("Booked"),
    CrmStatus.CANCELLED: say("Cancelled"),
    CrmStatus.OTHER: say("Finished or did not attend"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThere:
    """What the CRM shows now. `booking`: None when it is gone. `person`: whom it is for there, None
    where the CRM does not tell.
    """

    booking: CrmBooking | None
    person: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One thing, here and there. `is_personal`: hidden with the name."""

    label: str
    ours: str = field(repr=False)
    theirs: str = field(repr=False)
    is_personal: bool = False

    @property
    def differs(self) -> bool:
        """True where the CRM tells something else; what it does not tell is no difference."""
        return self.theirs not in {NOT_TOLD, self.ours}


def compared(booking: Booking, there: ShownThere, *, now: datetime) -> tuple[ComparedLine, ...]:
    """Time, length, status, service and person, in the practice's time."""
    order, found = booking.order, there.booking
    is_off = booking.action is OutboxAction.CANCEL
    ends = found.end_at if found else None
    length = length_words(ends - found.start_at) if found and ends else NOT_TOLD
    line = ComparedLine
    return (
        line(
            label=say("Time"),
            ours=_when(order.start_at, order, now),
            theirs=_when(found.start_at, order, now) if found else NOT_TOLD,
        ),
        line(label=say("Length"), ours=length_words(order.length), theirs=length),
        line(
            label=say("Status"),
            ours=_STATUSES[CrmStatus.CANCELLED if is_off else CrmStatus.BOOKED],
            theirs=_STATUSES[found.status] if found else say("Not there any more"),
        ),
        line(
            label=say("Service"),
            ours=order.service,
            theirs=_service(found.title if found else None, order),
            is_personal=True,
        ),
        line(
            label=say("Person"),
            ours=order.person.full_name or NOT_TOLD,
            theirs=there.person or NOT_TOLD,
            is_personal=True,
        ),
    )


def _when(at: datetime, order: BookingOrder, now: datetime) -> str:
    day, today = local(at, order.timezone).date(), local(now, order.timezone).date()
    date_words = weekday_date(day, current=today)
    return say("{time} {date}", time=clock_time(at, order.timezone), date=date_words)


def _service(title: str | None, order: BookingOrder) -> str:
    """A record is called by its service, and by the person or the clinician after it; one that
    somebody called otherwise is told as it is called.
    """
    for name in (order.person.full_name, order.doctor_name):
        if title and name and title.endswith(f" - {name}"):
            return title.removesuffix(f" - {name}")
    return title or NOT_TOLD
