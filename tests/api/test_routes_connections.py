"""Connections over HTTP, as the first seed shows them and the contract page completes it."""

import json

import pytest

from app.domain.connection import SetupStep
from tests.support.seed_shapes import (
    CONNECTION,
    CREATED,
    HEALTHY,
    LISTED,
    PAIRED,
    RECENT_SYNC,
    UNHEALTHY,
    assert_shows,
)

BASE = "/api/pms/connections"
NOWHERE = "01a200a2-0000-7000-8000-000000000000"


def keys_of(sandbox):
    """What the sandbox's sign-in form asks for, as the API takes it."""
    told = dict(sandbox.sign_in)
    placed = {name: told.pop(name) for name in ("practiceId", "region") if name in told}
    return {**placed, "credentials": told}


async def created(api, **more):
    answer = await api.http.post(BASE, json={"pmsType": "gentu", **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_the_list_shows_every_connection_the_newest_first(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        api.clock.advance(minutes=1)
        later = await created(api)
        answer = await api.http.get(BASE)
        assert answer.status_code == 200
        newest, synced = answer.json()["connections"]
        assert newest == later
        assert_shows(synced, LISTED)
        assert (synced["id"], synced["lastSyncStatus"]) == (api.practice.connection_id, "success")
        assert (synced["paired"], newest["paired"]) == (True, False)


async def test_a_new_connection_does_not_sync_yet(open_api) -> None:
    async with open_api() as api:
        told = await created(api, displayName="My Practice", timezone="Australia/Perth")
        assert_shows(told, CREATED)
        assert told["displayName"] == "My Practice"
        assert told["timezone"] == "Australia/Perth"
        assert (told["syncEnabled"], told["paired"], told["credentialsConfigured"]) == (False,) * 3
        assert (told["syncTelehealthOnly"], told["syncFrequencyMinutes"]) == (True, 15)
        assert (await created(api))["displayName"] == "New Gentu connection"
        assert (await created(api, displayName=" My\0\nPractice"))["displayName"] == "My Practice"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "pmsType"),
        ({"pmsType": "epic"}, "pmsType"),
        ({"pmsType": 7}, "pmsType"),
        ({"pmsType": "gentu", "displayName": 5}, "displayName"),
        ({"pmsType": "gentu", "displayName": " \t "}, "displayName"),
        ({"pmsType": "gentu", "displayName": "\ud800"}, "displayName"),
        ({"pmsType": "gentu", "timezone": "Mars/Base"}, "timezone"),
        ({"pmsType": "halaxy", "region": "us"}, "region"),
        ({"pmsType": "halaxy", "credentials": {"clientId": "one"}}, "credentials"),
        ({"pmsType": "medirecords", "practiceId": "\n"}, "practiceId"),
    ],
)
async def test_what_cannot_be_a_connection_is_a_400_that_names_the_field(
    open_api, body, field
) -> None:
    async with open_api() as api:
        as_json = {"Content-Type": "application/json"}
        answer = await api.http.post(BASE, content=json.dumps(body), headers=as_json)
        assert answer.status_code == 400
        assert list(answer.json()) == ["error", "details"]
        assert list(answer.json()["details"]["fields"]) == [field]
        assert (await api.http.get(BASE)).json() == {"connections": []}


async def test_a_connection_is_shown_with_its_last_syncs(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        answer = await api.http.get(f"{BASE}/{api.practice.connection_id}")
        assert answer.status_code == 200
        told = answer.json()
        assert_shows(told["connection"], CONNECTION)
        assert len(told["recentSyncs"]) == 1
        assert_shows(told["recentSyncs"][0], RECENT_SYNC)


async def test_settings_are_changed_and_the_others_stay(open_api) -> None:
    async with open_api(system="gentu") as api:
        url = f"{BASE}/{api.practice.connection_id}"
        before = (await api.http.get(url)).json()["connection"]
        wish = {
            "displayName": "Updated Name",
            "syncEnabled": False,
            "syncFrequencyMinutes": 30,
            "syncTelehealthOnly": True,
        }
        answer = await api.http.patch(url, json=wish)
        assert answer.status_code == 200
        after = answer.json()
        assert_shows(after, CONNECTION | {"lastSyncAt": None, "lastSyncStatus": None})
        assert after == before | wish | {"updatedAt": after["updatedAt"]}
        assert (await api.http.patch(url, json={"syncEnabled": None})).json() == after
        assert (await api.http.get(url)).json()["connection"] == after


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"syncFrequencyMinutes": 0}, "syncFrequencyMinutes"),
        ({"syncFrequencyMinutes": 1441}, "syncFrequencyMinutes"),
        ({"syncFrequencyMinutes": 2.5}, "syncFrequencyMinutes"),
        ({"syncFrequencyMinutes": True}, "syncFrequencyMinutes"),
        ({"syncEnabled": "yes"}, "syncEnabled"),
        ({"timezone": "Nowhere"}, "timezone"),
        ({"displayName": "x" * 201}, "displayName"),
        ({"region": "us"}, "region"),
    ],
)
async def test_an_impossible_setting_changes_nothing(open_api, wish, field) -> None:
    async with open_api(system="gentu") as api:
        url = f"{BASE}/{api.practice.connection_id}"
        before = (await api.http.get(url)).json()
        answer = await api.http.patch(url, json={"syncTelehealthOnly": True, **wish})
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == [field]
        assert (await api.http.get(url)).json() == before


