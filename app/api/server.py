"""The API as it runs: in `runsheet serve` and, if a person switches it on, in the window."""

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn

from app.api.app import create_app
from app.api.failed_tokens import MOST_A_MINUTE
from app.api.guard import LONGEST_HEAD
from app.api.listening import listen
from app.api.wire import Wire
from app.domain.api_access import Address
from app.services import Services

# How long calls under way may take when the server ends; then they are cancelled.
_GRACE_S = 1
_TICK_S = 0.01


class ApiServer:
    """Serves on the loop that starts it, over the services that everything else uses: what a
    program changes is on screen at once, and one sync runs at a time.
    """

    def __init__(self, services: Services, *, wrong_tokens_a_minute: int = MOST_A_MINUTE) -> None:
        self._services = services
        self._most_wrong = wrong_tokens_a_minute
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self, *, host: str = "127.0.0.1", port: int = 0) -> Address:
        """Where it accepts calls once this returns; `port` 0: any free one.

        The token is made after the port is ours: a start that fails leaves another one's token
        alone. Raises PortUnusable, LOC-09.
        """
        socket = listen(host, port)
        try:
            address = Address(host=host, port=socket.getsockname()[1])
            await self._services.api_access.open_door(address.port)
        except BaseException:
            socket.close()
            raise
        self._server = _Server(self._config(address))
        self._serving = asyncio.create_task(self._server.serve(sockets=[socket]))
        while not self._server.started and not self._serving.done():
            await asyncio.sleep(_TICK_S)
        return address

    async def stop(self) -> None:
        """Let calls under way end, for a second; then nothing of it is left."""
        server, serving = self._server, self._serving
        self._server = self._serving = None
        if server is None or serving is None:
            return
        server.should_exit = True
        await serving
        calls = [each for each in server.server_state.tasks if not each.done()]
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        await self._services.api_access.close_door()

    def _config(self, address: Address) -> uvicorn.Config:
        return uvicorn.Config(
            create_app(self._services, address=address, wrong_tokens_a_minute=self._most_wrong),
            http=Wire,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",  # its words quote what was sent; our own log says what matters
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE_S,
            h11_max_incomplete_event_size=4 * LONGEST_HEAD,
        )


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs it: the command line or the window."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
