"""The HubSpot sandbox: as strict and as forgetful as HubSpot, in both generations."""

import httpx
import pytest

from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.sandbox import running_hubspot
from app.sandbox.hubspot.schema import ASSOCIATION_IDS, NEEDS_ASSOCIATION, PROPERTIES, REQUIRED
from tests.adapters.crm.hubspot.contract import contract
from tests.support.waiting import PATIENCE_S

OBJECTS = {"2026-09": "/crm/objects/2026-09", "v3": "/crm/v3/objects"}
TIES = {"2026-09": "/crm/objects/2026-09", "v3": "/crm/v4/objects"}
PROPERTY_PATHS = {"2026-09": "/crm/properties/2026-09", "v3": "/crm/v3/properties"}
SARA = {"email": "sara@example.com", "firstname": "Sara", "phone": "+61412345678"}


@pytest.fixture(params=["2026-09", "v3"])
def generation(request):
    return request.param


@pytest.fixture
def hubspot():
    with running_hubspot(HubSpotAccount(index_lag_s=float("inf"))) as sandbox:
        yield sandbox


@pytest.fixture
def ask(hubspot, generation):
    headers = {"Authorization": f"Bearer {hubspot.token}"}
    with httpx.Client(base_url=hubspot.base_url, headers=headers, timeout=PATIENCE_S) as client:

        def send(method, path, body=None, base=OBJECTS):
            return client.request(method, base[generation] + path, json=body)

        yield send


def made(ask, kind, properties, **more):
    answer = ask("POST", f"/{kind}", {"properties": properties, **more})
    assert answer.status_code == 201
    return answer.json()["id"]


def tie(id_, number):
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": number}
    return {"to": {"id": id_}, "types": [kind]}


def test_an_email_is_one_contacts_only(ask):
    id_ = made(ask, "contacts", SARA)
    again = ask("POST", "/contacts", {"properties": {"email": "SARA@example.com"}})
    assert again.status_code == 409
    assert again.json()["message"] == f"Contact already exists. Existing ID: {id_}"
    found = ask("GET", "/contacts/sara%40example.com?idProperty=email&properties=phone")
    assert (found.json()["id"], found.json()["properties"]["phone"]) == (id_, SARA["phone"])


def test_search_lags_behind_until_it_catches_up(hubspot, ask):
    id_ = made(ask, "contacts", SARA)
    wish = {
        "filterGroups": [
            {"filters": [{"propertyName": "phone", "operator": "EQ", "value": SARA["phone"]}]}
        ]
    }
    assert ask("POST", "/contacts/search", wish).json()["total"] == 0
    httpx.post(f"{hubspot.control_url}/catch-up")
    assert ask("POST", "/contacts/search", wish).json()["results"][0]["id"] == id_
    ask("PATCH", f"/contacts/{id_}", {"properties": {"phone": "1"}})
    assert ask("POST", "/contacts/search", wish).json()["total"] == 1
    hubspot.account.index_lag_s = 0
    assert ask("POST", "/contacts/search", wish).json()["total"] == 0


def test_ties_go_both_ways_and_repeat_without_harm(hubspot, ask, generation):
    contact = made(ask, "contacts", SARA)
    note = {"hs_timestamp": "2026-11-20T12:00:00Z", "hs_note_body": "x"}
    ids = [made(ask, "notes", note, associations=[tie(contact, 202)]) for _ in range(3)]
    assert ask(
        "PUT", f"/notes/{ids[0]}/associations/default/contacts/{contact}", base=TIES
    ).is_success
    hubspot.server.show_ties(2)
    first = ask("GET", f"/contacts/{contact}?associations=notes").json()["associations"]["notes"]
    assert [row["id"] for row in first["results"]] == ids[:2]
    after = first["paging"]["next"]["after"]
    rest = ask("GET", f"/contacts/{contact}/associations/notes?after={after}").json()
    name = "toObjectId" if generation == "2026-09" else "id"
    assert [row[name] for row in rest["results"]] == ids[2:]
    ask("DELETE", f"/notes/{ids[0]}")
    assert ask("GET", f"/notes/{ids[0]}").status_code == 404
    assert hubspot.account.tied("contacts", contact, "notes") == ids[1:]


def test_upsert_needs_a_unique_property_and_makes_one_record(ask, generation):
    wish = {
        "inputs": [
            {
                "id": "abc",
                "idProperty": "edentist_booking_ref",
                "properties": {
                    "dealname": "x",
                    "pipeline": "default",
                    "dealstage": "appointmentscheduled",
                },
            }
        ]
    }
    assert ask("POST", "/deals/batch/upsert", wish).status_code == 400
    unique = {
        "name": "edentist_booking_ref",
        "label": "Booking reference",
        "type": "string",
        "fieldType": "text",
        "groupName": "dealinformation",
        "hasUniqueValue": True,
    }
    assert ask("POST", "/deals", unique, base=PROPERTY_PATHS).status_code == 201
    looked = ask("GET", "/deals/edentist_booking_ref", base=PROPERTY_PATHS).json()
    assert looked["hasUniqueValue"] is True
    answers = [ask("POST", "/deals/batch/upsert", wish).json()["results"][0] for _ in range(2)]
    assert [one["new"] for one in answers] == [True, False]
    assert answers[0]["id"] == answers[1]["id"]
    wish["inputs"][0]["properties"]["dealstage"] = "nowhere"
    failed = ask("POST", "/deals/batch/upsert", wish)
    assert failed.status_code == (200 if generation == "2026-09" else 207)
    assert failed.json()["numErrors"] == 1


