"""The fetching part of a run: each practitioner's day, and the lists when they are of yesterday."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from app.adapters.base import PageMark, PmsAdapter, PractitionerDay, PractitionerFailure
from app.domain.practice_day import PracticeDay, today
from app.domain.sync_run import SyncProgress
from app.services.core import Core
from app.services.settings import FALLBACK_TIMEZONE
from app.store import appointment_types, practitioners
from app.store.sync_run import RunPlan

ProgressListener = Callable[[SyncProgress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedRun:
    """What came back, by pms_practitioner_id in the order it came."""

    day: PracticeDay
    cells: dict[str, PractitionerDay]
    failures: dict[str, PractitionerFailure]


async def fetch_run(
    core: Core, plan: RunPlan, adapter: PmsAdapter, *, progress: ProgressListener | None
) -> FetchedRun:
    """Every mapped practitioner's day; the lists of people and types side by side with it.

    Raises what concerns the whole connection (sign-in, no internet); whatever concerns one
    practitioner is among the failures.
    """
    timezone = plan.connection.timezone or FALLBACK_TIMEZONE
    day = PracticeDay(day=plan.day, timezone=timezone)
    lists = asyncio.ensure_future(_refresh_lists(core, plan, adapter, timezone=timezone))
    try:
        fetched = await _fetch_cells(plan, adapter, day, progress=progress)
        await lists
    finally:
        lists.cancel()
        await asyncio.gather(lists, return_exceptions=True)
    return fetched


async def _fetch_cells(
    plan: RunPlan, adapter: PmsAdapter, day: PracticeDay, *, progress: ProgressListener | None
) -> FetchedRun:
    names = {item.pms_practitioner_id: item.full_name for item in plan.practitioners}
    known = {
        practitioner_id: tuple(
            PageMark(digest=digest, next_cursor=cursor) for digest, cursor in snapshot.marks
        )
        for practitioner_id, snapshot in plan.snapshots.items()
    }
    cells: dict[str, PractitionerDay] = {}
    failures: dict[str, PractitionerFailure] = {}

    def report(name: str | None, *, failed: bool) -> None:
        if progress is not None:
            done = len(cells) + len(failures)
            progress(
                SyncProgress(
                    connection_id=plan.connection.id,
                    done=done,
                    total=len(names),
                    practitioner_name=name,
                    failed=failed,
                )
            )

    report(None, failed=False)
    async with aclosing(adapter.fetch_day(day, tuple(names), known)) as results:
        async for result in results:
            failed = isinstance(result, PractitionerFailure)
            if isinstance(result, PractitionerFailure):
                failures[result.pms_practitioner_id] = result
            else:
                cells[result.pms_practitioner_id] = result
            report(names.get(result.pms_practitioner_id), failed=failed)
    return FetchedRun(day=day, cells=cells, failures=failures)


async def _refresh_lists(core: Core, plan: RunPlan, adapter: PmsAdapter, *, timezone: str) -> None:
    """Once a practice day: new people become a question, new types a row of the checklist."""
    connection_id = plan.connection.id
    if _is_of_another_day(plan.people_fetched_at, now=core.now(), timezone=timezone):
        people = await adapter.practitioners()
        if people:
            await core.database.write(
                practitioners.save_practitioners, connection_id, people, now=core.now()
            )
    if _is_of_another_day(plan.types_fetched_at, now=core.now(), timezone=timezone):
        types = await adapter.appointment_types()
        await core.database.write(
            appointment_types.save_types, connection_id, types, now=core.now()
        )


def _is_of_another_day(fetched_at: datetime | None, *, now: datetime, timezone: str) -> bool:
    return fetched_at is None or today(fetched_at, timezone) != today(now, timezone)
