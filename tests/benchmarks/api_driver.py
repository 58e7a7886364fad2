"""One side of the API's measurement, in a process of its own on one core.

`ours`: a practice of RunSheet's, synced again and again while the API serves. `floor PATH=FILE …`:
bare FastAPI routes that answer a file's bytes, on uvicorn as it comes. A line of JSON says where it
is. Then orders on standard input are answered by a line each: `cpu`, the process's seconds so far;
`sync` and `rest`, the beginning and the end of the syncs. Its end is the end.
"""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response

from app.api.listening import listen
from app.api.server import serving
from app.domain.sync_run import SyncStatus
from app.services import Services, Settings, open_services
from app.services.settings import utc_now
from tests.benchmarks.sync_ours import connect_everybody

LONGEST_SYNC_S = 60.0


async def _ours() -> None:
    with tempfile.TemporaryDirectory(prefix="runsheet-bench-") as name:
        async with _connected(Path(name)) as (services, connection_id), serving(services) as at:
            token = (Path(name) / "data" / "api-token").read_text()
            _tell(port=at.port, token=token)
            await _follow_orders(services, connection_id)


@asynccontextmanager
async def _connected(folder: Path) -> AsyncIterator[tuple[Services, str]]:
    settings = Settings(
        data_dir=folder / "data",
        environment={key: v for key, v in os.environ.items() if key.startswith("RUNSHEET_")},
        memory_secrets=True,
        has_rate_limit=False,
    )
    services = await open_services(settings, now=utc_now)
    try:
        connection_id = await connect_everybody(services)
        await services.sync.run(connection_id)
        yield services, connection_id
    finally:
        await services.aclose()


async def _follow_orders(services: Services, connection_id: str) -> None:
    """Syncs one after another between `sync` and `rest`; then tells how many there were."""
    syncing: asyncio.Task[int] | None = None
    wanted = asyncio.Event()
    async for order in _orders():
        if order == "sync":
            wanted.set()
            syncing = asyncio.ensure_future(_sync_while(services, connection_id, wanted))
            _tell()
        elif syncing is not None:
            wanted.clear()
            async with asyncio.timeout(LONGEST_SYNC_S):
                _tell(syncs=await syncing)


async def _orders() -> AsyncIterator[str]:
    """Every order until there are no more; `cpu` is answered here."""
    while order := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if order == "cpu":
            _tell(cpu_s=time.process_time())
        else:
            yield order


async def _sync_while(services: Services, connection_id: str, wanted: asyncio.Event) -> int:
    count = 0
    while wanted.is_set():
        run = await services.sync.run(connection_id)
        if run.status is not SyncStatus.SUCCESS:
            raise AssertionError(run.status)
        count += 1
    return count


async def _floor(answers: Mapping[str, bytes]) -> None:
    app = FastAPI(docs_url=None, redoc_url=None)
    for path, content in answers.items():
        app.get(path)(_route(content))
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", http="h11", lifespan="off"))
    running = asyncio.ensure_future(server.serve(sockets=[listening]))
    _tell(port=listening.getsockname()[1], token="none")
    async for _ in _orders():
        pass
    server.should_exit = True
    await running


def _route(content: bytes) -> Callable[[], Awaitable[Response]]:
    async def show() -> Response:
        return Response(content, media_type="application/json")

    return show


def _tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with contextlib.suppress(KeyboardInterrupt):
        if sys.argv[1] == "ours":
            asyncio.run(_ours())
        else:
            named = (each.split("=", 1) for each in sys.argv[2:])
            asyncio.run(_floor({path: Path(name).read_bytes() for path, name in named}))
