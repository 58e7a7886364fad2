"""Gentu's operations: what is refused, and what a good request gets."""

import httpx
import pytest

from app.sandbox import Tokens, running_gentu


def test_a_token_answer_has_apigees_fields(gentu):
    answer = httpx.post(
        f"{gentu.base_url}/oauth2/token",
        data={"grant_type": "client_credentials"},
        auth=(gentu.client_id, gentu.client_secret),
    )
    assert answer.status_code == 200
    body = answer.json()
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3599)
    assert isinstance(body["issued_at"], str)
    assert "developer.email" in body


@pytest.mark.parametrize(
    "form", [{}, {"grant_type": "password"}, {"grant_type": "client_credentials", "client_id": "x"}]
)
def test_a_token_is_refused_for_any_other_form(gentu, form):
    answer = httpx.post(
        f"{gentu.base_url}/oauth2/token", data=form, auth=(gentu.client_id, gentu.client_secret)
    )
    assert answer.status_code == 400
    assert len(gentu.violations) == 1


def test_a_wrong_secret_gets_no_token_but_breaks_no_rule(gentu):
    answer = httpx.post(
        f"{gentu.base_url}/oauth2/token",
        data={"grant_type": "client_credentials"},
        auth=(gentu.client_id, "wrong"),
    )
    assert (answer.status_code, answer.json()["ErrorCode"]) == (401, "invalid_client")
    assert gentu.violations == []


@pytest.mark.parametrize("header", [None, "Bearer nonsense", "Basic abc"])
def test_nothing_is_answered_without_a_good_token(gentu, header):
    headers = {} if header is None else {"Authorization": header}
    answer = httpx.get(f"{gentu.base_url}/tenants", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["fault"]["faultstring"]


def test_a_token_expires(gentu, client):
    assert client.get("/tenants").status_code == 200
    gentu.tokens.expire_all()
    answer = client.get("/tenants")
    assert answer.status_code == 401
    assert answer.json()["fault"]["detail"]["errorcode"].endswith("access_token_expired")


def test_a_token_lives_as_long_as_it_says(sign_in):
    with running_gentu(tokens=Tokens(expires_in_s=0, expires_in_is_text=True)) as short:
        assert sign_in(short).get("/tenants").status_code == 401


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("7KQ2M9XD", 200),
        ("USED0000", 409),
        ("EXPIRED0", 404),
        ("UNKNOWN0", 404),
        ("SHORT", 400),
        ("TOOLONG99", 400),
        ("7KQ2-9XD", 400),
    ],
)
def test_pairing_codes_answer_as_documented(sign_in, code, status):
    with running_gentu() as gentu:
        client = sign_in(gentu)
        assert client.get("/tenants").json() == []
        answer = client.put(f"/apps/{gentu.app_id}/pairing/{code}")
        assert answer.status_code == status
        assert answer.json()["message"]
        listed = [{"tenantId": gentu.tenant_id, "status": "enabled"}] if status == 200 else []
        assert client.get("/tenants").json() == listed


def test_a_pairing_code_works_once(gentu, client):
    path = f"/apps/{gentu.app_id}/pairing/abcd1234"
    assert [client.put(path).status_code for _ in range(2)] == [200, 409]


def test_another_app_cannot_pair(client):
    assert client.put("/apps/another-app/pairing/ABCD1234").status_code == 403


def test_a_tenant_that_is_not_paired_is_forbidden_and_an_unknown_one_not_found(sign_in):
    with running_gentu() as gentu:
        client = sign_in(gentu)
        assert client.get(f"/tenants/{gentu.tenant_id}").status_code == 403
        other = "00000000-0000-4000-8000-000000000000"
        assert client.get(f"/tenants/{other}").status_code == 404
        assert client.get("/tenants/not-a-uuid").status_code == 400


def test_a_revoked_practice_is_listed_as_disabled_and_closed(gentu, client):
    gentu.practice.revoke()
    assert client.get("/tenants").json()[0]["status"] == "disabled"
    assert client.get(f"/tenants/{gentu.tenant_id}/practitioners").status_code == 403


@pytest.mark.parametrize("kind", ["appointments", "patients", "practitioners"])
def test_an_unknown_id_is_not_found_with_a_message(gentu, client, kind):
    path = f"/tenants/{gentu.tenant_id}/{kind}/00000000-0000-4000-8000-000000000000"
    answer = client.get(path)
    assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})
    assert gentu.violations == []


def test_wrong_methods_and_unknown_paths_are_violations(gentu, client):
    answer = client.post("/tenants")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert client.get("/practices").status_code == 404
    assert client.get("/tenants", headers={"Accept": "text/html"}).status_code == 400
    assert client.get("/tenants", params={"page": 1}).status_code == 400
    assert client.request("GET", "/tenants", content=b"{}").status_code == 400
    assert [record.status for record in gentu.violations] == [405, 404, 400, 400, 400]


def test_the_quota_answers_429_with_retry_after(gentu, client):
    gentu.quota_per_minute = 2
    answers = [client.get("/tenants") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
