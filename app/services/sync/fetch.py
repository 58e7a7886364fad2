"""The fetching part of a run: each practitioner's day, and the lists of people and types."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

from app.adapters.base import (
    NOBODY,
    PageMark,
    PmsAdapter,
    PractitionerDay,
    PractitionerFailure,
)
from app.domain.errors import RunSheetError, SignInAgain
from app.domain.practice import AppointmentType, Practitioner
from app.domain.practice_day import PracticeDay
from app.domain.sync_run import SyncProgress
from app.services.settings import FALLBACK_TIMEZONE
from app.store.sync.run import RunPlan

ProgressListener = Callable[[SyncProgress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedLists:
    """The practice's people and types as listed now; both empty when `error` says why."""

    people: tuple[Practitioner, ...] = ()
    types: tuple[AppointmentType, ...] = ()
    error: RunSheetError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedRun:
    """What came back, by pms_practitioner_id in the order it came; `NOBODY` may be among them."""

    day: PracticeDay
    cells: dict[str, PractitionerDay]
    failures: dict[str, PractitionerFailure]
    lists: FetchedLists


async def fetch_run(
    plan: RunPlan, adapter: PmsAdapter, *, progress: ProgressListener | None
) -> FetchedRun:
    """Every mapped practitioner's day, and side by side with it the lists of people and types.

    Raises what concerns the whole connection (sign-in, no internet); whatever concerns one
    practitioner is among the failures.
    """
    timezone = plan.connection.timezone or FALLBACK_TIMEZONE
    day = PracticeDay(day=plan.day, timezone=timezone)
    listing = asyncio.ensure_future(_fetch_lists(adapter))
    try:
        cells, failures = await _fetch_cells(plan, adapter, day, progress=progress)
        lists = await listing
    finally:
        listing.cancel()
        await asyncio.gather(listing, return_exceptions=True)
    return FetchedRun(day=day, cells=cells, failures=failures, lists=lists)


async def _fetch_cells(
    plan: RunPlan, adapter: PmsAdapter, day: PracticeDay, *, progress: ProgressListener | None
) -> tuple[dict[str, PractitionerDay], dict[str, PractitionerFailure]]:
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
            done = sum(one in names for one in (*cells, *failures))
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
            if result.pms_practitioner_id != NOBODY:
                report(names.get(result.pms_practitioner_id), failed=failed)
    return cells, failures


async def _fetch_lists(adapter: PmsAdapter) -> "FetchedLists":
    """Every time: somebody new must become a question today, not tomorrow."""
    people, types = await asyncio.gather(
        adapter.practitioners(), adapter.appointment_types(), return_exceptions=True
    )
    for outcome in (people, types):
        if isinstance(outcome, BaseException) and not _is_bearable(outcome):
            raise outcome
    if isinstance(people, BaseException) or isinstance(types, BaseException):
        error = people if isinstance(people, RunSheetError) else types
        return FetchedLists(error=error if isinstance(error, RunSheetError) else None)
    return FetchedLists(people=people, types=types)


def _is_bearable(error: BaseException) -> bool:
    """The day itself may still be whole without the lists; not so without a sign-in."""
    return isinstance(error, RunSheetError) and not isinstance(error, SignInAgain)
