"""One run of a sync, from its claim to its end: fetch, compare, confirm, commit.

Nothing is written between the claim and the end, so a run that dies in between leaves only its row
in the history. A heartbeat keeps the lease; when the lease was lost, nothing is written at all.
"""

import asyncio
import contextlib

from app.domain.errors import RunSheetError, SlowDown, SyncFenced
from app.domain.practice_day import today
from app.domain.sync_run import SyncCounts, SyncStatus
from app.services.core import Core
from app.services.settings import FALLBACK_TIMEZONE
from app.services.sync.confirm import confirm_changes
from app.services.sync.fetch import ProgressListener, fetch_run
from app.services.sync.result import describe_end
from app.store.sync.leases import RENEW_EVERY_S, renew
from app.store.sync.run import RunEnd, RunPlan, finish_run


class SyncJob:
    """Carries one claimed run to its end; used once."""

    def __init__(
        self,
        core: Core,
        plan: RunPlan,
        *,
        progress: ProgressListener | None,
        renew_every_s: float = RENEW_EVERY_S,
    ) -> None:
        self._core = core
        self._plan = plan
        self._progress = progress
        self._renew_every_s = renew_every_s
        self._is_fenced = False

    async def run(self) -> None:
        """Returns when the run is in the history, however it ended.

        Raises SyncFenced (nothing written), CancelledError (recorded as stopped), and whatever a
        bug raises (recorded as failed).
        """
        work = asyncio.ensure_future(self._fetch_and_compare())
        heartbeat = asyncio.ensure_future(self._keep_lease(work))
        try:
            await self._finish(await work)
        except asyncio.CancelledError:
            if self._is_fenced:
                raise SyncFenced() from None
            await self._finish_anyway(_ended(SyncStatus.CANCELLED, None))
            raise
        except SyncFenced:
            raise
        except RunSheetError as error:
            await self._finish_anyway(_ended(SyncStatus.FAILED, error))
        except Exception:
            await self._finish_anyway(_ended(SyncStatus.FAILED, RunSheetError()))
            raise
        finally:
            heartbeat.cancel()
            await asyncio.gather(heartbeat, return_exceptions=True)
            self._core.holder.let_go(self._plan.connection.id, self._plan.epoch)

    async def cancel(self) -> None:
        """End a run that was claimed and is not to begin."""
        await self._finish_anyway(_ended(SyncStatus.CANCELLED, None))
        self._core.holder.let_go(self._plan.connection.id, self._plan.epoch)

    async def _fetch_and_compare(self) -> RunEnd:
        adapter = await self._core.adapter(self._plan.connection)
        fetched = await fetch_run(self._plan, adapter, progress=self._progress)
        found = await confirm_changes(self._core, self._plan, adapter, fetched)
        return await asyncio.to_thread(describe_end, self._plan, fetched, found)

    async def _finish(self, end: RunEnd) -> None:
        now = self._core.now()
        timezone = self._plan.connection.timezone or FALLBACK_TIMEZONE
        await self._core.database.write(
            finish_run,
            self._plan,
            end,
            holder=self._core.holder,
            today=today(now, timezone).day,
            now=now,
        )

    async def _finish_anyway(self, end: RunEnd) -> None:
        """Record an end that isn't a success. Where even that fails (a full disk, a lost lease) the
        next claim finds the open run and records it as abandoned."""
        with contextlib.suppress(RunSheetError):
            await self._finish(end)

    async def _keep_lease(self, work: asyncio.Future[RunEnd]) -> None:
        connection_id, epoch = self._plan.connection.id, self._plan.epoch
        while True:
            await asyncio.sleep(self._renew_every_s)
            try:
                await self._core.database.write(
                    renew, connection_id, epoch=epoch, now=self._core.now()
                )
            except SyncFenced:
                self._is_fenced = True
                work.cancel()
                return
            except RunSheetError:
                continue


def _ended(status: SyncStatus, error: RunSheetError | None) -> RunEnd:
    return RunEnd(
        status=status,
        counts=SyncCounts(),
        outcomes=(),
        error=(error.code, error.sentence) if error else None,
        retry_at=error.retry_at if isinstance(error, SlowDown) else None,
    )
