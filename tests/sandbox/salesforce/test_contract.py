"""Every answer is as in the contract, where the contract is at hand."""

import functools
import pathlib
import re

import httpx
import openapi_schema_validator as validation
import pytest
import yaml

from app.sandbox.salesforce.access import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN

CONTRACT = pathlib.Path(__file__).parents[4] / "shared/contracts/salesforce.openapi.yaml"
REFERENCE = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"
EVENT = {
    "Subject": "Cleaning",
    "StartDateTime": "2026-11-22T08:00:00Z",
    "EndDateTime": "2026-11-22T08:30:00Z",
    "WhoId": "0035g0000000001AAA",
}
FILE = {"Title": "a", "PathOnClient": "a.json", "VersionData": "e30="}
UPSERT = f"/sobjects/Event/Booking_Ref__c/{REFERENCE}"


@functools.cache
def contract():
    return yaml.safe_load(CONTRACT.read_text(encoding="utf-8")) if CONTRACT.exists() else None


def answer_problems(template, answer):
    """How an answer differs from what the contract says of its status."""
    if contract() is None:
        return []
    operation = contract()["paths"][template][answer.request.method.lower()]
    told = operation["responses"].get(str(answer.status_code))
    if told is None:
        return [f"no answer {answer.status_code}"]
    if "$ref" in told:
        told = contract()["components"]["responses"][told["$ref"].rpartition("/")[2]]
    if "content" not in told:
        return [] if not answer.content else ["a body where none belongs"]
    schema = told["content"]["application/json"]["schema"]
    whole = {"components": contract()["components"], **schema}
    return [error.message for error in validation.OAS31Validator(whole).iter_errors(answer.json())]


ROOT = "/services/data/{version}"
EXCHANGES = {
    "limits": ("GET", "/limits", None, "/limits", 200),
    "query": ("GET", "/query?q=SELECT+Id+FROM+Contact", None, "/query", 200),
    "bad query": ("GET", "/query?q=SELECT+FROM", None, "/query", 400),
    "describe": ("GET", "/sobjects/Event/describe", None, "/sobjects/{sobject}/describe", 200),
    "no object": ("GET", "/sobjects/No__c/describe", None, "/sobjects/{sobject}/describe", 404),
    "contact": ("POST", "/sobjects/Contact", {"LastName": "Ali"}, "/sobjects/Contact", 201),
    "nobody": ("POST", "/sobjects/Contact", {"Email": "a@b.c"}, "/sobjects/Contact", 400),
    "event": ("POST", "/sobjects/Event", EVENT, "/sobjects/Event", 201),
    "upsert": (
        "PATCH", UPSERT, EVENT, "/sobjects/Event/{externalIdField}/{externalIdValue}", 201,
    ),
    "task": ("POST", "/sobjects/Task", {"Subject": "a"}, "/sobjects/Task", 201),
    "file": ("POST", "/sobjects/ContentVersion", FILE, "/sobjects/ContentVersion", 201),
    "report": (
        "PATCH", "/sobjects/EDentist_Performance__c/Report_Key__c/w", {"Payload__c": "{}"},
        "/sobjects/{customObject}/{externalIdField}/{externalIdValue}", 201,
    ),
    "object info": (
        "GET", "/ui-api/object-info/Event", None, "/ui-api/object-info/{objectApiName}", 200,
    ),
    "by key": (
        "POST", "/ui-api/records", {"apiName": "Event", "fields": EVENT}, "/ui-api/records", 201,
    ),
    "no key": (
        "POST", "/ui-api/records", {"apiName": "Task", "fields": EVENT}, "/ui-api/records", 400,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXCHANGES)
def test_every_answer_is_as_in_the_contract(client, name):
    method, path, body, template, status = EXCHANGES[name]
    answer = client.request(method, path, json=body, headers={"Idempotency-Key": REFERENCE})
    assert answer.status_code == status
    assert answer_problems(ROOT + template, answer) == []
    assert answer.headers["x-sfdc-request-id"]
    assert re.fullmatch(r"api-usage=\d+/\d+", answer.headers["Sforce-Limit-Info"])


def test_one_event_is_shown_changed_and_deleted_as_in_the_contract(client):
    id_ = client.post("/sobjects/Event", json=EVENT).json()["id"]
    template = f"{ROOT}/sobjects/Event/{{eventId}}"
    times = {name: EVENT[name] for name in ("StartDateTime", "EndDateTime")}
    for answer, status in (
        (client.get(f"/sobjects/Event/{id_}"), 200),
        (client.patch(f"/sobjects/Event/{id_}", json=times), 204),
        (client.patch(f"/sobjects/Event/{id_}", json={"OwnerId": ""}), 400),
        (client.delete(f"/sobjects/Event/{id_}"), 204),
        (client.get(f"/sobjects/Event/{id_}"), 404),
    ):
        assert answer.status_code == status
        assert answer_problems(template, answer) == []
    assert client.get(f"/sobjects/Event/{id_}").json()[0]["errorCode"] == "ENTITY_IS_DELETED"


def test_the_second_upsert_says_that_it_changed_and_two_say_which(salesforce, client):
    template = f"{ROOT}/sobjects/Event/{{externalIdField}}/{{externalIdValue}}"
    answers = [client.patch(UPSERT, json=EVENT) for _ in range(2)]
    salesforce.org.add("Event", Booking_Ref__c=REFERENCE)
    answers.append(client.patch(UPSERT, json=EVENT))
    assert [one.status_code for one in answers] == [201, 200, 300]
    assert [one.json()["created"] for one in answers[:2]] == [True, False]
    assert [problem for one in answers for problem in answer_problems(template, one)] == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"grant_type": "client_credentials", "client_secret": CLIENT_SECRET}, 200),
        ({"grant_type": "refresh_token", "refresh_token": REFRESH_TOKEN}, 200),
        ({"grant_type": "refresh_token", "refresh_token": "old"}, 400),
        ({"grant_type": "refresh_token", "refresh_token": REFRESH_TOKEN, "scope": "api"}, 400),
        ({"grant_type": "client_credentials"}, 400),
        ({"grant_type": "password"}, 400),
    ],
)
def test_the_token_endpoint_answers_as_in_the_contract(salesforce, form, status):
    url = f"{salesforce.base_url}/services/oauth2/token"
    answer = httpx.post(url, data={"client_id": CLIENT_ID, **form})
    assert answer.status_code == status
    assert answer_problems("/services/oauth2/token", answer) == []


def test_versions_are_told_without_a_session(salesforce):
    answer = httpx.get(f"{salesforce.base_url}/services/data")
    assert answer.json()[-1]["version"] == "67.0"
    assert answer_problems("/services/data", answer) == []
