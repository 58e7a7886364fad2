"""What a person can do about a booking, by its state."""

from enum import Enum

from app.domain.booking import BookingStatus
from app.domain.stored_booking import Booking


class Deed(Enum):
    """Something to do with the booking in focus; the value is the button's words."""

    UNDO = "Undo cancelling"
    FIX = "Fix and send…"
    CHECK = "Check now"
    SEND_AGAIN = "Send again"
    IS_THERE = "It is there…"
    MOVE = "Move…"
    CANCEL = "Cancel booking…"
    SET_ASIDE = "Finished by hand"
    DISMISS = "Dismiss"
    SETTINGS = "Open settings"

    @property
    def is_first(self) -> bool:
        """The deed that most likely helps, where it is offered."""
        return self in {Deed.UNDO, Deed.FIX, Deed.SETTINGS}


_STOPPED = frozenset({"CRM-01", "CRM-02", "WRITE-06", "WRITE-07", "KEY-01", "KEY-02"})
"""What only somebody who sets RunSheet up can repair."""

_BY_STATUS: dict[BookingStatus, tuple[Deed, ...]] = {
    BookingStatus.SENDING: (Deed.MOVE, Deed.CANCEL),
    BookingStatus.CHECKING: (Deed.CHECK, Deed.MOVE, Deed.CANCEL),
    BookingStatus.CONFIRMED: (Deed.MOVE, Deed.CANCEL),
    BookingStatus.REFUSED: (Deed.FIX, Deed.SET_ASIDE),
    BookingStatus.NEEDS_REVIEW: (Deed.CHECK, Deed.IS_THERE, Deed.SEND_AGAIN, Deed.SET_ASIDE),
    BookingStatus.EXPIRED: (Deed.DISMISS,),
}


def deeds_of(booking: Booking) -> tuple[Deed, ...]:
    """What can be done about a booking, the likeliest first."""
    if booking.status is BookingStatus.WAITING:
        return _of_waiting(booking)
    deeds = _BY_STATUS.get(booking.status, ())
    return (Deed.SETTINGS, *deeds) if booking.error_code in _STOPPED else deeds


def _of_waiting(booking: Booking) -> tuple[Deed, ...]:
    if booking.undo_until is not None:
        return (Deed.UNDO,)
    first = (Deed.SETTINGS,) if booking.error_code in _STOPPED else ()
    again = (Deed.CHECK,) if booking.error_code is not None else ()
    return (*first, *again, Deed.MOVE, Deed.CANCEL)
