"""Sync now, for the whole window: never two at once, with progress, Cancel and a cool-down."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.sync_run import SyncProgress, SyncRun, SyncStatus, SyncTrigger
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

COOL_DOWN = timedelta(seconds=30)
# Progress is told at most this often: a practice of fifty answers faster than anybody reads.
PROGRESS_MS = 100

SyncOne = Callable[[str], Coroutine[Any, Any, SyncRun]]


class SyncControl(QObject):
    """`changed`: it started, went on or ended. `ended`: tuple of `SyncRun`. `refused`: why not."""

    changed = Signal()
    ended = Signal(object)
    refused = Signal(str)

    def __init__(self, late: LateServices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late = late
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._progress: dict[str, SyncProgress] = {}
        self._last_good: datetime | None = None
        self._telling = QTimer(self, interval=PROGRESS_MS, singleShot=True)
        self._telling.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        """True from the press of the button to the end of the last connection's run."""
        return self._task is not None

    @property
    def progress(self) -> tuple[int, int]:
        """Clinicians done of all, over every connection being synced; (0, 0) before it is known."""
        parts = self._progress.values()
        return sum(part.done for part in parts), sum(part.total for part in parts)

    def start(
        self, connection_ids: Sequence[str] | None = None, *, day: date | None = None
    ) -> None:
        """Syncs these connections (None: all that are set up); refuses kindly within 30 s."""
        if self.is_running:
            return
        wait = self._cool_down_words() if connection_ids is None else None
        if wait:
            self.refused.emit(wait)
            return
        self._begin(connection_ids, day)

    def retry(self, connection_id: str, *, day: date, practitioner_ids: Sequence[str]) -> None:
        """Tries again what failed: these people's columns (none named: everybody's) of a day."""
        if not self.is_running:
            columns = {connection_id: practitioner_ids} if practitioner_ids else {}
            self._begin([connection_id], day, columns, SyncTrigger.RETRY)

    def start_columns(
        self, practitioner_ids: Mapping[str, Sequence[str]], *, day: date | None
    ) -> None:
        """Syncs these people's columns only, by connection."""
        if not self.is_running:
            self._begin(tuple(practitioner_ids), day, practitioner_ids)

    def cancel(self) -> None:
        """Stops the run; what was not committed leaves no trace."""
        if self._task is not None:
            self._task.cancel()

    def _begin(
        self,
        connection_ids: Sequence[str] | None,
        day: date | None,
        columns: Mapping[str, Sequence[str]] = MappingProxyType({}),
        trigger: SyncTrigger = SyncTrigger.MANUAL,
    ) -> None:
        """`columns`: only these people's, by connection; of others everybody's."""
        self._progress.clear()
        sync = partial(self._sync_one, columns=columns, day=day, trigger=trigger)
        self._task = self._tasks.start(self._run(connection_ids, sync))
        self.changed.emit()

    def _sync_one(
        self, connection_id: str, *, columns: Mapping[str, Sequence[str]], **options: Any
    ) -> Coroutine[Any, Any, SyncRun]:
        return self._late.services.sync.run(
            connection_id,
            practitioner_ids=columns.get(connection_id),
            progress=self._note,
            **options,
        )

    def _cool_down_words(self) -> str | None:
        if self._last_good is None:
            return None
        age = self._late.services.now() - self._last_good
        if not timedelta(0) <= age < COOL_DOWN:
            return None
        seconds = int(age.total_seconds())
        return f"Checked {seconds} s ago. You can check again in {30 - seconds} s."

    async def _run(self, connection_ids: Sequence[str] | None, sync: SyncOne) -> None:
        runs: tuple[SyncRun, ...] = ()
        try:
            await self._late.ready()
            ids = connection_ids if connection_ids is not None else await self._ready_ids()
            if not ids:
                self.refused.emit(_NOTHING_TO_SYNC)
            runs = await self._run_all(ids, sync)
        finally:
            self._task = None
            self._progress.clear()
            self._telling.stop()
            self.changed.emit()
        self.ended.emit(runs)

    async def _run_all(self, ids: Sequence[str], sync: SyncOne) -> tuple[SyncRun, ...]:
        """Every connection side by side; the first fault is raised once all have ended."""
        outcomes = await asyncio.gather(*(sync(each) for each in ids), return_exceptions=True)
        runs = tuple(outcome for outcome in outcomes if isinstance(outcome, SyncRun))
        if runs and all(run.status is SyncStatus.SUCCESS for run in runs):
            self._last_good = self._late.services.now()
        faults = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        faults.sort(key=lambda fault: isinstance(fault, RunSheetError))  # a bug goes first
        if faults:
            raise faults[0]
        return runs

    async def _ready_ids(self) -> list[str]:
        overviews = await self._late.services.connections.list()
        return [each.connection.id for each in overviews if _is_ready(each.connection)]

    def _note(self, progress: SyncProgress) -> None:
        self._progress[progress.connection_id] = progress
        done, total = self.progress
        if done == total:
            self._telling.stop()
            self.changed.emit()
        elif not self._telling.isActive():
            self._telling.start()


_NOTHING_TO_SYNC = "No connection is switched on. Connections says which are off."


def _is_ready(connection: Connection) -> bool:
    return connection.is_paired and connection.sync_enabled