def test_a_property_without_a_value_is_null_or_left_out(ask, generation):
    id_ = made(ask, "contacts", {"lastname": "Ali"})
    held = ask("GET", f"/contacts/{id_}?properties=lastname,phone").json()["properties"]
    assert ("phone" in held) is (generation == "2026-09")
    assert held.get("phone") is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/contacts", {"properties": {"Email": "a@example.com"}}),
        ("/contacts", {"properties": {"firstname": 7}}),
        ("/contacts", {"fields": {}}),
        ("/contacts", []),
        ("/contacts/search", {"filterGroups": []}),
        ("/notes", {"properties": {"hs_timestamp": "tomorrow", "hs_note_body": "x"}}),
        ("/deals/batch/upsert", {"inputs": []}),
    ],
)
def test_what_breaks_the_contract_is_refused_and_told(hubspot, ask, path, body):
    assert ask("POST", path, body).status_code == 400
    assert len(hubspot.violations) == 1


def test_a_meeting_without_ties_or_with_a_strangers_is_refused(ask):
    id_ = made(ask, "contacts", SARA)
    moment = "2026-11-22T08:00:00Z"
    held = {
        "hs_timestamp": moment,
        "hs_meeting_title": "x",
        "hs_meeting_start_time": moment,
        "hs_meeting_end_time": moment,
        "hs_meeting_outcome": "SCHEDULED",
    }
    for ties, status in (
        (None, 400),
        ([], 400),
        ([tie(id_, 3)], 400),
        ([tie("999", 200)], 404),
        ([tie(id_, 200)], 201),
    ):
        body = {"properties": held} if ties is None else {"properties": held, "associations": ties}
        assert ask("POST", "/meetings", body).status_code == status


def test_the_token_its_scopes_and_unknown_paths_are_refused(hubspot, ask):
    assert ask("GET", "/companies/1").status_code == 404
    assert ask("PUT", "/contacts").status_code == 405
    hubspot.server.scopes.clear()
    refused = ask("GET", "/contacts/1")
    assert refused.status_code == 403
    assert refused.json()["context"]["requiredScopes"] == ["crm.objects.contacts.read"]
    assert refused.headers["x-hubspot-correlation-id"] == refused.json()["correlationId"]
    bare = httpx.get(f"{hubspot.base_url}/crm/v3/objects/contacts/1")
    assert bare.status_code == 401


def test_limits_are_kept_searches_on_their_own(hubspot, ask):
    wish = {"filterGroups": [{"filters": [{"propertyName": "phone", "operator": "HAS_PROPERTY"}]}]}
    hubspot.limits.searches.seconds = hubspot.limits.rolling.seconds = 1000
    found = [ask("POST", "/contacts/search", wish) for _ in range(6)]
    assert [one.status_code for one in found] == [200] * 5 + [429]
    assert found[-1].json()["policyName"] == "SECONDLY"
    hubspot.limits.rolling.most = 6
    assert ask("GET", "/contacts/1").json()["policyName"] == "TEN_SECONDLY_ROLLING"


def test_state_and_reset_over_http(hubspot, ask):
    made(ask, "contacts", SARA)
    state = httpx.get(f"{hubspot.control_url}/state").json()
    assert state["contacts"][0]["properties"] == SARA
    httpx.post(f"{hubspot.control_url}/reset")
    assert httpx.get(f"{hubspot.control_url}/state").json()["contacts"] == []
    assert hubspot.requests == []


def test_a_late_commit_is_carried_out_over_http(hubspot, ask):
    arm = {"name": "late_commit", "method": "POST", "times": 1}
    httpx.post(f"{hubspot.control_url}/fault", json=arm)
    with pytest.raises(httpx.TransportError):
        ask("POST", "/contacts", {"properties": SARA})
    assert hubspot.account.records("contacts") == []
    assert httpx.post(f"{hubspot.control_url}/commit-late").json() == {"done": 1}
    assert len(hubspot.account.records("contacts")) == 1


@pytest.mark.parametrize("kind", sorted(PROPERTIES))
def test_it_knows_the_properties_and_numbers_of_the_contract(kind):
    known = contract()
    if known is None:
        return
    post = known["paths"][f"/crm/objects/2026-09/{kind}"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    properties = schema["properties"]["properties"]
    assert set(properties["properties"]) == set(PROPERTIES[kind])
    assert set(properties.get("required", ())) == set(REQUIRED[kind])
    assert ("associations" in schema["required"]) is (kind in NEEDS_ASSOCIATION)
    item = schema["properties"]["associations"]["items"]["properties"]["types"]["items"]
    numbers = set(item["properties"]["associationTypeId"]["enum"])
    assert {number for (of, _), number in ASSOCIATION_IDS.items() if of == kind} <= numbers
