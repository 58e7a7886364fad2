"""Says once that the internet is back, and what that changed. No Qt; no patients' names."""

from collections.abc import Callable

from app.domain.freshness import FreshnessState
from app.domain.run_sheet import RunSheet
from app.domain.words import count_words
from app.ui.sheet_feed import Snapshot


class BackOnline:
    """Follows the snapshots; `say` gets one sentence when a good check ended the outage."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._before: RunSheet | None = None

    def note(self, snapshot: Snapshot) -> None:
        """The newest snapshot."""
        sheet = snapshot.sheet
        if sheet.freshness.state is FreshnessState.OFFLINE:
            self._before = self._before or sheet
            return
        before = self._before
        if before is None or snapshot.error is not None or not sheet.freshness.is_good:
            return
        self._before = None
        self._say(back_online_words(before, sheet))


def back_online_words(before: RunSheet, after: RunSheet) -> str:
    """`Back online. 3 changes.`; of another day only that it is back."""
    if before.day != after.day:
        return "Back online."
    from app.ui.today.changes import count_changes

    changed = sum(count_changes(before, after).values())
    return f"Back online. {count_words(changed, 'change') if changed else 'No changes'}."
