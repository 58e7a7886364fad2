"""Is there a way to a system's host? A cheap look that signs in nowhere and sends nothing."""

import asyncio
import contextlib
import socket
from urllib.parse import urlsplit

PATIENCE_S = 3.0
_PORTS = {"https": 443, "http": 80}


class Reach:
    """Looks names up one at a time for each host: a resolver that hangs keeps one thread only."""

    def __init__(self, *, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._lookups: dict[tuple[str, int], asyncio.Task[None]] = {}

    async def is_there(self, url: str) -> bool:
        """True when the URL's host has an address and takes a connection, within the patience."""
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 443)
        if host is None:
            return False
        try:
            async with asyncio.timeout(self._patience_s):
                await self._look_up(host, port)
                await _connect(host, port)
        except (OSError, TimeoutError, UnicodeError):
            return False
        return True

    async def _look_up(self, host: str, port: int) -> None:
        """A lookup can't be stopped: the next look waits for the same one."""
        lookup = self._lookups.get((host, port))
        if lookup is None or lookup.done():
            lookup = asyncio.create_task(_addresses(host, port))
            lookup.add_done_callback(_take_note)
            self._lookups[(host, port)] = lookup
        await asyncio.shield(lookup)


async def _addresses(host: str, port: int) -> None:
    await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)


def _take_note(lookup: asyncio.Task[None]) -> None:
    """A failure that nobody waited for any more is none to be told of."""
    if not lookup.cancelled():
        lookup.exception()


async def _connect(host: str, port: int) -> None:
    _, writer = await asyncio.open_connection(host, port)
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
