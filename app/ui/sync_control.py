"""Sync now, for the whole window: never two at once, with progress, Cancel and a cool-down."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.said import say
from app.domain.sync_run import SyncProgress, SyncRun, SyncTrigger
from app.ui.cool_down import is_resting, resting_words
from app.ui.language import translated
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

# Progress is told at most this often: a practice of fifty answers faster than anybody reads.
PROGRESS_MS = 100

SyncOne = Callable[[str], Coroutine[Any, Any, SyncRun]]


class SyncControl(QObject):
    """`changed`: it started, went on or ended. `ended`: tuple of `SyncRun`. `refused`: why not;
    `failed`: what the window says, too.
    """

    changed = Signal()
    ended = Signal(object)
    refused = Signal(str)
    failed = Signal(str)

    def __init__(self, late: LateServices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late = late
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._progress: dict[str, SyncProgress] = {}
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
        self,
        connection_ids: Sequence[str] | None = None,
        *,
        day: date | None = None,
        is_anew: bool = False,
    ) -> None:
        """Syncs these connections (None: all that are set up) but those whose list of today was
        checked within 30 s; where that is all of them it refuses kindly. `is_anew`: what is to be
        read is other than before, so that no check of before counts.
        """
        if not self.is_running:
            rests = day is None and not is_anew  # the check that is told of is one of today
            self._begin(connection_ids, day, rests=rests)

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
        *,
        rests: bool = False,
    ) -> None:
        """`columns`: only these people's, by connection; of others everybody's. `rests`: not those
        that were checked a moment ago.
        """
        self._progress.clear()
        sync = partial(self._sync_one, columns=columns, day=day, trigger=trigger)
        self._task = self._tasks.start(self._run(connection_ids, sync, rests=rests))
        if not self._late.is_open:
            self.changed.emit()  # it takes a while until it begins

    def _sync_one(
        self, connection_id: str, *, columns: Mapping[str, Sequence[str]], **options: Any
    ) -> Coroutine[Any, Any, SyncRun]:
        return self._late.services.sync.run(
            connection_id,
            practitioner_ids=columns.get(connection_id),
            progress=self._note,
            **options,
        )

    async def _run(
        self, connection_ids: Sequence[str] | None, sync: SyncOne, *, rests: bool
    ) -> None:
        runs: tuple[SyncRun, ...] = ()
        try:
            await self._late.ready()
            ids = await self._ids_to_sync(connection_ids, rests=rests)
            if ids:
                self.changed.emit()
                runs = await self._run_all(ids, sync)
        except RunSheetError as error:
            self.failed.emit(translated(error))
            raise
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
        faults = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        faults.sort(key=lambda fault: isinstance(fault, RunSheetError))  # a bug goes first
        if faults:
            raise faults[0]
        return runs

    async def _ids_to_sync(self, wanted: Sequence[str] | None, *, rests: bool) -> Sequence[str]:
        """Those to sync now; where there is none, it says why."""
        if wanted is not None and not rests:
            return wanted
        overviews = await self._late.services.connections.list()
        known = {each.connection.id: each.connection for each in overviews}
        ids = wanted if wanted is not None else [one for one in known if _is_ready(known[one])]
        if not ids:
            self.refused.emit(translated(_NOTHING_TO_SYNC))
        return self._due_of(ids, known) if rests else ids

    def _due_of(self, ids: Sequence[str], known: Mapping[str, Connection]) -> Sequence[str]:
        now = self._late.services.now()
        resting = [one for one in ids if one in known and is_resting(known[one], now=now)]
        due = [one for one in ids if one not in resting]
        if resting and not due:
            self.refused.emit(resting_words((known[one] for one in resting), now=now))
        return due

    def _note(self, progress: SyncProgress) -> None:
        self._progress[progress.connection_id] = progress
        done, total = self.progress
        if done == total:
            self._telling.stop()
            self.changed.emit()
        elif not self._telling.isActive():
            self._telling.start()


_NOTHING_TO_SYNC = say("No connection is switched on. Connections says which are off.")


def _is_ready(connection: Connection) -> bool:
    return connection.is_paired and connection.sync_enabled
