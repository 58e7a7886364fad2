"""Says once that the internet is back, and what that changed. No Qt; no patients' names."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheet
from app.ui.bookings_watch import BookingsStanding
from app.ui.language import tr, tr_count
from app.ui.sheet_feed import Snapshot

_WAIT = timedelta(seconds=50)
"""So long what waited to be sent may take before it is not told of."""


class BackOnline:
    """Follows the snapshots; `say` gets one sentence when a good check ended the outage, and the
    bookings that waited for its end were sent.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._before: RunSheet | None = None
        self._after: RunSheet | None = None
        self._back_at: datetime | None = None
        self._bookings = BookingsStanding()
        self._waited: frozenset[str] = frozenset()

    def note(self, snapshot: Snapshot) -> None:
        """The newest snapshot."""
        sheet = snapshot.sheet
        if sheet.freshness.state is FreshnessState.OFFLINE:
            self._before, self._after = self._before or sheet, None
            self._waited |= self._bookings.under_way
            return
        before = self._before
        if before is None or snapshot.error is not None or not sheet.freshness.is_good:
            return
        if self._after is None:
            self._after, self._back_at = sheet, snapshot.now
        self._tell(before, is_over=snapshot.now - (self._back_at or snapshot.now) >= _WAIT)

    def note_bookings(self, standing: BookingsStanding) -> None:
        """What is sent, and what waits, is another."""
        self._bookings = standing
        if self._before is not None and self._after is None:
            self._waited |= standing.under_way
        elif self._before is not None:
            self._tell(self._before)

    def _tell(self, before: RunSheet, *, is_over: bool = False) -> None:
        if self._after is None or (self._waited & self._bookings.under_way and not is_over):
            return
        sent = len(self._waited - self._bookings.under_way - self._bookings.attention)
        words = back_online_words(before, self._after, sent=sent)
        self._before, self._after, self._waited = None, None, frozenset()
        self._say(words)


def back_online_words(before: RunSheet, after: RunSheet, *, sent: int = 0) -> str:
    """`Back online. 3 changes, 1 booking sent.`; of another day no changes are told."""
    parts = [] if before.day != after.day else [_changes_words(before, after)]
    parts += [tr_count(sent, "{n} booking sent", "{n} bookings sent")] if sent else []
    if not parts:
        return tr("Back online.")
    return tr("Back online. {changes}.", changes=", ".join(parts))


def _changes_words(before: RunSheet, after: RunSheet) -> str:
    from app.ui.today.changes import count_changes

    changed = sum(count_changes(before, after).values())
    return tr_count(changed, "{n} change", "{n} changes") if changed else tr("No changes")
