"""Syncing: one door to run a connection's sync, its history, and the questions it raised."""

import asyncio
import contextlib
from collections.abc import Callable, Collection
from datetime import date

from app.domain.audit import Deed
from app.domain.connection import Connection
from app.domain.errors import NobodyMapped, NotPairedYet, RunSheetError, SyncFenced, SyncRunning
from app.domain.practice_day import today
from app.domain.sync_run import SyncProgress, SyncRun, SyncTrigger
from app.services.changes import Topic
from app.services.core import LABELS, Core
from app.services.logs import Event, log_event
from app.services.pc.who import current_user
from app.services.settings import FALLBACK_TIMEZONE
from app.services.sync.job import SyncJob
from app.store.connection import connections as stored
from app.store.sync import log as sync_log
from app.store.sync.log import WantedRun
from app.store.sync.run import RunPlan, accept_hold, claim_run


class SyncService:
    """Runs syncs. Two of the same connection never run at once, here or in another process."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def run(
        self,
        connection_id: str,
        *,
        day: date | None = None,
        trigger: SyncTrigger = SyncTrigger.MANUAL,
        practitioner_ids: Collection[str] | None = None,
        progress: Callable[[SyncProgress], None] | None = None,
    ) -> SyncRun:
        """Sync one practice day (default: the practice's today); the run as the history holds it.

        `practitioner_ids`: only these people's columns; what is known of the others stays as it is.
        A sync that fails returns a run with status FAILED, the list as it was. Raises SyncRunning,
        ConnectionNotFound, NotPairedYet, NobodyMapped. Cancelling the caller cancels the run.
        """
        core = self._core
        connection = await core.database.read(stored.get_connection, connection_id, labels=LABELS)
        await self._check(connection)
        plan = await self._claim(
            connection, trigger=trigger, day=day, practitioner_ids=practitioner_ids
        )
        core.changes.publish(Topic.SYNC, connection_id=connection_id)
        try:
            await SyncJob(core, plan, progress=progress).run()
        except SyncFenced:
            # Overtaken by another run, or by a person who removed the connection meanwhile?
            await core.database.read(stored.get_connection, connection_id, labels=LABELS)
            raise
        finally:
            core.changes.publish(
                Topic.SYNC, Topic.RUN_SHEET, Topic.CONNECTIONS, connection_id=connection_id
            )
        run = await core.database.read(sync_log.get_run, plan.run_id)
        log_event(
            Event.SYNC_ENDED,
            connection=run.connection_id,
            run=run.id,
            trigger=run.trigger.value,
            status=run.status.value,
            code=run.error_code,
            fetched=run.counts.fetched,
            ms=run.duration_ms,
        )
        return run

    async def history(
        self, connection_id: str, *, limit: int = 10, only_begun: bool = False
    ) -> tuple[SyncRun, ...]:
        """The newest runs, newest first; `only_begun`: without those that only say that another one
        was under way.
        """
        await self._core.database.read(stored.get_connection, connection_id, labels=LABELS)
        return await self._core.database.read(
            sync_log.list_runs, connection_id, limit=limit, only_begun=only_begun
        )

    async def answer_mass_vanish(self, notice_id: str, *, accept: bool) -> None:
        """`accept` marks the held appointments as gone; otherwise they stay on the sheet."""
        connection_id = await self._core.audit.write(
            Deed.HELD_SYNC_ANSWERED,
            (notice_id, "gone" if accept else "stay"),
            accept_hold,
            notice_id,
            accept=accept,
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.RUN_SHEET, Topic.CONNECTIONS, connection_id=connection_id)

    async def recover(self) -> int:
        """Close runs that a killed process left open; how many."""
        return await self._core.database.write(
            sync_log.abandon_dead_runs, holder=self._core.holder, now=self._core.now()
        )

    async def _claim(
        self,
        connection: Connection,
        *,
        trigger: SyncTrigger,
        day: date | None,
        practitioner_ids: Collection[str] | None = None,
    ) -> RunPlan:
        """Take the lease and open the run; a caller cancelled meanwhile leaves no open run."""
        core = self._core
        timezone = connection.timezone or FALLBACK_TIMEZONE
        wanted = WantedRun(
            connection_id=connection.id,
            trigger=trigger,
            day=day or today(core.now(), timezone).day,
            started_by=current_user() if trigger.is_a_persons else None,
            practitioner_ids=practitioner_ids,
        )
        claiming = asyncio.ensure_future(
            core.database.write(
                claim_run, wanted, holder=core.holder, labels=LABELS, now=core.now()
            )
        )
        try:
            return await asyncio.shield(claiming)
        except SyncRunning:
            if trigger.is_a_persons:
                await core.database.write(sync_log.note_skipped, wanted, now=core.now())
                core.changes.publish(Topic.SYNC, connection_id=connection.id)
            raise
        except asyncio.CancelledError:
            with contextlib.suppress(RunSheetError):
                await SyncJob(core, await claiming, progress=None).cancel()
            raise

    async def _check(self, connection: Connection) -> None:
        if not connection.is_paired:
            raise NotPairedYet(system=connection.system)
        shown = await self._core.database.read(stored.count_people, connection.id)
        if not shown:
            raise NobodyMapped(system=connection.system)
