"""What the commands share: opening the data folder, and the two that only read it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from app.cli.connections import print_connections
from app.cli.printing import say
from app.cli.sheet import NOTHING_CONNECTED, print_sheet
from app.cli.unlocking import open_here
from app.domain.freshness import with_next_check
from app.services import Services, Settings
from app.services.audit_trail import acting_through
from app.services.connections.connection_json import connections_json
from app.services.connections.service import ConnectionOverview
from app.services.logs import configure_logging
from app.services.sheet.run_sheet_json import run_sheet_json


async def with_services(data_dir: Path | None, action: Callable[[Services], Awaitable[int]]) -> int:
    """Open the data folder, act, close it again whatever happens."""
    settings = Settings.from_environment(data_dir=data_dir)
    configure_logging(settings.data_dir)
    with acting_through("command line"):
        services = await open_here(settings)
        try:
            return await action(services)
        finally:
            await services.aclose()


async def print_today(services: Services, day: date | None, *, json: bool) -> int:
    """The stored sheet of a day, or of each practice's today."""
    services.lock.refuse_while_locked()
    sheet = await services.run_sheet.sheet(day)
    if json:
        print(_json_text(run_sheet_json(sheet)))
    elif not sheet.rows and not await services.connections.list():
        say(NOTHING_CONNECTED)
    else:
        now, times = services.now(), await services.schedule.next_sync_times()
        next_at = min((at for at in times.values() if at is not None), default=None)
        fresh = with_next_check(sheet.freshness, next_at, now=now)
        print_sheet(replace(sheet, freshness=fresh), now=now)
    return 0


async def list_connections(services: Services, *, json: bool = False) -> int:
    """Every connection with its freshness."""
    overviews = await services.connections.list()
    if json:
        print(_json_text(connections_json(each.connection for each in overviews)))
    elif overviews:
        now, times = services.now(), await services.schedule.next_sync_times()
        told = [_with_next_check(one, times.get(one.connection.id), now=now) for one in overviews]
        print_connections(told, now=now)
    else:
        say(NOTHING_CONNECTED)
    return 0


def _with_next_check(
    overview: ConnectionOverview, at: datetime | None, *, now: datetime
) -> ConnectionOverview:
    return replace(overview, freshness=with_next_check(overview.freshness, at, now=now))


def _json_text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
