"""What the header says of freshness and of a running sync, and the one sentence after it."""

from PySide6.QtCore import QObject

from app.domain.freshness import FreshnessState
from app.domain.words import clock_time
from app.ui.page import PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.today.freshness_words import Pill, checking_pill, pill_of, unread_pill
from app.ui.today.header import Header


class SyncHead(QObject):
    """Follows the window's sync; `show` follows the list."""

    def __init__(self, context: PageContext, header: Header, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._header = context, header
        self._shown: Snapshot | None = None
        self._before_sync: Snapshot | None = None
        self._says_result = False
        self._result_number = 0
        context.sync.changed.connect(self._note_sync)
        context.sync.ended.connect(self._end_sync)
        context.sync.refused.connect(context.show_message)
        header.sync_wanted.connect(self.start)
        header.cancel_wanted.connect(context.sync.cancel)

    def start(self) -> None:
        """Sync now, of the day on screen."""
        self._context.sync.start(day=self._context.feed.day)

    def show(self, snapshot: Snapshot) -> None:
        """The freshness of this list."""
        self._shown = snapshot
        self._header.show_pill(self._pill(snapshot))

    def say_result(self, snapshot: Snapshot) -> None:
        """One polite sentence per sync, once its list is on screen."""
        if self._context.sync.is_running or snapshot.number < self._result_number:
            return
        before, self._before_sync = self._before_sync, None
        if not self._says_result or before is None:
            return
        self._says_result = False
        checked = snapshot.sheet.freshness.last_success_at or snapshot.now
        at = clock_time(checked, snapshot.sheet.timezone)
        if before.sheet.day == snapshot.sheet.day:
            from app.ui.today.changes import spoken_update

            self._context.announce(spoken_update(before.sheet, snapshot.sheet, at=at))

    def _pill(self, snapshot: Snapshot) -> Pill | None:
        if self._context.sync.is_running:
            return checking_pill(*self._context.sync.progress)
        sheet = snapshot.sheet
        if snapshot.error is not None:
            return unread_pill(sheet.freshness, timezone=sheet.timezone, now=snapshot.now)
        if snapshot.is_checking:
            return checking_pill(0, 0)
        if not snapshot.overviews and not sheet.rows:
            return None
        return freshness_pill(snapshot)

    def _note_sync(self) -> None:
        sync = self._context.sync
        if sync.is_running and self._before_sync is None:
            self._before_sync = self._shown
        done, total = sync.progress
        self._header.show_sync(running=sync.is_running, done=done, total=total)
        if self._shown is not None:
            self._header.show_pill(self._pill(self._shown))

    def _end_sync(self, runs: object) -> None:
        self._says_result = bool(runs)
        self._result_number = self._context.feed.refresh()


def freshness_pill(snapshot: Snapshot) -> Pill:
    """The pill of the list's state; of a refused sign-in it tells one connection's own words."""
    sheet, told, system = snapshot.sheet, snapshot.sheet.freshness, snapshot.systems
    if told.state is FreshnessState.SIGN_IN:
        refused = (one for one in snapshot.overviews if one.freshness.state is told.state)
        waiting = next(refused, None)
        if waiting is not None:
            told, system = waiting.freshness, waiting.connection.system
    return pill_of(told, system=system, timezone=sheet.timezone, now=snapshot.now)
