"""The sandbox's Gentu without a socket: the real client talks to its pure answers, fast."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx

from app.adapters.base import PmsAccount, PmsAdapter
from app.adapters.http import HttpClient
from app.adapters.pms.gentu.client import GentuAdapter
from app.sandbox import CursorStyle, Practice, Tokens
from app.sandbox.exchange import Answer, Call, Refused
from app.sandbox.gentu.server import GentuServer
from app.sandbox.gentu.tokens import APP_ID, CLIENT_ID, CLIENT_SECRET
from tests.support.desk import Desk, OpenAdapter, OwnVendors, opened

SMALL_PAGE = 5


class MemoryVendor(httpx.AsyncBaseTransport):
    """`on_request` runs before each answer; `spoil` may change the bytes of an answered page."""

    port = 1
    base_url = "http://localhost/v1"

    def __init__(self, practice: Practice, *, cursors: CursorStyle = CursorStyle.KEYSET) -> None:
        self._tokens = Tokens()
        self.count = 0
        self.on_request: list[Callable[[Call], None]] = []
        self.spoil: Callable[[Call, bytes], bytes] | None = None
        self.use(practice, cursors=cursors)

    def use(self, practice: Practice, *, cursors: CursorStyle) -> None:
        """From now on answer from this practice with these cursors."""
        self.practice = practice
        self._server = GentuServer(practice, tokens=self._tokens, cursors=cursors)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "RUNSHEET_GENTU_BASE_URL": self.base_url,
            "RUNSHEET_GENTU_APP_ID": APP_ID,
            "RUNSHEET_GENTU_CLIENT_ID": CLIENT_ID,
            "RUNSHEET_GENTU_CLIENT_SECRET": CLIENT_SECRET,
        }

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
            return self._server.answer(call)
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


def open_small_pages(http: HttpClient, account: PmsAccount) -> PmsAdapter:
    """The real adapter, asking for pages of five."""
    return GentuAdapter.open(http, account, page_size=SMALL_PAGE)


@asynccontextmanager
async def memory_desk(
    folder: Path,
    vendor: MemoryVendor,
    *,
    clock: Callable[[], datetime],
    open_adapter: OpenAdapter = open_small_pages,
) -> AsyncIterator[Desk]:
    """A connected desk whose vendor lives in this process."""
    http = HttpClient(open_transport=lambda _context, _patience: vendor)
    vendors = OwnVendors(http, open_adapter=open_adapter)
    async with opened(folder / "desk", vendor, clock=clock, vendors=vendors) as desk:  # type: ignore[arg-type]
        await desk.connect()
        yield desk
