"""How the desk stands right now, as the tray, the menus and the notifications see it. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.errors import RunSheetError
from app.domain.freshness import Freshness, FreshnessState
from app.domain.run_sheet import RunSheet

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Today's sheet whatever day is on screen, the connections, and what a person chose.

    `now` and `muted_until` are aware UTC. `is_checking`: any connection is being synced.
    `hides_counts`: privacy shows no board, so that nobody is told how many come either. `error`:
    why nothing newer could be read from this PC; the sheet is then as it was read before.
    `late_bookings`: the ids of those that no CRM confirmed within two minutes.
    """

    sheet: RunSheet
    overviews: tuple["ConnectionOverview", ...]
    now: datetime
    is_checking: bool = False
    is_private: bool = False
    hides_counts: bool = False
    muted_until: datetime | None = None
    level: str = ""
    late_bookings: frozenset[str] = frozenset()
    error: RunSheetError | None = None

    @property
    def freshness(self) -> Freshness:
        """That of today's list."""
        return self.sheet.freshness

    @property
    def state(self) -> FreshnessState:
        """The list's state; a refused sign-in of any connection is seen before anything else."""
        return FreshnessState.SIGN_IN if self.to_sign_in else self.freshness.state

    @property
    def to_sign_in(self) -> "ConnectionOverview | None":
        """The first connection that waits for a sign-in."""
        return self.first_in(FreshnessState.SIGN_IN)

    @property
    def is_muted(self) -> bool:
        """True while a person wants no notifications."""
        return self.muted_until is not None and self.now < self.muted_until

    @property
    def is_paused(self) -> bool:
        """True while a person has paused any of the connections."""
        return any(each.situation.is_paused(self.now) for each in self.overviews)

    @property
    def is_open(self) -> bool:
        """True while any of the practices is: somebody sits there."""
        return any(each.situation.is_open(self.now) for each in self.overviews)

    def first_in(self, *states: FreshnessState) -> "ConnectionOverview | None":
        """The first connection in one of these states."""
        found = (each for each in self.overviews if each.freshness.state in states)
        return next(found, None)
