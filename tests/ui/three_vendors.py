"""A window test's scene with all three vendors, connected as the demo connects them."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.cli.demo_practice import connect, demo_system
from app.domain.sync_run import SyncRun
from app.sandbox import made_up_practice, running_gentu
from app.services import Settings, open_services
from tests.support.systems import SYSTEMS, Sandbox
from tests.ui.scene import DAY, NINE_27, Clock, Scene


@dataclass(kw_only=True)
class ThreeVendors(Scene):
    """`sandboxes` and `connections` by pms_type."""

    sandboxes: dict[str, Sandbox] = field(default_factory=dict)
    connections: dict[str, str] = field(default_factory=dict)

    async def ready(self) -> "ThreeVendors":
        """Every vendor connected, mapped and synced."""
        for pms_type, sandbox in self.sandboxes.items():
            system = demo_system(sandbox)
            made = await connect(self.services, system, pairing_code="ABCD1234")
            self.connections[pms_type] = made.id
        await self.sync_all()
        return self

    async def sync_all(self) -> dict[str, SyncRun]:
        """One sync of each."""
        return {
            pms_type: await self.services.sync.run(connection_id)
            for pms_type, connection_id in self.connections.items()
        }


@contextlib.asynccontextmanager
async def three_vendors(folder: Path, *, now: datetime = NINE_27) -> AsyncIterator[ThreeVendors]:
    """An empty RunSheet beside a Gentu, a MediRecords and a Halaxy of `DAY`."""
    clock = Clock(now)
    with contextlib.ExitStack() as stack:
        gentu = stack.enter_context(running_gentu(made_up_practice(DAY)))
        sandboxes: dict[str, Sandbox] = {"gentu": gentu}
        for name in ("medirecords", "halaxy"):
            system = SYSTEMS[name]
            made = system.sandbox(system.made_up(DAY))
            sandboxes[name] = stack.enter_context(made.running())
        environment: dict[str, str] = {}
        for sandbox in sandboxes.values():
            environment |= sandbox.environment
        settings = Settings(
            data_dir=folder / "data",
            environment=environment,
            memory_secrets=True,
            has_rate_limit=False,
        )
        services = await open_services(settings, now=clock)
        desk = ThreeVendors(gentu, services, clock, sandboxes=sandboxes)
        try:
            yield desk
        finally:
            if not desk.is_handed_over:
                await services.aclose()