async def test_syncing_is_not_switched_on_before_the_pairing(open_api) -> None:
    async with open_api() as api:
        url = f"{BASE}/{(await created(api))['id']}"
        answer = await api.http.patch(url, json={"syncEnabled": True})
        assert answer.status_code == 409
        assert answer.json()["details"] == {"code": "AUTH-08"}


async def test_a_removed_connection_is_gone(open_api) -> None:
    async with open_api(system="gentu") as api:
        url = f"{BASE}/{api.practice.connection_id}"
        answer = await api.http.delete(url)
        assert answer.status_code == 200
        assert answer.json() == {"success": True, "message": "Connection deleted"}
        assert (await api.http.delete(url)).status_code == 404


OF_A_CONNECTION = [
    ("GET", "", None),
    ("PATCH", "", {"syncEnabled": False}),
    ("DELETE", "", None),
    ("POST", "/pair", {"pairingCode": "ABCD1234"}),
    ("POST", "/test", None),
    ("GET", "/practitioners", None),
    ("POST", "/practitioners", {"mappings": []}),
    ("GET", "/appointment-types", None),
    ("PATCH", "/appointment-types", {"appointmentTypes": []}),
    ("POST", "/sync", None),
    ("GET", "/sync", None),
]


async def test_an_unknown_connection_is_a_404(open_api) -> None:
    told = {"error": "There is no such connection.", "details": {"code": "ASK-02"}}
    async with open_api() as api:
        for method, path, body in OF_A_CONNECTION:
            for id_ in (NOWHERE, "no-uuid"):
                answer = await api.http.request(method, f"{BASE}/{id_}{path}", json=body)
                assert (answer.status_code, answer.json()) == (404, told), (method, path, id_)
            answer = await api.http.request(method, f"{BASE}/%00{path}", json=body)
            nothing = {"error": "There is nothing at this address.", "details": None}
            assert (answer.status_code, answer.json()) == (404, nothing), (method, path)


async def test_a_pairing_code_connects_the_practice_and_starts_its_syncing(open_api) -> None:
    async with open_api(system="gentu", connected=False) as api:
        url = f"{BASE}/{(await created(api, displayName='My Practice'))['id']}"
        answer = await api.http.post(f"{url}/pair", json={"pairingCode": "TEST1234"})
        assert answer.status_code == 200
        assert_shows(answer.json(), PAIRED)
        after = (await api.http.get(url)).json()["connection"]
        assert after["tenantId"] == answer.json()["tenantId"]
        assert after["displayName"] == answer.json()["tenantName"]
        assert after["timezone"] == "Australia/Melbourne"
        assert (after["paired"], after["syncEnabled"]) == (True, True)


async def test_a_wrong_a_used_and_an_unanswered_code_are_told_apart(open_api) -> None:
    async with open_api(system="gentu", connected=False) as api:
        sandbox = api.practice.sandbox
        one, other = [f"{BASE}/{(await created(api))['id']}/pair" for _ in range(2)]
        wrong = await api.http.post(one, json={"pairingCode": "?"})
        assert (wrong.status_code, wrong.json()["success"]) == (400, False)
        assert wrong.json()["error"].startswith("That code didn't work.")
        assert (await api.http.post(one, json={"pairingCode": "TEST1234"})).status_code == 200
        used = await api.http.post(other, json={"pairingCode": "TEST1234"})
        assert (used.status_code, used.json()["success"]) == (409, False)
        assert used.json()["error"].startswith("This code was already used")
        sandbox.faults.add("status_500")
        down = await api.http.post(other, json={"pairingCode": "TEST5678"})
        assert (down.status_code, down.json()["success"]) == (502, False)
        sandbox.faults.clear()
        for body in ({}, {"pairingCode": ""}, {"pairingCode": "x" * 21}, {"pairingCode": 12345678}):
            answer = await api.http.post(other, json=body)
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == ["pairingCode"]


async def test_a_code_for_a_system_that_takes_keys_is_a_400(open_api) -> None:
    async with open_api() as api:
        made = await api.http.post(BASE, json={"pmsType": "halaxy"})
        url = f"{BASE}/{made.json()['id']}/pair"
        answer = await api.http.post(url, json={"pairingCode": "ABCD1234"})
        assert answer.status_code == 400
        assert answer.json()["error"] == "Halaxy is not connected with a code."


