"""What the open form is for: a new booking, another time for one, or mending a refused one."""

from dataclasses import dataclass
from enum import Enum

from app.domain.stored_booking import Booking


class Kind(Enum):
    """The form's three uses; the value is its heading."""

    NEW = "New booking"
    MOVE = "Move a booking"
    FIX = "Fix and send"

    @property
    def verb(self) -> str:
        """What its button does."""
        return {Kind.NEW: "Book", Kind.MOVE: "Move", Kind.FIX: "Send"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One opening of the form. `reference` is made once for it, so that however often Book is
    pressed there is one booking. `booking` is the one that is moved or mended. `row_id`: the row
    of the run sheet it is made from.
    """

    kind: Kind
    reference: str
    timezone: str | None = None
    row_id: str | None = None
    booking: Booking | None = None

    def button_words(self, label: str, *, is_offline: bool) -> str:
        """`Book in HubSpot`, `Book when online`."""
        if is_offline:
            return f"{self.kind.verb} when online"
        link = {Kind.NEW: "in", Kind.MOVE: "in", Kind.FIX: "to"}[self.kind]
        return f"{self.kind.verb} {link} {label}" if label else self.kind.verb
