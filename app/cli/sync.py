"""Syncs one or all connections once and tells of each in a line."""

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from app.cli.connections import find_connection
from app.cli.freshness_words import error_words
from app.cli.outcome import say_error
from app.cli.printing import say, say_aside
from app.cli.sheet import NOTHING_CONNECTED
from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.sync_run import SyncProgress, SyncRun, SyncStatus
from app.domain.words import count_words, short_date
from app.services import Services
from app.services.connections.connection_json import sync_answer_json

Outcome = SyncRun | RunSheetError
ProgressListener = Callable[[SyncProgress], None]


async def sync_connections(
    services: Services, *, wanted: str | None, day: date | None, as_json: bool = False
) -> int:
    """0, or 1 when one failed; a sync that runs elsewhere counts as failed, others still run."""
    overviews = await services.connections.list()
    if wanted is not None:
        chosen = [find_connection(overviews, wanted).connection]
    else:
        all_of_them = [item.connection for item in overviews]
        chosen = [item for item in all_of_them if item.sync_enabled and item.is_paired]
    if not chosen:
        tell = say_aside if as_json else say
        tell(_nothing_to_sync(has_any=bool(overviews)))
    with progress_shown(chosen) as progress:
        outcomes = await asyncio.gather(
            *(sync_one(services, item, day=day, progress=progress) for item in chosen)
        )
    if as_json:
        print(json.dumps(outcomes_json(chosen, outcomes), ensure_ascii=False, indent=2))
    return tell_outcomes(chosen, outcomes, only_failed=as_json)


async def sync_one(
    services: Services, connection: Connection, *, day: date | None, progress: ProgressListener
) -> Outcome:
    """The run, or why there was none (paired with nothing, nobody mapped, one is running)."""
    try:
        return await services.sync.run(connection.id, day=day, progress=progress)
    except RunSheetError as error:
        return error


def outcomes_json(
    connections: Sequence[Connection], outcomes: Sequence[Outcome]
) -> dict[str, list[dict[str, Any]]]:
    """Of each connection what the HTTP API answers to its sync."""
    return {
        "syncs": [
            {"connectionId": connection.id, "displayName": connection.display_name}
            | _outcome_json(outcome)
            for connection, outcome in zip(connections, outcomes, strict=True)
        ]
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, RunSheetError):
        details = {"code": outcome.code}
        return {"success": False, "error": outcome.sentence, "details": details}
    return sync_answer_json(outcome)


def tell_outcomes(
    connections: Sequence[Connection], outcomes: Sequence[Outcome], *, only_failed: bool = False
) -> int:
    """A line each: what went well on standard output, what failed on standard error; then 1."""
    failed = False
    for connection, outcome in zip(connections, outcomes, strict=True):
        name = f"{connection.display_name} ({connection.system})"
        if isinstance(outcome, RunSheetError):
            failed = True
            say_error(f"{name}: {outcome}")
        elif outcome.status in (SyncStatus.SUCCESS, SyncStatus.PARTIAL):
            if not only_failed:
                say(f"{name}: {run_words(outcome)}")
        else:
            failed = True
            say_error(f"{name}: {error_words(outcome.error, outcome.error_code)}")
    return 1 if failed else 0


def run_words(run: SyncRun) -> str:
    """`Tue 18 Nov 2025 is up to date. 60 fetched: 58 created, … 1 removed.` and what failed."""
    counts, is_partial = run.counts, run.status is SyncStatus.PARTIAL
    words = [
        f"{short_date(run.day)} is {'partly updated' if is_partial else 'up to date'}.",
        f"{counts.fetched} fetched: {counts.created} created, {counts.updated} updated,",
        f"{counts.skipped} skipped ({counts.unchanged} unchanged).",
        f"{counts.removed} removed.",
    ]
    if counts.quarantined:
        words.append(f"{count_words(counts.quarantined, 'appointment')} couldn't be read.")
    failed = [outcome for outcome in run.outcomes if outcome.error]
    words += [f"{item.name}: {error_words(item.error, item.error_code)}" for item in failed]
    if is_partial and not failed:
        words.append(error_words(run.error, run.error_code))
    return " ".join(words)


@contextlib.contextmanager
def progress_shown(connections: Sequence[Connection]) -> Iterator[ProgressListener]:
    """A bar per connection on a terminal's standard error, gone at the end; else nothing."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bars:
        tasks = {
            item.id: bars.add_task(escape(item.display_name), total=None) for item in connections
        }
        yield lambda step: bars.update(
            tasks[step.connection_id], completed=step.done, total=step.total
        )


def _nothing_to_sync(*, has_any: bool) -> str:
    if has_any:
        return "No connection is switched on for syncing. Name one: runsheet sync CONNECTION"
    return NOTHING_CONNECTED
