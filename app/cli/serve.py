"""`runsheet serve`: the HTTP API and the syncs by the clock, in the foreground."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from app.cli.commands import with_services
from app.cli.outcome import Interrupted, WrongUsage, run_to_end
from app.domain.api_access import Address
from app.services import Services
from app.services.by_itself import for_good
from app.services.logs import log_bug

OpenApi = Callable[[Services, str, int], AbstractAsyncContextManager[Address]]
"""The API of these services on a host and port (0: any free one) while the context lasts."""


def run_serve(data_dir: Path | None, open_api: OpenApi, *, host: str, port: int) -> int:
    """0 once Ctrl-C or SIGTERM ended it. Raises LOC-11 for a port that can't be had, WrongUsage for
    a token that could be guessed.
    """

    async def serve(services: Services) -> int:
        if services.api_access.problem is not None:
            raise WrongUsage(services.api_access.problem)
        async with open_api(services, host, port) as address:
            print(f"RunSheet API on {address.url}", flush=True)
            await _work_by_itself(services)
        return 0

    with _bugs_go_to_the_log(), contextlib.suppress(Interrupted):
        run_to_end(with_services(data_dir, serve))
    return 0


async def _work_by_itself(services: Services) -> None:
    """Syncs when they are due, sends bookings and reports, backs up, purges; locked while the
    window is. Until cancelled.
    """
    works = (
        services.scheduler.run,
        services.sender.run,
        services.reports.run,
        services.backups.run,
        services.retention.run,
        services.lock.follow,
    )
    at_work = [asyncio.ensure_future(for_good(work)) for work in works]
    try:
        await asyncio.gather(*at_work)
    finally:
        for each in at_work:
            each.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


@contextlib.contextmanager
def _bugs_go_to_the_log() -> Iterator[None]:
    """Python would print their words, which may quote data."""
    before = sys.excepthook
    sys.excepthook = _log
    try:
        yield
    finally:
        sys.excepthook = before


def _log(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> Any:
    log_bug(error)
