"""Requests that never end, and bodies and ids that nobody can read."""

import pytest

from app.api.wire import Wire
from tests.api.test_guard import JSON, PATH, Attacker
from tests.support.raw_http import request


async def test_a_request_that_never_ends_is_given_up(open_api, monkeypatch) -> None:
    monkeypatch.setattr(Wire, "longest_request_s", 0.2)
    async with open_api() as api:
        attacker = Attacker(api)
        length = "Content-Length: 20"
        body = request(f"POST {PATH} HTTP/1.1", attacker.host, attacker.token, JSON, length)
        assert await attacker.sends_bytes(b"") == 0
        assert await attacker.sends_bytes(b"GET / HTTP/1.1\r\nHost: ") == 0
        assert await attacker.sends_bytes(body, b"{") == 0


async def test_an_answer_may_take_as_long_as_it_needs(open_api, monkeypatch) -> None:
    made: list[Wire] = []

    class Seen(Wire):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            made.append(self)

    monkeypatch.setattr("app.api.server.Wire", Seen)
    async with open_api() as api:
        assert (await api.http.get(PATH)).status_code == 200
        assert [each.giving_up for each in made] == [None]


@pytest.mark.parametrize("body", [b'{"name": "\xff"}', b"[" * 60_000, b"9" * 5_000])
async def test_a_body_that_nobody_can_read_is_named(open_api, body) -> None:
    async with open_api() as api:
        headers = {"Content-Type": "application/json"}
        answer = await api.http.post("/api/run-sheet/clinicians", content=body, headers=headers)
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == ["body"]


async def test_an_id_that_no_database_takes_is_a_404(open_api) -> None:
    async with open_api() as api:
        answer = await api.http.get("/api/pms/connections/%00")
        assert (answer.status_code, answer.json()["details"]) == (404, None)


async def test_head_is_answered_as_get_is_and_without_a_body(open_api) -> None:
    async with open_api(system="gentu", crms=["hubspot"]) as api:
        known = f"/api/pms/connections/{api.practice.connection_id}"
        for path in ("/api/health", "/api/run-sheet", known, f"{known}/sync", "/openapi.json"):
            head, got = await api.http.head(path), await api.http.get(path)
            assert (head.status_code, head.content) == (200, b""), path
            assert head.headers["content-length"] == str(len(got.content)), path
            assert head.headers["cache-control"] == "no-store"
        assert (await api.http.head("/api/pms/connections/none")).status_code == 404
        posted = await api.http.head(f"{known}/test")
        assert (posted.status_code, posted.headers["allow"]) == (405, "POST")
        both = await api.http.put("/api/pms/connections")
        assert (both.status_code, both.headers["allow"]) == (405, "GET, HEAD, POST")
        async with api.anonymous() as anybody:
            assert (await anybody.head("/api/run-sheet")).status_code == 401
