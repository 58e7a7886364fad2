"""One front desk that is connected to all three vendors at once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.adapters.http import HttpClient
from app.adapters.registry import PMS_SPECS
from app.domain.run_sheet import RunSheet, RunSheetColumn
from app.domain.sync_run import SyncRun
from app.services import Services, Settings, open_services
from tests.support.desk import DAY, IMPATIENT, Desk, OwnVendors, over
from tests.support.systems import SYSTEMS, Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeDesks:
    """The services of one RunSheet, and the same seen through each connection, by system."""

    services: Services
    desks: dict[str, Desk]

    async def sync_all(self) -> dict[str, SyncRun]:
        """Every connection side by side, as the window does; the runs by system."""
        runs = await asyncio.gather(*(desk.sync() for desk in self.desks.values()))
        return dict(zip(self.desks, runs, strict=True))

    async def sheet(self) -> RunSheet:
        """Today's, with the columns of all."""
        return await self.services.run_sheet.sheet()

    async def columns(self) -> dict[str, list[RunSheetColumn]]:
        """The sheet's columns by the system that fills them."""
        columns = (await self.sheet()).columns
        labels = {PMS_SPECS[name].label: name for name in self.desks}
        found: dict[str, list[RunSheetColumn]] = {name: [] for name in self.desks}
        for column in columns:
            (system,) = column.systems
            found[labels[system]].append(column)
        return found


@contextmanager
def three_sandboxes() -> Iterator[dict[str, Sandbox]]:
    """Every vendor with its made-up practice of `DAY`, listening; by system."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(system.sandbox(system.made_up(DAY)).running())
            for name, system in SYSTEMS.items()
        }


def environment_of(sandboxes: dict[str, Sandbox]) -> dict[str, str]:
    """The variables that point RunSheet at all of them."""
    return {name: value for one in sandboxes.values() for name, value in one.environment.items()}


@asynccontextmanager
async def three_desks(
    data_dir: Path,
    sandboxes: dict[str, Sandbox],
    *,
    clock: Callable[[], datetime],
    memory_secrets: bool = True,
) -> AsyncIterator[ThreeDesks]:
    """A new desk that is connected to each of them; nothing is synced yet."""
    settings = Settings(
        data_dir=data_dir,
        environment=environment_of(sandboxes),
        memory_secrets=memory_secrets,
        has_rate_limit=False,
    )
    services = await open_services(settings, now=clock)
    services = over(services, OwnVendors(HttpClient(patience=IMPATIENT)))
    try:
        desks = {
            name: Desk(services=services, sandbox=sandbox, clock=clock)
            for name, sandbox in sandboxes.items()
        }
        for desk in desks.values():
            await desk.connect()
        yield ThreeDesks(services=services, desks=desks)
    finally:
        await services.aclose()
