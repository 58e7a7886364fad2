"""What the page reads, and when: the newest rows, the ones before them, the check in focus."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ConnectionNotFound
from app.domain.history import HistoryFilter
from app.ui.history.feed import Around, Rows, read_around
from app.ui.history.model import HistoryModel
from app.ui.history.table import HistoryTable
from app.ui.page import PageContext
from app.ui.rereading import Rereading
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview


class HistoryReading(QObject):
    """Keeps the list as it is stored, and reads the details of whatever check is in focus.

    `around_read`: an `Around`, before the rows follow. `rows_read`: the list is as it stands now.
    `detail_read`: the `RunDetail` of the check in focus. `failed`: the `RunSheetError` instead.
    """

    around_read = Signal(object)
    rows_read = Signal()
    detail_read = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        context: PageContext,
        table: HistoryTable,
        model: HistoryModel,
        *,
        wanted: Callable[[], HistoryFilter],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        """`wanted` says which checks are to be listed."""
        super().__init__(parent)
        self._context, self._table, self._model = context, table, model
        self._wanted, self._tasks = wanted, tasks
        self._rows, self._paging = Rows(), asyncio.Lock()
        self.around: Around | None = None
        self._wanted_run: str | None = None
        self._is_new = self._is_reading = False
        self._rereading = Rereading(tasks, self._read, on_error=self.failed.emit)

    @property
    def is_settled(self) -> bool:
        """True when nothing is being read and nothing is due."""
        return self.around is not None and self._rereading.is_idle and not self._is_reading

    def start(self) -> None:
        """Reads the newest page again."""
        self._rereading.start()

    def start_anew(self) -> None:
        """Another filter's checks, from the newest."""
        self._is_new = True
        self.start()

    def start_at(self, run_id: str | None) -> None:
        """Down to a check that is asked for; without one, from the newest."""
        self._wanted_run = run_id
        self.start_anew()

    def start_more(self) -> None:
        """The checks before those that are listed."""
        self._tasks.start(self._read_more())

    def start_detail(self) -> None:
        """Whatever check is in focus, one reading at a time."""
        if not self._is_reading and self._table.current is not None:
            self._is_reading = True
            self._tasks.start(self._read_details())

    async def _read(self) -> None:
        services, is_new = self._context.services, self._is_new
        self._is_new = False
        around = await read_around(services, await self._overviews())
        rows = await self._rows.read_newest(services, self._wanted(), around.setting, is_new=is_new)
        self.around = around
        self.around_read.emit(around)
        await asyncio.sleep(0)  # what is on screen is painted in small steps
        if is_new:
            self._model.replace(rows)
        else:
            self._model.update_to(rows)
        self._model.has_more = self._rows.next is not None
        await asyncio.sleep(0)
        await self._choose(is_new=is_new)
        self.rows_read.emit()
        self.start_detail()

    async def _overviews(self) -> "tuple[ConnectionOverview, ...]":
        snapshot = self._context.feed.snapshot
        if snapshot is not None and snapshot.overviews:
            return snapshot.overviews
        return await self._context.services.connections.list()

    async def _choose(self, *, is_new: bool) -> None:
        """The run that was asked for, page after page; else the one in focus, or the newest."""
        wanted, self._wanted_run = self._wanted_run, None
        while wanted is not None and not self._table.choose(wanted):
            if not await self._read_more():
                break
        was_found = wanted is not None and self._model.place_of(wanted) is not None
        if (is_new and not was_found) or self._table.current is None:
            self._table.choose_first()

    async def _read_more(self) -> bool:
        """The next page; False when there is none."""
        around = self.around
        if around is None:
            return False
        async with self._paging:  # never the same page twice
            rows = await self._rows.read_more(
                self._context.services, self._wanted(), around.setting
            )
            self._model.add(rows)
            self._model.has_more = self._rows.next is not None
        return bool(rows)

    async def _read_details(self) -> None:
        try:
            shown = None
            while self._table.current is not None and self._table.current.id != shown:
                shown = self._table.current.id
                await self._read_one(shown)
        finally:
            self._is_reading = False

    async def _read_one(self, run_id: str) -> None:
        try:
            detail = await self._context.services.history.run(run_id)
        except ConnectionNotFound:  # removed while it was read; the list follows
            return
        self.detail_read.emit(detail)
