"""What is answered without routing is answered to the same callers, and says the same."""

import json

import pytest

from app.api.bodies.connections import ConnectionList
from app.api.bodies.run_sheet import RunSheet
from app.domain.api_access import Scope
from app.domain.audit import Deed
from app.services.audit_trail import acting_through

SHEET, CONNECTIONS = "/api/run-sheet", "/api/pms/connections"
each_path = pytest.mark.parametrize("path", [SHEET, CONNECTIONS])


def ready(api, path):
    """Whether the answer is ready, to the main token."""
    services = api.services
    with acting_through("program main"):
        of = {SHEET: services.run_sheet.ready_bytes, CONNECTIONS: services.connections.ready_bytes}
        return of[path]() is not None


@each_path
async def test_a_ready_answer_is_the_one_that_was_made(open_api, path) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        assert not ready(api, path)
        made = await api.http.get(path)
        assert ready(api, path)
        again = await api.http.get(path)
        assert (made.status_code, again.status_code) == (200, 200)
        assert again.content == made.content
        kinds = [
            {name: said for name, said in each.headers.items() if name != "date"}
            for each in (made, again)
        ]
        assert kinds[0] == kinds[1]
        assert kinds[0]["cache-control"] == "no-store"


@each_path
async def test_a_ready_answer_needs_a_token_with_the_scope(open_api, path) -> None:
    async with open_api(system="gentu") as api:
        await api.http.get(path)
        assert ready(api, path)
        _, secret = await api.services.api_access.create("Booker", [Scope.BOOK])
        await api.http.get(path)  # keeping the token was a change
        async with api.client(secret) as booker, api.anonymous() as nobody:
            refused = await booker.get(path)
            assert (refused.status_code, refused.json()["details"]) == (403, {"scope": "read"})
            assert (await nobody.get(path)).status_code == 401
            page = await api.http.get(path, headers={"Origin": "https://example.com"})
            assert page.status_code == 403


@each_path
async def test_only_a_plain_look_is_answered_without_routing(open_api, path) -> None:
    async with open_api(system="gentu") as api:
        await api.http.get(path)
        assert ready(api, path)
        assert (await api.http.delete(path)).status_code == 405
        assert (await api.http.put(path, json={})).status_code == 405
        if path == SHEET:
            assert (await api.http.get(path, params={"date": "soon"})).status_code == 400
            told = (await api.http.get(path, params={"date": "2026-03-09"})).json()
            assert told["date"] == "2026-03-09"


async def test_the_bytes_are_what_the_document_promises(open_api) -> None:
    """FastAPI doesn't look at them any more."""
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        for path, model in ((SHEET, RunSheet), (CONNECTIONS, ConnectionList)):
            content = (await api.http.get(path)).content
            told = model.model_validate_json(content).model_dump(mode="json", by_alias=True)
            assert told == json.loads(content)


async def test_each_program_that_sees_the_sheet_is_in_the_audit_trail(open_api) -> None:
    async with open_api(system="gentu") as api:
        token, secret = await api.services.api_access.create("Screen", [Scope.READ])
        for _ in range(2):
            await api.http.get(SHEET)
        async with api.client(secret) as screen:
            for _ in range(2):
                await screen.get(SHEET)
        entries = await api.services.audit.entries()
        seen = [each.through for each in entries if each.deed == Deed.LIST_SEEN]
        assert [way for way in seen if way.startswith("program")] == [
            "program main",
            f"program {token.id}",
        ]
