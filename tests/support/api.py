"""RunSheet's HTTP API as another program meets it: a real server over a real encrypted folder."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.api.failed_tokens import MOST_A_MINUTE
from app.api.server import serving
from app.domain.api_access import Address
from app.services import Services, Settings, open_services
from tests.support.crms import CRMS
from tests.support.desk import DAY, IMPATIENT, Clock, Desk, OwnVendors, over
from tests.support.systems import SYSTEMS, Sandbox
from tests.support.waiting import PATIENCE_S

CALM = dataclasses.replace(IMPATIENT, connect_s=20.0, attempt_s=20.0, call_s=50.0)
"""A vendor on a busy machine gets its time; a test of one that hangs wants `IMPATIENT`."""


@dataclass
class Api:
    """A server that answers, with what is behind it. `http` sends the main token."""

    services: Services
    address: Address
    token: str
    http: httpx.AsyncClient
    clock: Callable[[], datetime]
    desk: Desk | None = None
    crms: dict[str, Any] = field(default_factory=dict)

    @property
    def practice(self) -> Desk:
        """The connected practice; only where one was asked for."""
        assert self.desk is not None
        return self.desk

    def anonymous(self, **headers: str) -> httpx.AsyncClient:
        """A client without the token; use it as a context."""
        return _client(self.address, headers)

    def client(self, token: str) -> httpx.AsyncClient:
        """A client with another token; use it as a context."""
        return _client(self.address, {"Authorization": f"Bearer {token}"})


@asynccontextmanager
async def running_api(
    folder: Path,
    *,
    system: str | None = None,
    crms: Sequence[str] = (),
    clock: Callable[[], datetime] | None = None,
    environment: dict[str, str] | None = None,
    connected: bool = True,
    wrong_tokens_a_minute: int = MOST_A_MINUTE,
    patience: Patience = CALM,
    **sandbox_options: Any,
) -> AsyncIterator[Api]:
    """A server on a free port, its services, and the sandboxes of one practice system (`gentu`,
    `halaxy`, `medirecords`; connected unless told) and of CRMs (`ghl-v2`, `salesforce`, …).

    What is booked is sent, as in a RunSheet that runs; nothing is synced by itself.
    """
    now = clock or Clock()
    async with AsyncExitStack() as stack:
        played = SYSTEMS[system] if system else None
        sandbox: Sandbox | None = None
        told = dict(environment or {})
        if played is not None:
            sandbox = played.sandbox(played.made_up(DAY), **sandbox_options)
            stack.enter_context(sandbox.running())
            told |= sandbox.environment
        accounts = {name: stack.enter_context(CRMS[name].running()) for name in crms}
        for account in accounts.values():
            told |= account.environment
        services = await _services(stack, folder, told, now, patience)
        desk = Desk(services=services, sandbox=sandbox, clock=now) if sandbox else None
        if desk is not None and connected:
            await desk.connect()
        if accounts:
            stack.push_async_callback(_end, asyncio.create_task(services.sender.run()))
        address = await stack.enter_async_context(
            serving(services, wrong_tokens_a_minute=wrong_tokens_a_minute)
        )
        token = (
            told.get("RUNSHEET_API_TOKEN") or (services.settings.data_dir / "api-token").read_text()
        )
        http = _client(address, {"Authorization": f"Bearer {token}"})
        await stack.enter_async_context(http)
        yield Api(
            services=services,
            address=address,
            token=token,
            http=http,
            clock=now,
            desk=desk,
            crms=accounts,
        )


async def _services(
    stack: AsyncExitStack,
    folder: Path,
    told: dict[str, str],
    now: Callable[[], datetime],
    patience: Patience,
) -> Services:
    settings = Settings(
        data_dir=folder / "desk", environment=told, memory_secrets=True, has_rate_limit=False
    )
    services = await open_services(settings, now=now)
    services = over(services, OwnVendors(HttpClient(patience=patience)))
    stack.push_async_callback(services.aclose)
    return services


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _client(address: Address, headers: dict[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=address.url,
        headers=httpx.Headers(headers, encoding="utf-8"),
        timeout=PATIENCE_S,
        trust_env=False,
    )
