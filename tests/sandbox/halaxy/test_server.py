"""Halaxy's operations: what is refused, and what a good request gets."""

import httpx
import pytest

from app.sandbox import HalaxyTokens, made_up_halaxy_practice, running_halaxy

NAMED = {"Accept": "application/fhir+json", "User-Agent": "Tests (tests@example.com)"}


def issue(answer):
    return answer.json()["issue"][0]


def test_a_token_says_an_hour_and_lives_fifteen_minutes(halaxy, client, key):
    answer = client.post("/oauth/token", json=key)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "token_type": "Bearer",
        "expires_in": 3600,
        "access_token": halaxy.tokens.given[-1],
    }
    assert halaxy.tokens.lives_s == 900


def test_a_token_is_refused_for_any_other_body(halaxy, client, key):
    answers = [
        client.post("/oauth/token", data=key),
        client.post("/oauth/token", json={**key, "grant_type": "password"}),
        client.post("/oauth/token", json={**key, "scope": "all"}),
        client.post("/oauth/token", json={"grant_type": "client_credentials"}),
        client.post("/oauth/token", content=b"{", headers={"Content-Type": "application/json"}),
        client.post("/oauth/token", json=key, params={"region": "au"}),
    ]
    assert [answer.status_code for answer in answers] == [400] * 6
    assert len(halaxy.violations) == 6


@pytest.mark.parametrize("name", ["client_id", "client_secret"])
def test_a_wrong_key_gets_no_token_but_breaks_no_rule(halaxy, client, key, name):
    answer = client.post("/oauth/token", json={**key, name: "wrong"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert halaxy.violations == []


@pytest.mark.parametrize("header", [None, "Bearer nonsense", "Basic abc"])
def test_nothing_is_answered_without_a_good_token(halaxy, header):
    headers = NAMED if header is None else {**NAMED, "Authorization": header}
    for path in ("metadata", "Appointment", "Patient/1"):
        answer = httpx.get(f"{halaxy.base_url}/{path}", headers=headers)
        assert (answer.status_code, issue(answer)["code"]) == (401, "login")


def test_a_token_expires(halaxy, client):
    assert client.get("/Organization").status_code == 200
    halaxy.tokens.expire_all()
    answer = client.get("/Organization")
    assert (answer.status_code, issue(answer)["code"]) == (401, "expired")
    assert halaxy.violations == []


def test_a_token_lives_as_long_as_it_is_set_to_and_its_end_may_have_another_status(sign_in):
    tokens = HalaxyTokens(lives_s=0, expired_status=403)
    with running_halaxy(made_up_halaxy_practice(), tokens=tokens) as short:
        answer = sign_in(short).get("/Organization")
        assert (answer.status_code, issue(answer)["code"]) == (403, "expired")


def test_a_deleted_key_ends_every_token_and_gets_none(halaxy, client, key):
    halaxy.tokens.revoke_key()
    assert client.get("/Organization").status_code == 401
    assert client.post("/oauth/token", json=key).status_code == 401


def test_a_key_without_scopes_gets_tokens_and_403(halaxy, client, key):
    halaxy.practice.revoke()
    assert client.post("/oauth/token", json=key).status_code == 200
    assert client.get("/metadata").status_code == 200
    for path in ("/Organization", "/Appointment", "/Patient/150000007"):
        answer = client.get(path)
        assert (answer.status_code, issue(answer)["code"]) == (403, "forbidden")
    halaxy.practice.pair()
    assert client.get("/Appointment").status_code == 200
    assert halaxy.violations == []


def test_a_key_without_the_patients_scope_sees_none_of_them(halaxy, client, day_query, ids):
    patients = {patient.id for patient in halaxy.practice.patients()}
    assert patients & set(ids(client.get("/Appointment", params=day_query).json(), mode="include"))
    halaxy.practice.scopes -= {"Patient"}
    assert client.get("/Patient").status_code == 403
    bundle = client.get("/Appointment", params=day_query).json()
    assert ids(bundle)
    assert not patients & set(ids(bundle, mode="include"))


def test_broken_requests_are_refused_and_told_as_violations(halaxy, client):
    without_accept = client.build_request("GET", "/Patient")
    del without_accept.headers["Accept"]
    without_agent = client.build_request("GET", "/Patient")
    del without_agent.headers["User-Agent"]
    answers = [
        client.get("/Patient", headers={"Accept": "application/json"}),
        client.send(without_accept),
        client.send(without_agent),
        client.get("/Patient", params={"unheard": "of"}),
        client.get("/Patient/1", params={"_id": "1"}),
        client.request("GET", "/Patient", content=b"{}"),
        client.post("/Patient"),
        client.get("/Observation"),
        client.get("/paged/nothing"),
    ]
    statuses = [400, 400, 400, 400, 400, 400, 405, 404, 404]
    assert [answer.status_code for answer in answers] == statuses
    assert [record.status for record in halaxy.violations] == statuses
    assert answers[6].headers["Allow"] == "GET"


@pytest.mark.parametrize(
    "kind",
    [
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "HealthcareService",
        "Appointment",
        "Patient",
    ],
)
def test_an_unknown_id_is_404_and_no_violation(halaxy, client, kind):
    answer = client.get(f"/{kind}/PR-1")
    assert (answer.status_code, issue(answer)["code"]) == (404, "not-found")
    assert halaxy.violations == []
    assert client.get(f"/{kind}/a%20b").status_code == 422


def test_every_answer_tells_the_quota_and_the_one_too_many_is_429(halaxy, client, key):
    halaxy.quota_per_minute = 4  # the token was the first
    answers = [
        client.get("/Organization"),
        client.get("/Patient/none"),
        client.post("/oauth/token", json=key),
        client.get("/Organization"),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 429]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {"4"}
    assert 0 < int(answers[3].headers["Retry-After"]) <= 60
    assert issue(answers[3])["code"] == "throttled"


def test_without_a_quota_none_is_told(halaxy, client):
    assert client.get("/Organization").headers["x-ratelimit-limit"] == "500"
    halaxy.quota_per_minute = None
    assert "x-ratelimit-limit" not in client.get("/Organization").headers


def test_what_a_person_types_and_what_no_log_may_hold(halaxy, client):
    assert halaxy.sign_in == {
        "region": "au",
        "clientId": halaxy.client_id,
        "clientSecret": halaxy.client_secret,
    }
    assert halaxy.environment == {"RUNSHEET_HALAXY_BASE_URL": halaxy.base_url}
    assert halaxy.account_id == "PG-48213"
    token = client.headers["Authorization"].removeprefix("Bearer ")
    assert halaxy.secrets == (halaxy.client_secret, token)
