"""A sandbox without a socket: the real client talks to its pure answers, fast."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from app.adapters.http import HttpClient
from app.sandbox.exchange import Answer, Call, Refused
from tests.support.desk import Desk, OwnVendors, opened
from tests.support.systems import OpenAdapter, Sandbox, system_of


class MemoryVendor(httpx.AsyncBaseTransport):
    """Answers from `sandbox`, which may be changed for another of the same vendor and tokens.

    `on_request` runs before each answer; `spoil` may change the bytes of an answered page.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.count = 0
        self.on_request: list[Callable[[Call], None]] = []
        self.spoil: Callable[[Call, bytes], bytes] | None = None
        self.use(sandbox)

    def use(self, sandbox: Sandbox) -> None:
        """From now on answer from this one."""
        sandbox.port = 1  # nobody listens there, and nobody is asked
        self.sandbox = sandbox

    @property
    def practice(self) -> Any:
        """The book that is served."""
        return self.sandbox.practice

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        call = _call_of(request)
        await asyncio.sleep(0)
        for callback in self.on_request:
            callback(call)
        self.count += 1
        answer = self._answer(call)
        body = self.spoil(call, answer.body) if self.spoil else answer.body
        headers = {**answer.headers, "Content-Type": answer.content_type or ""}
        return httpx.Response(answer.status, headers=headers, stream=httpx.ByteStream(body))

    def _answer(self, call: Call) -> Answer:
        try:
            return self.sandbox._server.answer(call)
        except Refused as refused:
            return refused.answer


def _call_of(request: httpx.Request) -> Call:
    path = request.url.raw_path.decode().partition("?")[0]
    return Call(
        method=request.method,
        path=path,
        segments=tuple(path.split("/")[1:]),
        query=tuple(request.url.params.multi_items()),
        headers=request.headers,
        body=request.content,
    )


@asynccontextmanager
async def memory_desk(
    folder: Path,
    vendor: MemoryVendor,
    *,
    clock: Callable[[], datetime],
    open_adapter: OpenAdapter | None = None,
) -> AsyncIterator[Desk]:
    """A connected desk whose vendor lives in this process; the adapter asks for small pages."""
    http = HttpClient(open_transport=lambda _context, _patience: vendor)
    small = open_adapter or system_of(vendor.sandbox).open_small_pages
    vendors = OwnVendors(http, open_adapter=small)
    async with opened(folder / "desk", vendor.sandbox, clock=clock, vendors=vendors) as desk:
        await desk.connect()
        yield desk
