"""The window on three vendors with a clock that runs fast, then idle at the world's own speed.

Lines of JSON on standard output: `ready` when the list is painted, `idle` with what the syncs came
to when the fast time is over. It ends by SIGTERM.
"""

import asyncio
import dataclasses
import json
import os
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.adapters.http import HttpClient
from app.adapters.pacing import Clock
from app.domain.run_sheet import RunSheet
from app.services import Services, Settings, opening
from app.services.connections.service import ConnectionChanges
from app.services.history import HistoryService
from app.services.logs import configure_logging
from app.services.sync.schedule import ScheduleService
from app.services.sync.scheduler import Scheduler
from app.ui.run import run_window
from tests.benchmarks.fast_clock import FastClock
from tests.benchmarks.sync_ours import connect_everybody
from tests.benchmarks.vendors import VENDORS

START, SPEED, HOURS = "BENCH_START", "BENCH_SPEED", "BENCH_HOURS"

_clock = FastClock(
    datetime.fromisoformat(os.environ.get(START, "2025-11-17T21:30:00+00:00")), speed=1.0
)
_opened: list[Services] = []
_working: set[asyncio.Task[None]] = set()


async def _open() -> Services:
    """Connected to all of them before the fast time begins."""
    settings = Settings(
        data_dir=Path(os.environ["RUNSHEET_DATA_DIR"]),
        environment={k: v for k, v in os.environ.items() if k.startswith("RUNSHEET_")},
        memory_secrets=True,
        has_rate_limit=False,
    )
    configure_logging(settings.data_dir)
    services = await opening.open_services(settings, now=_clock.now)
    core = services.core
    core.vendors._client = HttpClient(
        clock=Clock(now=_clock.now, monotonic=_clock.elapsed, sleep=_clock.sleep)
    )
    for vendor in VENDORS:
        connection_id = await connect_everybody(services, vendor)
        await services.connections.change(
            connection_id, ConnectionChanges(sync_enabled=True, sync_frequency_minutes=15)
        )
        await services.sync.run(connection_id)
    schedule = ScheduleService(core, elapsed=_clock.elapsed)
    scheduler = Scheduler(core, services.sync, schedule, elapsed=_clock.elapsed, pause=_clock.sleep)
    services = dataclasses.replace(services, schedule=schedule, scheduler=scheduler)
    _opened.append(services)
    return services


def _begin() -> None:
    task = asyncio.ensure_future(_live_through())
    _working.add(task)


async def _live_through() -> None:
    _tell("ready")
    speed, hours = float(os.environ[SPEED]), float(os.environ[HOURS])
    began = _clock.now()
    _clock.run_at(speed)
    await asyncio.sleep(hours * 3600 / speed)
    _clock.run_at(1.0)
    await asyncio.sleep(2)  # whatever runs comes to its end
    _tell("idle", **await _came_to(_opened[0], began))


async def _came_to(services: Services, began: datetime) -> dict[str, Any]:
    runs = [entry.run for entry in await _all_runs(services.history)]
    timed = [run for run in runs if run.started_at >= began]
    sheet: RunSheet = await services.run_sheet.sheet()
    overviews = await services.connections.list()
    return {
        "statuses": Counter(run.status.value for run in timed),
        "codes": Counter(run.error_code for run in timed if run.error_code),
        "triggers": Counter(run.trigger.value for run in timed),
        "oldest_list_min": max(
            (_clock.now() - (each.connection.last_sync_at or began)) / timedelta(minutes=1)
            for each in overviews
        ),
        "rows": len(sheet.rows),
    }


async def _all_runs(history: HistoryService) -> list[Any]:
    found: list[Any] = []
    while True:
        page = await history.runs(limit=500, before=found[-1].cursor if found else None)
        if not page:
            return found
        found += page


def _tell(what: str, **facts: Any) -> None:
    print(json.dumps({"what": what, **facts}), flush=True)


if __name__ == "__main__":
    sys.exit(run_window(_open, argv=sys.argv[:1], on_painted=_begin))
