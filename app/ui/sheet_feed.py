"""What the window shows, loaded once for all its parts: the day's sheet and the connections."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections import ConnectionOverview

# Ages ("34 min ago", the now line, waiting times) move on once a minute; so does midnight.
TICK_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One consistent view: a day's sheet, the connections, and when they were read (aware UTC).

    `next_day` is looked for when the day is empty: the next one stored with appointments.
    """

    sheet: RunSheet
    overviews: tuple["ConnectionOverview", ...]
    now: datetime
    next_day: date | None = None

    @property
    def is_today(self) -> bool:
        """True when the sheet is of the practice's current day."""
        return self.sheet.day == today(self.now, self.sheet.timezone).day

    @property
    def is_checking(self) -> bool:
        """True while any process syncs any of the connections."""
        return any(overview.is_syncing for overview in self.overviews)

    @property
    def systems(self) -> str:
        """`Gentu`, `Gentu and Halaxy`: the systems that are connected."""
        names = dict.fromkeys(overview.connection.system for overview in self.overviews)
        return " and ".join(names)


class SheetFeed(QObject):
    """Loads again after every change, one load at a time. `changed` carries a `Snapshot`."""

    changed = Signal(object)

    def __init__(self, late: LateServices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late, self._tasks = late, tasks
        self._day: date | None = None
        self._is_loading = self._is_due = False
        self.snapshot: Snapshot | None = None
        self._unsubscribe: Callable[[], None] | None = None
        timer = QTimer(self, interval=TICK_MS)
        timer.timeout.connect(self.refresh)
        timer.start()

    @property
    def day(self) -> date | None:
        """The day a person chose; None follows the practice's today over midnight."""
        return self._day

    @property
    def is_idle(self) -> bool:
        """True when nothing is being loaded and nothing is due."""
        return not self._is_loading and not self._is_due

    def show_day(self, day: date | None) -> None:
        """Shows another day, or today again (None)."""
        self._day = day
        self.refresh()

    def step_day(self, days: int) -> None:
        """Goes `days` on or back from the day on screen."""
        if self.snapshot is None:
            return
        sheet = self.snapshot.sheet
        chosen = sheet.day + timedelta(days=days)
        current = today(self.snapshot.now, sheet.timezone).day
        self.show_day(None if chosen == current else chosen)

    def begin(self) -> None:
        """The services are open: listens to them, and loads."""
        self._unsubscribe = self._late.services.changes.subscribe(self._hear)
        self.refresh()

    def show_first_look(self, sheet: RunSheet, now: datetime) -> None:
        """Shows a sheet that was read before the services are open."""
        self.snapshot = Snapshot(sheet=sheet, overviews=(), now=now)
        self.changed.emit(self.snapshot)

    def refresh(self) -> None:
        """Loads from disk; several wishes during a load become one more load."""
        if self._is_loading:
            self._is_due = True
            return
        self._is_loading = True
        self._tasks.start(self._load())

    def close(self) -> None:
        """Stops listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()

    def _hear(self, _change: object) -> None:
        self.refresh()

    async def _load(self) -> None:
        try:
            services = await self._late.ready()
            overviews = await services.connections.list()
            sheet = await services.run_sheet.sheet(self._day)
            next_day = None if sheet.rows else await services.run_sheet.next_day(sheet.day)
        finally:
            self._is_loading = False
        self.snapshot = Snapshot(
            sheet=sheet, overviews=overviews, now=services.now(), next_day=next_day
        )
        self.changed.emit(self.snapshot)
        if self._is_due:
            self._is_due = False
            self.refresh()
