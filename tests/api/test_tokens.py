"""Named tokens over HTTP: what each is good for, until when, and what wrong ones cost."""

import logging

import pytest

from app.domain.api_access import ALL_SCOPES, Scope
from app.domain.audit import Deed
from app.services import open_services
from app.services.logs import Event
from tests.support.api import Api
from tests.support.waiting import patience

ASKS = {
    Scope.READ: ("GET", "/api/pms/connections", None),
    Scope.ADMIN: ("POST", "/api/pms/connections", {"pmsType": "gentu"}),
    Scope.BOOK: ("POST", "/api/run-sheet/appointments", {}),
}


async def status(api: Api, token: str, scope: Scope) -> int:
    """What a call that needs this scope is answered."""
    method, path, body = ASKS[scope]
    async with api.client(token) as client:
        return (await client.request(method, path, json=body)).status_code


async def test_a_token_is_good_for_its_scopes_and_for_nothing_else(open_api) -> None:
    async with open_api() as api:
        for given in Scope:
            _, secret = await api.services.api_access.create(f"{given} alone", [given])
            seen = {scope: await status(api, secret, scope) for scope in Scope}
            assert {scope for scope in Scope if seen[scope] == 403} == ALL_SCOPES - {given}
            assert seen[given] in {200, 201, 400}
        assert {await status(api, api.token, scope) for scope in Scope} == {200, 201, 400}


async def test_a_scope_that_is_missing_is_named(open_api) -> None:
    async with open_api() as api:
        _, secret = await api.services.api_access.create("Wall screen", [Scope.READ])
        async with api.client(secret) as client:
            answer = await client.post("/api/pms/connections", json={"pmsType": "gentu"})
    assert answer.status_code == 403
    assert answer.json() == {
        "error": "This token is not for that: it lacks the scope admin.",
        "details": {"scope": "admin"},
    }


async def test_a_revoked_token_opens_nothing_from_now_on(open_api) -> None:
    async with open_api() as api:
        token, secret = await api.services.api_access.create("Wall screen", [Scope.READ])
        assert await status(api, secret, Scope.READ) == 200
        await api.services.api_access.revoke(token.id)
        assert await status(api, secret, Scope.READ) == 401
        assert await status(api, api.token, Scope.READ) == 200


async def test_another_process_makes_and_revokes_tokens_for_this_one(open_api, monkeypatch) -> None:
    async with open_api() as api:
        assert await status(api, "not-yet-known", Scope.READ) == 401
        # The keys of a test are in memory: the other process is let into the same ones.
        monkeypatch.setattr(
            "app.services.data_folder.MemorySecrets", lambda: api.services.core.secrets
        )
        elsewhere = await open_services(api.services.settings)
        try:
            token, secret = await elsewhere.api_access.create("Web run sheet", [Scope.READ])
            async with patience():
                while await status(api, secret, Scope.READ) != 200:
                    pass
            await elsewhere.api_access.revoke(token.id)
            async with patience():
                while await status(api, secret, Scope.READ) != 401:
                    pass
        finally:
            await elsewhere.aclose()


async def test_the_last_use_of_a_token_is_known(open_api) -> None:
    async with open_api() as api:
        access = api.services.api_access
        _, secret = await access.create("Wall screen", [Scope.READ])
        assert (await access.list())[0].last_used_at is None
        async with patience():
            while (await access.list())[0].last_used_at is None:
                assert await status(api, secret, Scope.READ) == 200
        assert (await access.list())[0].last_used_at == api.clock()


async def test_too_many_wrong_tokens_are_slowed_and_good_ones_go_on(open_api, caplog) -> None:
    caplog.set_level(logging.INFO, logger="runsheet.events")
    async with open_api(wrong_tokens_a_minute=4) as api:
        seen = [await status(api, f"wrong-{number}", Scope.READ) for number in range(5)]
        assert seen == [401, 401, 401, 401, 429]
        async with api.client("wrong-again") as client:
            answer = await client.get("/api/pms/connections")
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 60
        assert await status(api, api.token, Scope.READ) == 200
        trail = await api.services.audit.entries()
    refused = [each for each in trail if each.deed == Deed.ACCESS_REFUSED]
    assert [each.objects for each in refused] == [("1",), ("2",), ("4",)]
    assert {each.through for each in refused} == {"program unknown"}
    noted = [record for record in caplog.records if record.msg is Event.API_REFUSED]
    assert [record.facts for record in noted] == [{"count": 1}, {"count": 2}, {"count": 4}]
    assert "wrong" not in caplog.text.replace("wrong_tokens", "")


async def test_no_token_at_all_is_no_guess(open_api) -> None:
    async with open_api(wrong_tokens_a_minute=1) as api, api.anonymous() as anybody:
        seen = {(await anybody.get("/api/pms/connections")).status_code for _ in range(5)}
    assert seen == {401}


@pytest.mark.parametrize("secret", ["\u00fc", "x" * 5000, "a b"])
async def test_a_token_of_any_letters_is_only_wrong(open_api, secret) -> None:
    async with open_api() as api, api.anonymous() as anybody:
        headers = {"Authorization": f"Bearer {secret}".encode()}
        assert (await anybody.get("/api/pms/connections", headers=headers)).status_code == 401


async def test_a_fixed_token_may_have_any_letters(open_api) -> None:
    fixed = "schlüssel-für-die-praxis"
    async with open_api(environment={"RUNSHEET_API_TOKEN": fixed}) as api, api.anonymous() as http:
        for sent in (fixed, "schlussel-fur-die-praxis"):
            headers = [(b"Authorization", f"Bearer {sent}".encode())]
            answer = await http.get("/api/run-sheet", headers=headers)
            assert answer.status_code == (200 if sent == fixed else 401)
