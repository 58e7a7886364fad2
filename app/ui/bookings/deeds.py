"""What a person can do about a booking, by its state."""

from enum import Enum

from app.domain.booking import BookingStatus, OutboxAction
from app.domain.stored_booking import Booking


class Deed(Enum):
    """Something to do with the booking in focus; the value is the button's words, `{crm}` standing
    for the name of its CRM.
    """

    UNDO = "Undo cancelling"
    FIX = "Fix and send…"
    PICK = "Pick another time…"
    CHECK = "Check now"
    COMPARE = "Compare"
    RING = "Ring patient"
    SEND_AGAIN = "Send again"
    IS_THERE = "It is there…"
    MOVE = "Move…"
    CANCEL = "Cancel booking…"
    SET_ASIDE = "Finished by hand"
    DISMISS = "Dismiss"
    SETTINGS = "Open settings"
    COPY = "Copy for your admin"
    STATUS_PAGE = "{crm} status page"

    @property
    def is_first(self) -> bool:
        """The deed that most likely helps, where it is offered."""
        return self in _FIRST


_FIRST = frozenset({Deed.UNDO, Deed.FIX, Deed.PICK, Deed.SETTINGS, Deed.COMPARE, Deed.RING})
_STOPPED = frozenset({"ASK-01", "CRM-01", "CRM-02", "WRITE-06", "WRITE-07", "KEY-01", "KEY-02"})
"""What only somebody who sets RunSheet up can repair."""

_BY_STATUS: dict[BookingStatus, tuple[Deed, ...]] = {
    BookingStatus.SENDING: (Deed.MOVE, Deed.CANCEL),
    BookingStatus.CHECKING: (Deed.CHECK, Deed.MOVE, Deed.CANCEL),
    BookingStatus.CONFIRMED: (Deed.MOVE, Deed.CANCEL),
    BookingStatus.REFUSED: (Deed.FIX, Deed.SET_ASIDE),
    BookingStatus.NEEDS_REVIEW: (Deed.CHECK, Deed.IS_THERE, Deed.SEND_AGAIN, Deed.SET_ASIDE),
    BookingStatus.EXPIRED: (Deed.RING, Deed.DISMISS),
}
_REFUSED_CHANGES: dict[OutboxAction, tuple[Deed, ...]] = {
    OutboxAction.MOVE: (Deed.MOVE, Deed.SEND_AGAIN, Deed.IS_THERE, Deed.SET_ASIDE),
    OutboxAction.CANCEL: (Deed.SEND_AGAIN, Deed.IS_THERE, Deed.SET_ASIDE),
}
_UNDER_WAY = frozenset({BookingStatus.WAITING, BookingStatus.SENDING, BookingStatus.CHECKING})
_OF_WISHES = frozenset({Deed.MOVE, Deed.CANCEL})


_FOR_THE_ADMIN = frozenset({"WRITE-06", "WRITE-07"})
_TAKEN, _DIFFERS = "WRITE-02", "WRITE-05"
_OF_THE_VENDOR = frozenset({"NET-02", "NET-05"})
"""What the CRM's vendor may know more of."""


def deeds_of(booking: Booking) -> tuple[Deed, ...]:
    """What can be done about a booking, the likeliest first."""
    deeds = _by_status(booking)
    if booking.error_code == _TAKEN:
        deeds = tuple(Deed.PICK if each is Deed.FIX else each for each in deeds)
    if booking.error_code == _DIFFERS and booking.external_id is not None:
        deeds = (Deed.COMPARE, *deeds)
    if booking.error_code in _OF_THE_VENDOR:
        deeds = (*deeds, Deed.STATUS_PAGE)
    if booking.person.phone is None:
        deeds = tuple(each for each in deeds if each is not Deed.RING)
    return (*deeds, Deed.COPY) if booking.error_code in _FOR_THE_ADMIN else deeds


def _by_status(booking: Booking) -> tuple[Deed, ...]:
    deeds = _BY_STATUS.get(booking.status, ())
    if booking.status is BookingStatus.WAITING:
        again = (Deed.CHECK,) if booking.error_code is not None else ()
        deeds = (*again, Deed.MOVE, Deed.CANCEL)
    elif booking.status is BookingStatus.REFUSED:
        deeds = _REFUSED_CHANGES.get(booking.action, deeds)
    if booking.action is OutboxAction.CANCEL and booking.status in _UNDER_WAY:
        undo = (Deed.UNDO,) if booking.undo_until is not None else ()
        return (*undo, *(each for each in _repaired(booking, deeds) if each not in _OF_WISHES))
    return _repaired(booking, deeds)


def _repaired(booking: Booking, deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    return (Deed.SETTINGS, *deeds) if booking.error_code in _STOPPED else deeds
