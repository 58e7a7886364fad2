"""A clock that never sleeps and a vendor's server of a few lines, on the loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.adapters.base import RateLimit
from app.adapters.http import HttpClient, HttpView
from app.adapters.pacing import Clock, Patience
from app.adapters.sign_in import ClientCredentials

SECRET = "s3cret-never-shown"
TOKEN = "tok3n-never-shown"


class FakeClock:
    """Time that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=lambda: self.seconds, sleep=self.sleep)

    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes = b""


Reply = bytes
Act = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def reply(
    body: bytes | object = b"{}",
    status: int = 200,
    content_type: str | None = "application/json",
    **headers: str,
) -> Reply:
    """The bytes of an answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(content)}"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


@dataclass
class Vendor:
    """Answers the token path itself and everything else from `replies`, the last one for ever."""

    clock: FakeClock
    replies: list[Reply | Act] = field(default_factory=list)
    token_replies: list[Reply | Act] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    token_requests: list[Request] = field(default_factory=list)
    patience: Patience = field(default_factory=Patience)
    port: int = 0
    http: HttpClient = None  # type: ignore[assignment]  # set while it listens

    def view(self, *, signed_in: bool = False, limit: RateLimit | None = None) -> HttpView:
        base_url = f"http://127.0.0.1:{self.port}/v1"
        sign_in = ClientCredentials(
            token_url=base_url + "/oauth2/token", client_id="id", client_secret=SECRET
        )
        return self.http.view(
            system="Gentu",
            base_url=base_url,
            sign_in=sign_in if signed_in else None,
            rate_limit=limit,
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await self._answer(await _read_request(reader), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        is_token = request.target.endswith("/oauth2/token")
        (self.token_requests if is_token else self.requests).append(request)
        replies = self.token_replies if is_token else self.replies
        if is_token and not replies:
            answer: Reply | Act = token_reply(f"{TOKEN}-{len(self.token_requests)}")
        else:
            answer = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(request, writer)


def token_reply(token: str = TOKEN, expires_in: object = 3599) -> Reply:
    return reply({"token_type": "Bearer", "access_token": token, "expires_in": expires_in})


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


Serving = Callable[..., AbstractAsyncContextManager[Vendor]]


@pytest.fixture
def serving(fake_clock: FakeClock) -> Serving:
    """`async with serving(reply(...)) as vendor`: listens, with a client on the fake clock."""

    @asynccontextmanager
    async def serve(*replies: Reply | Act, **patience: Any) -> AsyncIterator[Vendor]:
        vendor = Vendor(clock=fake_clock, replies=list(replies), patience=Patience(**patience))
        server = await asyncio.start_server(vendor.serve, "127.0.0.1", 0)
        vendor.port = server.sockets[0].getsockname()[1]
        vendor.http = HttpClient(
            patience=vendor.patience, clock=fake_clock.clock, has_route=lambda: True
        )
        try:
            yield vendor
        finally:
            await vendor.http.aclose()
            server.close()
            await _let_handlers_end()

    return serve


async def _let_handlers_end() -> None:
    """The server's own tasks end once their sockets do."""
    for _ in range(200):
        if asyncio.all_tasks() <= {asyncio.current_task()}:
            return
        await asyncio.sleep(0.005)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
