"""Keeps the desk's standing true, also while the window is hidden or shows another day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import RunSheetError
from app.domain.run_sheet import RunSheet
from app.services.changes import Topic
from app.ui.page import PageContext
from app.ui.sheet_feed import Snapshot
from app.ui.tasks import Tasks
from app.ui.tray.standing import Standing

if TYPE_CHECKING:
    from app.services.changes import Change

MUTED_UNTIL = "notify.muted_until"
LEVEL = "notify.level"


class StandingFeed(QObject):
    """`changed` carries a `Standing`: with each snapshot, each sync's begin and end, each choice.

    Made once the services are open.
    """

    changed = Signal(object)

    def __init__(self, context: PageContext, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tasks = context, tasks
        self._saved: Mapping[str, str] = {}
        self.standing: Standing | None = None
        self.preferences_read = False
        context.feed.changed.connect(self._take)
        context.sync.changed.connect(self._show_again)
        context.privacy.changed.connect(self._show_again)
        context.bookings.changed.connect(self._show_again)
        self._unsubscribe = context.services.changes.subscribe(self._hear)
        self._tasks.start(self._read_preferences())
        if context.feed.snapshot is not None:
            self._take(context.feed.snapshot)

    @property
    def saved(self) -> Mapping[str, str]:
        """The preferences as last read."""
        return self._saved

    def close(self) -> None:
        """Stops listening."""
        self._unsubscribe()

    def _hear(self, change: "Change") -> None:
        if change.topic is Topic.PREFERENCES:
            self._tasks.start(self._read_preferences())

    async def _read_preferences(self) -> None:
        self._saved = await self._context.services.preferences.read()
        self.preferences_read = True
        self._show_again()

    def _take(self, snapshot: Snapshot) -> None:
        if snapshot.is_today:
            self._show(_standing(snapshot, snapshot.sheet, snapshot.error))
        else:
            self._tasks.start(self._take_today_of(snapshot))

    async def _take_today_of(self, snapshot: Snapshot) -> None:
        """Another day is on screen: the tray still tells of today, or that it can't be read."""
        try:
            sheet = await self._context.services.run_sheet.sheet()
        except RunSheetError as error:
            if self.standing is not None:
                self._show(replace(self.standing, now=snapshot.now, error=error))
        else:
            self._show(_standing(snapshot, snapshot.with_next_check(sheet), None))

    def _show_again(self) -> None:
        if self.standing is not None:
            self._show(replace(self.standing, now=self._context.services.now()))

    def _show(self, standing: Standing) -> None:
        checks = [each.is_syncing for each in standing.overviews]
        self.standing = replace(
            standing,
            is_checking=self._context.sync.is_running or any(checks),
            is_private=self._context.privacy.is_on,
            hides_counts=self._context.privacy.veil.hides_board,
            muted_until=_instant(self._saved.get(MUTED_UNTIL)),
            level=self._saved.get(LEVEL, ""),
            late_bookings=self._context.bookings.standing.late,
        )
        self.changed.emit(self.standing)


def _standing(snapshot: Snapshot, today: RunSheet, error: RunSheetError | None) -> Standing:
    return Standing(sheet=today, overviews=snapshot.overviews, now=snapshot.now, error=error)


def _instant(text: str | None) -> datetime | None:
    """A saved instant, aware; None for anything else."""
    try:
        instant = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None
