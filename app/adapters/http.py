"""One HTTP client for the app: one transport and TLS context, a signed-in view per connection.

httpx stays within this module and its neighbours: `view` (what a call does), `transport` (how it
travels), `answer` (what came back), `pacing` (when), `sign_in` (as whom).
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from urllib.parse import urlsplit

import httpx
import truststore

from app.adapters.answer import has_route
from app.adapters.base import RateLimit
from app.adapters.clock_watch import ClockWatch
from app.adapters.dialect import Dialect
from app.adapters.pacing import Clock, Patience, RateGate
from app.adapters.sign_in import Keeper, SignIn, keeper_of
from app.adapters.view import AT_ONCE, HttpView, Surroundings
from app.domain.errors import InvalidRequest
from app.domain.said import say

__all__ = ["AT_ONCE", "HttpClient", "HttpView"]

_CONNECTIONS = 2 * AT_ONCE
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

OpenTransport = Callable[[ssl.SSLContext, Patience], httpx.AsyncBaseTransport]


def _open_transport(context: ssl.SSLContext, patience: Patience) -> httpx.AsyncBaseTransport:
    from app.adapters.transport import AiohttpTransport

    return AiohttpTransport(context=context, connections=_CONNECTIONS, connect_s=patience.connect_s)


def _tls_context() -> ssl.SSLContext:
    import_module("app.adapters.transport")  # aiohttp takes 200 ms to import: here, off the loop
    """The system's own trust: its roots, and those that a clinic's IT added."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class HttpClient:
    """One per app and event loop. Cheap to make: TLS and connections come with the first call."""

    def __init__(
        self,
        *,
        patience: Patience | None = None,
        clock: Clock | None = None,
        open_transport: OpenTransport = _open_transport,
        has_route: Callable[[], bool] = has_route,
    ) -> None:
        """`has_route` tells a dead network from one unknown name."""
        self._shared = Surroundings(
            patience=patience or Patience(),
            clock=clock or Clock(),
            transport=self._get_transport,
            has_route=has_route,
            clock_watch=ClockWatch(),
        )
        self._open_transport = open_transport
        self._opening = asyncio.Lock()
        self._transport: httpx.AsyncBaseTransport | None = None
        self._gates: dict[tuple[str, str], RateGate] = {}
        self._keepers: dict[str, Keeper] = {}

    @property
    def clock_skew(self) -> timedelta | None:
        """How far this PC's clock is ahead of the vendors' (behind: negative), by their answers;
        None before enough of them told the time.
        """
        return self._shared.clock_watch.skew

    def view(
        self,
        *,
        system: str,
        base_url: str,
        sign_in: SignIn | None,
        rate_limit: RateLimit | None,
        dialect: Dialect | None = None,
        timeout_s: float | None = None,
    ) -> HttpView:
        """A vendor as one connection sees it. Views of the same host and credentials share one
        rate limit and one token. `timeout_s` bounds one attempt, where the view has its own.
        Raises InvalidRequest for an address that is neither https nor
        on this PC.
        """
        base_url = _checked(base_url, system)
        keeper = self._keeper(sign_in, system) if sign_in else None
        gate = self._gate(base_url, sign_in, rate_limit)
        shared = self._shared
        if timeout_s is not None:
            patience = replace(shared.patience, attempt_s=timeout_s, call_s=2 * timeout_s)
            shared = replace(shared, patience=patience)
        return HttpView(
            shared=shared, system=system, base_url=base_url, keeper=keeper, gate=gate,
            dialect=dialect or Dialect(),
        )  # fmt: skip

    @property
    def held_tokens(self) -> tuple[str, ...]:
        """Every token in memory, to be searched for where no token may stand."""
        return tuple(keeper.held for keeper in self._keepers.values() if keeper.held)

    async def _get_transport(self) -> httpx.AsyncBaseTransport:
        """The shared transport, made at first use in a thread (30 ms for TLS)."""
        if self._transport is None:
            async with self._opening:
                if self._transport is None:
                    context = await asyncio.to_thread(_tls_context)
                    self._transport = self._open_transport(context, self._shared.patience)
        return self._transport

    async def aclose(self) -> None:
        """Close every connection; the client may be used again afterwards."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    def _keeper(self, sign_in: SignIn, system: str) -> Keeper:
        fingerprint = sign_in.fingerprint
        if fingerprint not in self._keepers:
            self._keepers[fingerprint] = keeper_of(sign_in, system, self._shared.clock)
        return self._keepers[fingerprint]

    def _gate(self, base_url: str, sign_in: SignIn | None, limit: RateLimit | None) -> RateGate:
        key = (urlsplit(base_url).netloc, sign_in.fingerprint if sign_in else "")
        gate = self._gates.setdefault(key, RateGate(limit, self._shared.clock))
        gate.limit = limit
        return gate


def _checked(base_url: str, system: str) -> str:
    """The address without its last slash; never clear text beyond this PC."""
    try:
        parts = urlsplit(base_url)
        is_safe = parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in _LOOPBACK
        )
        is_whole = bool(parts.hostname) and parts.username is None and not parts.query
    except ValueError:
        is_safe = is_whole = False
    if not (is_safe and is_whole):
        raise InvalidRequest(
            reason=say("The address of {system} must start with https://.", system=system)
        )
    return base_url.rstrip("/")
