"""The API as it runs: in `runsheet serve` and, if a person switches it on, in the window."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from functools import partial
from socket import socket

import uvicorn
from starlette.types import ASGIApp

from app.api.app import create_app
from app.api.failed_tokens import MOST_A_MINUTE
from app.api.guard import LONGEST_HEAD
from app.api.listening import listen
from app.api.wire import Wire
from app.domain.api_access import Address
from app.services import Services

# How long calls under way may take when the server ends; then they are cancelled.
_GRACE_S = 0.5
# How long uvicorn waits for what remains after that: nothing does.
_LAST_GRACE_S = 1


@contextlib.asynccontextmanager
async def serving(
    services: Services,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    wrong_tokens_a_minute: int = MOST_A_MINUTE,
) -> AsyncIterator[Address]:
    """Accepts calls while the context lasts; `port` 0: any free one.

    It serves on the loop that runs it, over the services that everything else uses: what a program
    changes is on screen at once, and one sync of a connection runs at a time. The token is made
    after the port is ours: a start that fails leaves another one's token alone.

    Raises PortUnusable, LOC-09.
    """
    listening, access = listen(host, port), services.api_access
    make = partial(create_app, wrong_tokens_a_minute=wrong_tokens_a_minute)
    try:
        address = Address(host=host, port=listening.getsockname()[1])
        await access.open_door(address)
        # A third of a second of preparations, for which the window must not stop.
        app = await asyncio.to_thread(make, services, address=address)
        async with _answering(_Server(_config(app)), listening):
            yield address
    finally:
        listening.close()
        await access.close_door()


@contextlib.asynccontextmanager
async def _answering(server: "_Server", listening: socket) -> AsyncIterator[None]:
    running = asyncio.ensure_future(server.serve(sockets=[listening]))
    beginning = asyncio.ensure_future(server.is_up.wait())
    try:
        await asyncio.wait({running, beginning}, return_when=asyncio.FIRST_COMPLETED)
        yield
    finally:
        beginning.cancel()
        server.should_exit = True
        await _end_calls(server)
        await running


async def _end_calls(server: "_Server") -> None:
    """Those under way may end for a moment; then, as a sync that was asked for, they must."""
    calls = set(server.server_state.tasks)
    if calls:
        _, calls = await asyncio.wait(calls, timeout=_GRACE_S)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Wire,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",  # its words quote what was sent; our own log says what matters
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_LAST_GRACE_S,
        h11_max_incomplete_event_size=4 * LONGEST_HEAD,
    )


class _Server(uvicorn.Server):
    """Says when it answers; leaves signals to whoever runs it: the command line or the window."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