async def test_a_healthy_connection_says_what_it_found(open_api) -> None:
    async with open_api(system="gentu") as api:
        answer = await api.http.post(f"{BASE}/{api.practice.connection_id}/test")
        assert answer.status_code == 200
        assert_shows(answer.json(), HEALTHY)


@pytest.mark.parametrize(
    ("fault", "message"),
    [("status_401", "Authentication failed"), ("status_500", "Connection failed")],
)
async def test_an_unhealthy_connection_says_why(open_api, fault, message) -> None:
    async with open_api(system="gentu") as api:
        api.practice.sandbox.faults.add(fault)
        answer = await api.http.post(f"{BASE}/{api.practice.connection_id}/test")
        assert answer.status_code == 200
        assert_shows(answer.json(), UNHEALTHY)
        assert (answer.json()["healthy"], answer.json()["message"]) == (False, message)
        api.practice.sandbox.faults.clear()


@pytest.mark.parametrize("system", ["medirecords", "halaxy"])
async def test_keys_given_with_the_connection_count_once_the_test_has_passed(
    open_api, system
) -> None:
    async with open_api(system=system, connected=False) as api:
        sandbox = api.practice.sandbox
        body = {"pmsType": system, "timezone": "Australia/Melbourne", **keys_of(sandbox)}
        made = (await api.http.post(BASE, json=body)).json()
        assert (made["credentialsConfigured"], made["paired"]) == (True, False)
        assert all(value not in str(made) for value in body["credentials"].values())
        url = f"{BASE}/{made['id']}"
        assert (await api.http.post(f"{url}/test")).json()["healthy"] is True
        after = (await api.http.get(url)).json()["connection"]
        assert (after["paired"], after["syncEnabled"]) == (True, True)


@pytest.mark.parametrize("system", ["medirecords", "halaxy", "gentu"])
async def test_other_keys_of_a_paired_connection_are_tried_before_they_are_kept(
    open_api, system
) -> None:
    async with open_api(system=system) as api:
        url = f"{BASE}/{api.practice.connection_id}"
        good = _credentials(api)
        before = (await api.http.get(url)).json()["connection"]
        bad = dict.fromkeys(good, "not-the-key")
        refused = await api.http.patch(url, json={"displayName": "Other", "credentials": bad})
        assert refused.status_code == 400, refused.text
        assert refused.json()["details"]["code"] == "AUTH-09"
        assert (await api.http.get(url)).json()["connection"] == before
        assert (await api.http.post(f"{url}/test")).json()["healthy"] is True
        taken = await api.http.patch(url, json={"displayName": "Other", "credentials": good})
        assert taken.status_code == 200
        assert taken.json()["displayName"] == "Other"
        assert taken.json()["credentialsConfigured"] is True
        assert taken.json()["tenantId"] == before["tenantId"]
        assert (await api.http.post(f"{url}/test")).json()["healthy"] is True


async def test_keys_of_an_unpaired_connection_are_kept_until_its_test(open_api) -> None:
    async with open_api(system="halaxy", connected=False) as api:
        made = (await api.http.post(BASE, json={"pmsType": "halaxy"})).json()
        url = f"{BASE}/{made['id']}"
        answer = await api.http.patch(url, json=keys_of(api.practice.sandbox))
        assert answer.status_code == 200
        assert (answer.json()["credentialsConfigured"], answer.json()["paired"]) == (True, False)
        assert (await api.http.post(f"{url}/test")).json()["healthy"] is True


async def test_another_practices_id_changes_nothing(open_api) -> None:
    async with open_api(system="medirecords") as api:
        url = f"{BASE}/{api.practice.connection_id}"
        before = (await api.http.get(url)).json()["connection"]
        answer = await api.http.patch(url, json={"practiceId": NOWHERE})
        assert answer.status_code in {400, 409}
        assert (await api.http.get(url)).json()["connection"] == before


async def test_a_wizard_that_was_left_is_not_switched_on(open_api) -> None:
    """Only a program's pairing starts the syncing; a person says so at the wizard's end."""
    async with open_api(system="gentu", connected=False) as api:
        made = await api.services.connections.create("gentu")
        await api.services.sign_in.pair(made.id, "TEST1234")
        after = (await api.services.connections.get(made.id)).connection
        assert (after.sync_enabled, after.setup_step) == (False, SetupStep.PEOPLE)


def _credentials(api):
    sandbox = api.practice.sandbox
    if sandbox.vendor != "gentu":
        return keys_of(sandbox)["credentials"]
    names = {"appId": "APP_ID", "clientId": "CLIENT_ID", "clientSecret": "CLIENT_SECRET"}
    told = sandbox.environment
    return {name: told[f"RUNSHEET_GENTU_{variable}"] for name, variable in names.items()}
