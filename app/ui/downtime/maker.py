"""Makes the downtime pack again after each check: soon, but not more than once a minute.

The pages are painted on another thread, into memory; only the encrypted file reaches the disk.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.domain.errors import RunSheetError
from app.domain.practice_day import local
from app.domain.privacy import SEEN
from app.domain.run_sheet import RunSheet
from app.domain.words import clock_time, short_date
from app.services.changes import Change, Topic
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.printing.day_list import Choice, PrintedDay, PrintedList, printed_lists
from app.ui.printing.pdf import pdf_of
from app.ui.privacy.words import practice_name
from app.ui.sheet_feed import Snapshot
from app.ui.tasks import Tasks
from app.ui.today.shelf import CardShelf

if TYPE_CHECKING:
    from app.services.connections.service import ConnectionOverview

SETTLE_S, APART_S, TIDY_S = 3.0, 60.0, 3600.0


class PackMaker(QObject):
    """Works from `start` on, for as long as `tasks` do."""

    def __init__(
        self,
        context: PageContext,
        tasks: Tasks,
        parent: QObject,
        *,
        settle_s: float = SETTLE_S,
        apart_s: float = APART_S,
        tidy_s: float = TIDY_S,
    ) -> None:
        super().__init__(parent)
        self._context, self._tasks = context, tasks
        self._settle_s, self._apart_s, self._tidy_s = settle_s, apart_s, tidy_s
        self._wanted = asyncio.Event()
        self._made: tuple[PrintedList, ...] = ()
        self._unsubscribe: Callable[[], None] | None = None
        self.count = 0

    def start(self) -> None:
        """Listens to the services, which are open; what is stored now is packed first."""
        self._unsubscribe = self._context.services.changes.subscribe(self._hear)
        self._wanted.set()
        self._tasks.start(self._run())
        self._tasks.start(self._keep_tidy())

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.RUN_SHEET:
            self._wanted.set()

    async def _run(self) -> None:
        """Waits until a burst of changes has settled; a fault is told when a pack is opened."""
        try:
            while True:
                await self._wanted.wait()
                await asyncio.sleep(self._settle_s)
                self._wanted.clear()
                begun = time.monotonic()
                try:
                    await self.make()
                except RunSheetError:
                    self._made = ()  # noted in the log; tried again at the next change
                except Exception as error:  # noqa: BLE001  # told like every bug, and no reason to stop
                    sys.excepthook(type(error), error, error.__traceback__)
                await asyncio.sleep(max(0.0, self._apart_s - (time.monotonic() - begun)))
        finally:
            if self._unsubscribe is not None:
                self._unsubscribe()

    async def _keep_tidy(self) -> None:
        """Removes what is too old, also on a PC that makes no pack any more."""
        services = self._context.services
        while True:
            with contextlib.suppress(RunSheetError):  # noted in the log; tried again in an hour
                sheet = await services.run_sheet.sheet(None)
                await services.downtime.clean_up(sheet.day)
            await asyncio.sleep(self._tidy_s)

    async def make(self) -> bool:
        """Makes the pack if its lists would be others; True when it was made."""
        services = self._context.services
        first = await services.run_sheet.sheet(None)
        if not first.columns:
            return False
        following = await services.run_sheet.sheet(await services.downtime.next_day(first.day))
        overviews = await services.connections.list()
        now = services.now()
        lists = [
            each for sheet in (first, following) for each in await _lists(sheet, overviews, now=now)
        ]
        if tuple(lists) == self._made:
            return False
        day = PrintedDay(
            practice=practice_name(Snapshot(sheet=first, overviews=overviews, now=now)),
            stamp=_stamp(now, first.timezone),
            lists=tuple(lists),
        )
        body = await asyncio.to_thread(pdf_of, day, QGuiApplication.font().family())
        await services.downtime.save(first.day, body)
        self._made = tuple(lists)
        self.count += 1
        return True


async def _lists(
    sheet: RunSheet, overviews: Sequence["ConnectionOverview"], *, now: datetime
) -> tuple[PrintedList, ...]:
    """A page for each clinician of a day; names in full, since the file is encrypted."""
    snapshot = Snapshot(sheet=sheet, overviews=tuple(overviews), now=now)
    cards = await CardShelf(lambda: SEEN).fill(snapshot)
    return printed_lists(sheet, cards, choice=Choice.EACH_CLINICIAN, now=now)


def _stamp(now: datetime, timezone: str) -> str:
    """`Downtime pack, made 9:27 am on Tue 18 Nov 2025`."""
    day = short_date(local(now, timezone).date())
    return tr("Downtime pack, made {time} on {date}", time=clock_time(now, timezone), date=day)
