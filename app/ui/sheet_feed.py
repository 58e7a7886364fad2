"""What the window shows, loaded once for all its parts: the day's sheet and the connections."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.day_notes import NO_NOTES, DayNotes
from app.domain.errors import DataReadOnly, RunSheetError
from app.domain.freshness import with_next_check
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.since import Unseen
from app.domain.update import UpdateStanding
from app.ui.language import tr_and
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

# Ages ("34 min ago", the now line, waiting times) move on once a minute; so does midnight.
TICK_MS = 60_000
_AT_A_TIME = 500
LETTER_KEYS = "keys.single_letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One consistent view: a day's sheet, the connections, and when they were read (aware UTC).

    `next_day` is looked for when the day is empty: the next one stored with appointments.
    `next_checks`: when the clock starts each connection's next sync, by its id. `notes`: what else
    a person should know of the day. `unseen`: what changed since somebody last looked on this PC.
    `has_letter_keys`: single letters are keys of the board. `number`: of the load that read it.
    `error`: why nothing newer could be read; all but `now` is then as it was read before.
    `read_only`: why nothing can be kept; nothing is checked then either. `update`: of RunSheet.
    """

    sheet: RunSheet
    overviews: tuple["ConnectionOverview", ...]
    now: datetime
    next_day: date | None = None
    next_checks: Mapping[str, datetime | None] = field(default_factory=dict)
    notes: DayNotes = NO_NOTES
    unseen: tuple[Unseen, ...] = ()
    has_letter_keys: bool = True
    number: int = 0
    error: RunSheetError | None = None
    read_only: DataReadOnly | None = None
    update: UpdateStanding | None = None

    @property
    def next_check_at(self) -> datetime | None:
        """When the clock starts the next sync of all."""
        return min((at for at in self.next_checks.values() if at is not None), default=None)

    def with_next_check(self, sheet: RunSheet) -> RunSheet:
        """The sheet told when it is checked next, in the schedule's one answer to that."""
        fresh = with_next_check(sheet.freshness, self.next_check_at, now=self.now)
        return replace(sheet, freshness=fresh)

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
        return tr_and(tuple(names))


class SheetFeed(QObject):
    """Loads again after every change, one load at a time. `changed` carries a `Snapshot`."""

    changed = Signal(object)

    def __init__(self, late: LateServices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late, self._tasks = late, tasks
        self._day: date | None = None
        self._is_loading = self._is_due = False
        self._number = 0
        self.snapshot: Snapshot | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

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

    def refresh(self) -> int:
        """Loads from disk; several wishes during a load become one more load.

        The number of the load that begins now or next: what was true before is in its snapshot.
        """
        if self._is_loading:
            self._is_due = True
            return self._number + 1
        self._is_loading = True
        self._number += 1
        self._tasks.start(self._load())
        return self._number

    def close(self) -> None:
        """Stops listening, and looks at no clock any more."""
        self._timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()

    def _hear(self, _change: object) -> None:
        self.refresh()

    async def _load(self) -> None:
        try:
            self._show(await self._read())
        except RunSheetError as error:
            if not self._show_unread(error):
                raise
        except asyncio.CancelledError:
            self._is_due = False
            raise
        except Exception:
            self._show_unread(RunSheetError())
            raise
        finally:
            self._is_loading = False
            if self._is_due:
                self._is_due = False
                self.refresh()

    async def _read(self) -> Snapshot:
        services = await self._late.ready()
        overviews = await services.connections.list()
        sheet = await self._with_known_rows(await services.run_sheet.sheet(self._day))
        next_day = None if sheet.rows else await services.run_sheet.next_day(sheet.day)
        notes = await services.day_notes.look(self._day)
        unseen = await services.run_sheet.unseen(sheet)
        saved = await services.preferences.read()
        now = services.now()
        is_checked = services.read_only is None
        next_checks = await services.schedule.next_sync_times() if is_checked else {}
        snapshot = Snapshot(
            sheet=sheet,
            overviews=overviews,
            now=now,
            next_day=next_day,
            next_checks=next_checks,
            notes=notes,
            unseen=unseen,
            has_letter_keys=saved.get(LETTER_KEYS) != "no",
            number=self._number,
            read_only=services.read_only,
            update=await services.updates.standing(),
        )
        return replace(snapshot, sheet=snapshot.with_next_check(sheet))

    async def _with_known_rows(self, sheet: RunSheet) -> RunSheet:
        """The sheet with the very rows that are on screen where they are equal, and all of them at
        once where nothing changed: what was made of them is then known to hold at a glance.
        """
        before = self.snapshot.sheet.rows if self.snapshot is not None else ()
        known = {row.id: row for row in before}
        rows: list[RunSheetRow] = []
        for number, row in enumerate(sheet.rows, start=1):
            same = known.get(row.id)
            rows.append(row if same is None or same != row else same)
            if number % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        is_same = len(rows) == len(before) and all(map(is_, rows, before))
        return replace(sheet, rows=before if is_same else tuple(rows))

    def _show_unread(self, error: RunSheetError) -> bool:
        """The list that is there, marked as one that could not be read again; False without one."""
        if self.snapshot is None:
            return False
        now = self._late.services.now()
        self._show(replace(self.snapshot, now=now, error=error))
        return True

    def _show(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.changed.emit(snapshot)
