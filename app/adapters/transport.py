"""httpx's requests and answers over aiohttp's connections: a third of httpx's own CPU per request.

Not the `httpx-aiohttp` package: its error map makes a refused, reset or failed-TLS connection a
`ConnectTimeout` and lets a bad status line through as aiohttp's own error, while we must know
whether a request ever left.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import aiohttp
import httpx
from yarl import URL

_CHUNK_BYTES = 64 * 1024
_SKIPPED_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Raises httpx's transport errors only; a ConnectError or ConnectTimeout means never sent.

    Reads share kept connections, which may have died meanwhile; everything else gets a fresh one
    and is sent once: aiohttp repeats a PUT by itself, and a pairing code works only once.
    """

    def __init__(self, *, context: ssl.SSLContext, connections: int, connect_s: float) -> None:
        self._reads = _session(
            aiohttp.TCPConnector(limit=connections, ssl=context, keepalive_timeout=30), connect_s
        )
        self._writes = _session(
            aiohttp.TCPConnector(limit=connections, ssl=context, force_close=True),
            connect_s,
            _send_once,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        session = self._reads if request.method == "GET" else self._writes
        with _httpx_errors():
            answer = await session.request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=[(name.decode(), value.decode()) for name, value in request.headers.raw],
                data=request.content or None,
                allow_redirects=False,
            )
        return httpx.Response(answer.status, headers=answer.raw_headers, stream=_Body(answer))

    async def aclose(self) -> None:
        await self._reads.close()
        await self._writes.close()
        await asyncio.sleep(0)  # the sockets themselves are closed in the loop's next turn


class _Body(httpx.AsyncByteStream):
    """The answer's bytes as they come, still compressed."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _httpx_errors():
            async for chunk in self._answer.content.iter_chunked(_CHUNK_BYTES):
                yield chunk

    async def aclose(self) -> None:
        self._answer.release()


async def _send_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Hide a lost connection from aiohttp, which would send an idempotent request again."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
        raise httpx.ReadError("") from None


def _session(
    connector: aiohttp.TCPConnector, connect_s: float, *middlewares: aiohttp.ClientMiddlewareType
) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        middlewares=middlewares,
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=_SKIPPED_HEADERS,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect_s),
        trust_env=False,
    )


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Translate; the cause kept is the socket's or TLS's own error, which tells why."""
    try:
        yield
    except (aiohttp.ClientError, OSError) as error:
        raise _httpx_class(error)("") from _root(error)


def _httpx_class(error: Exception) -> type[httpx.TransportError]:
    match error:
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout
        case aiohttp.ClientConnectorError() | aiohttp.ClientSSLError():
            return httpx.ConnectError
        case TimeoutError():
            return httpx.ReadTimeout
        case aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return httpx.RemoteProtocolError
        case aiohttp.InvalidURL():
            return httpx.UnsupportedProtocol
        case _:
            return httpx.ReadError


def _root(error: Exception) -> Exception:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return error.certificate_error
    if isinstance(error, aiohttp.ClientConnectorError):
        return error.os_error
    return error
