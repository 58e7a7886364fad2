"""`runsheet demo`: a made-up practice in a throw-away folder, on screen or printed."""

import asyncio
import contextlib
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.cli.crm import print_checks
from app.cli.demo_practice import (
    DemoClock,
    DemoSystem,
    connect,
    running_crms,
    running_systems,
)
from app.cli.outcome import run_to_end, signals_ignored
from app.cli.printing import say, say_aside, working
from app.cli.sheet import print_sheet
from app.cli.sync import progress_shown, sync_one, tell_outcomes
from app.services import Services, Settings, open_services
from app.services.logs import close_logging, configure_logging

OpenWindow = Callable[[Callable[[], Awaitable[Services]]], int]


def run_demo(*, open_window: OpenWindow | None, headless: bool, day: date | None) -> int:
    """The exit code; sandboxes and folder are gone when it returns, however it ends."""
    if open_window is None and not headless:
        say_aside("There is no display here, so the run sheet is printed (--headless).")
    clock = DemoClock(day)
    with (
        throw_away_folder() as folder,
        running_systems(clock.day) as systems,
        running_crms() as crms,
    ):
        demo = Demo(folder, systems, clock, crms=crms)
        if headless or open_window is None:
            return run_to_end(demo.print())
        return open_window(demo.open_synced)


@contextlib.contextmanager
def throw_away_folder() -> Iterator[Path]:
    """A folder of our own in the system's temporary place, removed at the end."""
    folder = tempfile.TemporaryDirectory(prefix="runsheet-demo-", ignore_cleanup_errors=True)
    try:
        yield Path(folder.name)
    finally:
        with signals_ignored():
            close_logging()  # Windows removes no open file
            folder.cleanup()


class Demo:
    """One demo: opens its folder, sets its connections up, syncs them once. `crms`: what leads to
    the CRMs, by variable.
    """

    def __init__(
        self,
        folder: Path,
        systems: Sequence[DemoSystem],
        clock: DemoClock,
        *,
        crms: Mapping[str, str] | None = None,
    ) -> None:
        self._folder = folder
        self._systems = systems
        self._clock = clock
        self._crms = crms or {}
        self._attempts = 0
        self._exit_code = 0

    async def open_synced(self) -> Services:
        """Services whose today is there already; the caller closes them.

        Each attempt has a folder and pairing codes of its own: the key of an earlier one is gone.
        """
        self._attempts += 1
        settings = self._settings()
        configure_logging(settings.data_dir)
        services = await open_services(settings, now=self._clock.now)
        try:
            self._exit_code = await self._set_up(services)
        except BaseException:
            await services.aclose()
            raise
        return services

    async def print(self) -> int:
        """Print the sync results, the CRMs and the run sheet; 1 when a sync or a CRM failed."""
        services = await self.open_synced()
        try:
            if self._crms and not await print_checks(services):
                self._exit_code = 1
            say("")
            print_sheet(await services.run_sheet.sheet(), now=services.now())
        finally:
            await services.aclose()
        return self._exit_code

    def _settings(self) -> Settings:
        """Only the sandboxes' variables: the caller's own never reach a demo."""
        environment = dict(self._crms)
        for system in self._systems:
            environment |= system.environment
        folder = self._folder / str(self._attempts)
        return Settings(data_dir=folder, environment=environment, memory_secrets=True)

    async def _set_up(self, services: Services) -> int:
        code = f"DEMO{self._attempts:04d}"
        with working("Connecting the made-up practices…"):
            connections = [
                await connect(services, system, pairing_code=code) for system in self._systems
            ]
        with progress_shown(connections) as progress:
            outcomes = await asyncio.gather(
                *(sync_one(services, item, day=None, progress=progress) for item in connections)
            )
        return tell_outcomes(connections, outcomes)
