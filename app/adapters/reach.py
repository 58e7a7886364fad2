"""Is there a way to a system's host? A cheap look that signs in nowhere and sends nothing."""

import asyncio
import contextlib
import socket
import threading
from urllib.parse import urlsplit

PATIENCE_S = 3.0
_PORTS = {"https": 443, "http": 80}

Addresses = tuple[str, ...]
"""At most one of each family: who has both may be cut off on one of them."""


class Reach:
    """Looks names up one at a time for each host: a resolver that hangs keeps one thread only."""

    def __init__(self, *, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._lookups: dict[tuple[str, int], asyncio.Future[Addresses]] = {}

    async def is_there(self, url: str) -> bool:
        """True when the URL's host has an address and takes a connection, within the patience."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 443)
        except ValueError:  # no URL at all
            return False
        if host is None:
            return False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience_s):
                return await _is_any_there(await self._look_up(host, port), port)
        return False

    async def _look_up(self, host: str, port: int) -> Addresses:
        """A lookup can't be stopped: the next look waits for the same one."""
        lookup = self._lookups.get((host, port))
        if lookup is None or lookup.done():
            lookup = self._lookups[host, port] = _begin_lookup(host, port)
        return await asyncio.shield(lookup)


def _begin_lookup(host: str, port: int) -> asyncio.Future[Addresses]:
    """Its thread is waited for by nobody: RunSheet quits while a resolver hangs."""
    loop = asyncio.get_running_loop()
    lookup: asyncio.Future[Addresses] = loop.create_future()

    def end(found: Addresses) -> None:
        if not lookup.done():
            lookup.set_result(found)

    def work() -> None:
        found = _addresses(host, port)
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(end, found)

    threading.Thread(target=work, name="runsheet-lookup", daemon=True).start()
    return lookup


def _addresses(host: str, port: int) -> Addresses:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    by_family = {family: str(address[0]) for family, _, _, _, address in reversed(found)}
    return tuple(by_family.values())


async def _is_any_there(addresses: Addresses, port: int) -> bool:
    """True as soon as one takes a connection; the others are let go."""
    tries = [asyncio.create_task(_is_taken(address, port)) for address in addresses]
    try:
        for each in asyncio.as_completed(tries):
            if await each:
                return True
        return False
    finally:
        for one in tries:
            one.cancel()
        await asyncio.gather(*tries, return_exceptions=True)


async def _is_taken(address: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(address, port)
    except OSError:
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True
