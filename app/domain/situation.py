"""What a connection's practice is doing right now: open, closed, or its checks paused by a person.

Only while it is open does a list's age count against it; a pause is somebody's own decision.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.opening_hours import OpeningHours

OPENING_GRACE = timedelta(minutes=5)
"""After the door opens the night just over is not held against a list: the first check runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """`timezone`: the practice's IANA zone. `paused_*` and `next_check_at` (aware UTC) are the
    connection's; without hours the practice is always open.
    """

    hours: OpeningHours | None = None
    timezone: str = "UTC"
    paused_until: datetime | None = None
    paused_by: str | None = None
    next_check_at: datetime | None = None

    def is_paused(self, now: datetime) -> bool:
        """True until the pause is over."""
        return self.paused_until is not None and now < self.paused_until

    def is_open(self, now: datetime) -> bool:
        """True within opening hours."""
        return self.hours is None or self.hours.is_open(now, timezone=self.timezone)

    def has_just_opened(self, now: datetime) -> bool:
        """True in the first minutes of a day's opening hours."""
        return self.is_open(now) and not self.is_open(now - OPENING_GRACE)

    def next_check(self, now: datetime) -> datetime | None:
        """When the list is checked next by itself: as it was told, else when the hours say so.

        While the practice is about to open the checks are on their way: None.
        """
        if self.next_check_at is not None:
            return self.next_check_at
        if self.hours is None or self.hours.is_awake(now, timezone=self.timezone):
            return None
        return self.hours.next_waking(now, timezone=self.timezone)


ALWAYS_OPEN = Situation()
