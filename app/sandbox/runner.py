"""Runs a server: in a background thread with a loop of its own, or in the foreground."""

import asyncio
import collections.abc as c
import concurrent.futures
import contextlib
import signal
import socket
import threading
import types

from aiohttp import web

HOST = "127.0.0.1"
# Long enough for an answer under way, short enough that hanging clients never hold up a stop.
_LAST_ANSWERS_S = 0.02
_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)

Handler = c.Callable[[web.BaseRequest], c.Awaitable[web.StreamResponse]]


@contextlib.asynccontextmanager
async def listening(handler: Handler, port: int) -> c.AsyncIterator[int]:
    """Serve on `port` of the loopback (0: any free one) and give the port.

    Raises OSError when the port is taken.
    """
    # handler_cancellation: a fault that hangs ends when its client leaves.
    server = web.Server(handler, access_log=None, handler_cancellation=True)
    runner = web.ServerRunner(server, shutdown_timeout=_LAST_ANSWERS_S)
    listener = socket.create_server((HOST, port), backlog=1024)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield listener.getsockname()[1]
    finally:
        await _accept_no_more(listener)
        transports = [each.transport for each in server.connections if each.transport]
        await runner.cleanup()
        for transport in transports:  # megabytes that no client reads any more
            transport.abort()
        await asyncio.sleep(0)  # what was aborted is closed in the loop's next round


async def _accept_no_more(listener: socket.socket) -> None:
    """Returns when what was accepted is connected.

    WORKAROUND: CPython (https://github.com/python/cpython/issues/109564) never closes a connection
    that is accepted in the very round of the loop in which its server closes.
    """
    with contextlib.suppress(NotImplementedError):  # on Windows, whose loop accepts otherwise
        asyncio.get_running_loop().remove_reader(listener)
    for _ in range(3):  # the rounds from accepting to reading
        await asyncio.sleep(0)


class BackgroundServer:
    """A server in a thread of its own. `port` is where it listens once made."""

    def __init__(self, handler: Handler, *, port: int = 0) -> None:
        """Returns when requests are accepted. Raises OSError when the port is taken."""
        self._ready: concurrent.futures.Future[int] = concurrent.futures.Future()
        self._thread = threading.Thread(
            target=self._run, args=(handler, port), name="sandbox", daemon=True
        )
        self._thread.start()
        try:
            self.port = self._ready.result()
        except BaseException:
            self._thread.join()
            raise

    def close(self) -> None:
        """Stop and wait for the thread; a second call does nothing."""
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self, handler: Handler, port: int) -> None:
        asyncio.run(self._serve(handler, port))

    async def _serve(self, handler: Handler, port: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        try:
            async with listening(handler, port) as bound_port:
                self._ready.set_result(bound_port)
                await self._stop.wait()
        except OSError as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)


@contextlib.contextmanager
def stop_signal() -> c.Iterator[asyncio.Event]:
    """An event of the running loop that SIGINT and SIGTERM set. For the main thread only."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(_number: int, _frame: types.FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    # signal.signal and not the loop's own handlers: those do not exist on Windows.
    before = {number: signal.signal(number, on_signal) for number in _ENDING_SIGNALS}
    try:
        yield stop
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)
