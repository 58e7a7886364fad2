"""The server: it answers where it says, in our shapes, and leaves nothing when it ends."""

import asyncio
import socket
from contextlib import AsyncExitStack

import httpx
import pytest

from app import __version__
from app.api.server import serving
from app.domain.errors import PortUnusable
from app.domain.sync_run import SyncStatus
from tests.proofs.plugin import Figure
from tests.support.desk import on_request
from tests.support.waiting import until


async def test_health_answers_without_a_token(open_api) -> None:
    async with open_api() as api, api.anonymous() as anybody:
        answer = await anybody.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__}


async def test_an_unknown_address_is_told_in_our_words(open_api) -> None:
    async with open_api(system="gentu", crms=["ghl-v2"]) as api:
        answer = await api.http.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at this address.", "details": None}


async def test_a_call_under_way_is_told_that_it_ends_and_its_sync_is_cancelled(open_api) -> None:
    async with open_api(system="gentu") as api:
        asked: list[object] = []
        api.practice.sandbox.latency_s = 3600.0
        async with AsyncExitStack() as server, api.anonymous() as client:
            address = await server.enter_async_context(serving(api.services))
            token = (api.services.settings.data_dir / "api-token").read_text()
            path = f"{address.url}/api/pms/connections/{api.practice.connection_id}/sync"
            headers = {"Authorization": f"Bearer {token}"}
            with on_request(api.practice.sandbox, asked.append):
                calling = asyncio.create_task(client.post(path, headers=headers))
                await until(lambda: asked)
            await server.aclose()
            # Nothing of it is left now: the database may be closed next.
            runs = await api.services.sync.history(api.practice.connection_id)
            answer = await calling
        assert (answer.status_code, answer.json()["error"]) == (500, "RunSheet is ending.")
        assert [run.status for run in runs] == [SyncStatus.CANCELLED]


@pytest.mark.proves("S7")
async def test_a_port_is_nobody_elses_while_it_serves(open_api, figure: Figure) -> None:
    async with open_api() as api:
        token = (api.services.settings.data_dir / "api-token").read_text()
        with pytest.raises(PortUnusable):
            async with serving(api.services, port=api.address.port):
                pass
        assert (api.services.settings.data_dir / "api-token").read_text() == token
        with socket.socket() as greedy:
            greedy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with pytest.raises(OSError, match="in use"):
                greedy.bind(("127.0.0.1", api.address.port))
    figure("2 others were refused")


async def test_it_can_begin_again_at_once_on_the_same_port(open_api) -> None:
    async with open_api() as api:
        async with serving(api.services) as first, api.anonymous() as anybody:
            await anybody.get(f"{first.url}/api/health")
        async with serving(api.services, port=first.port) as second, api.anonymous() as anybody:
            assert (await anybody.get(f"{second.url}/api/health")).status_code == 200


async def test_nothing_answers_once_it_ended(open_api) -> None:
    async with open_api() as api:
        address = api.address
    async with api.anonymous() as anybody:
        with pytest.raises(httpx.ConnectError):
            await anybody.get(f"{address.url}/api/health")
