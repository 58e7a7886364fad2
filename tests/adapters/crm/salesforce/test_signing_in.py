"""A session token, a refresh token, client credentials; and the connection test."""

import urllib.parse

import pytest

from app.adapters.crm.salesforce import SPEC
from app.adapters.registry import CRM_SPECS
from app.domain.errors import (
    CrmRightMissing,
    CrmSetupMissing,
    CrmSignInAgain,
    InvalidRequest,
    RunSheetError,
)
from tests.adapters.crm.salesforce.conftest import (
    ORG_KINDS,
    OWNER_ID,
    RECORD_TYPE_ID,
    SARA,
    order,
    set_up,
)

APP = {"grant_type", "client_id", "client_secret"}


def token_forms(desk):
    return [
        dict(urllib.parse.parse_qsl(call.body.decode()))
        for call in desk.calls
        if call.path.endswith("/oauth2/token")
    ]


@pytest.mark.parametrize(
    ("left_out", "names", "grant"),
    [
        ((), APP | {"refresh_token"}, "refresh_token"),
        (("CLIENT_SECRET",), APP - {"client_secret"} | {"refresh_token"}, "refresh_token"),
        (("REFRESH_TOKEN",), APP, "client_credentials"),
    ],
)
async def test_the_app_signs_in_with_what_is_set_and_the_token_is_kept(
    desk, left_out, names, grant
):
    values = {f"PMS_SALESFORCE_{name}": "" for name in left_out}
    adapter = desk.open_app(**values)
    await adapter.find_people(SARA)
    await adapter.create(order())
    await desk.http.aclose()
    (form,) = token_forms(desk)
    assert set(form) == names
    assert form["grant_type"] == grant


async def test_two_sign_ins_that_differ_in_the_refresh_token_share_no_session(desk):
    await desk.open_app().find_people(SARA)
    with pytest.raises(CrmSignInAgain):
        await desk.open_app(PMS_SALESFORCE_REFRESH_TOKEN="another").find_people(SARA)
    await desk.http.aclose()


@pytest.mark.parametrize("name", ["CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"])
async def test_credentials_that_are_refused_ask_for_a_new_sign_in_and_say_no_secret(desk, name):
    adapter = desk.open_app(**{f"PMS_SALESFORCE_{name}": "wr0ng-and-secret"})
    with pytest.raises(CrmSignInAgain) as raised:
        await adapter.create(order())
    await desk.http.aclose()
    assert raised.value.code == "CRM-02"
    assert "wr0ng" not in str(raised.value)
    assert desk.writes() == []


async def test_an_app_that_was_blocked_asks_for_a_new_sign_in(desk):
    desk.sandbox.access.is_switched_off = True
    with pytest.raises(CrmSignInAgain):
        await desk.open_app().check()
    await desk.http.aclose()


@pytest.mark.parametrize(
    "told", ["https://evil.example.com", "https://127.0.0.1", "http://127.0.0.1:1", "nonsense", "["]
)
async def test_a_session_of_another_address_is_never_used(desk, told):
    desk.sandbox.access.told_url = told
    with pytest.raises(InvalidRequest):
        await desk.open_app().find_people(SARA)
    await desk.http.aclose()
    assert [call.path for call in desk.calls] == ["/services/oauth2/token"]


async def test_an_address_copied_with_its_path_is_the_same_org(desk):
    base_url = desk.sandbox.base_url + "/lightning/page/home"
    await desk.open(PMS_SALESFORCE_BASE_URL=base_url).find_people(SARA)
    await desk.http.aclose()


@pytest.mark.parametrize("base_url", ["http://acme.my.salesforce.com", "acme", "", "https://["])
def test_an_address_that_is_not_https_is_not_opened(desk, base_url):
    with pytest.raises(InvalidRequest):
        desk.open(PMS_SALESFORCE_BASE_URL=base_url)


# What is missing


def test_the_seeds_four_variables_are_wanted_and_two_may_be_empty():
    assert CRM_SPECS["salesforce"] is SPEC
    names = (
        "PMS_SALESFORCE_BASE_URL",
        "PMS_SALESFORCE_TOKEN",
        "PMS_SALESFORCE_OWNER_ID",
        "PMS_SALESFORCE_EVENT_RECORD_TYPE",
    )
    assert SPEC.missing({}) == names
    told = {
        names[0]: "https://acme.my.salesforce.com",
        names[1]: "00D",
        names[2]: "",
        names[3]: "",
    }
    assert SPEC.missing(told) == ()
    assert SPEC.missing({**told, names[1]: " "}) == (names[1],)


@pytest.mark.parametrize(
    ("told", "is_missing"),
    [
        ({"CLIENT_ID": "a", "CLIENT_SECRET": "b"}, False),
        ({"CLIENT_ID": "a", "REFRESH_TOKEN": "b"}, False),
        ({"CLIENT_ID": "a"}, True),
        ({"CLIENT_SECRET": "b", "REFRESH_TOKEN": "c"}, True),
        ({"CLIENT_ID": " ", "CLIENT_SECRET": "b"}, True),
    ],
)
def test_the_apps_credentials_stand_in_for_the_token(told, is_missing):
    values = {f"PMS_SALESFORCE_{name}": value for name, value in told.items()}
    assert ("PMS_SALESFORCE_TOKEN" in SPEC.missing(values)) is is_missing


def test_secrets_are_marked_as_such():
    secrets = {one.variable for one in SPEC.settings if one.is_secret}
    assert secrets == {f"PMS_SALESFORCE_{n}" for n in ("TOKEN", "CLIENT_SECRET", "REFRESH_TOKEN")}


# The connection test


@pytest.mark.parametrize("kind", ORG_KINDS)
async def test_the_connection_test_reads_only_and_says_how_bookings_are_made_once(desk, kind):
    set_up(desk.org, kind)
    found = await desk.open_app().check()
    await desk.http.aclose()
    once = {"key": "a key", "upsert": "by Booking_Ref__c"}.get(kind, "looked up")
    assert any(once in line for line in found.findings)
    assert any("v60.0" in line for line in found.findings)
    assert any("of 100,000 calls" in line for line in found.findings)
    assert found.latency_ms >= 0
    assert {call.method for call in desk.calls if "/data" in call.path} == {"GET"}


async def test_the_connection_test_says_where_reports_go(desk):
    adapter = desk.open()
    found = (await adapter.check()).findings
    desk.org.setup.has_files = False
    found += (await adapter.check()).findings
    desk.org.setup.add_report_object()
    found += (await adapter.check()).findings
    await desk.http.aclose()
    told = [line for line in found if line.startswith("Reports")]
    assert told == [
        "Reports go to Files.",
        "Reports become completed tasks.",
        "Reports go to EDentist_Performance__c.",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OWNER_ID", "005xx00000123AB"),
        ("OWNER_ID", OWNER_ID),
        ("EVENT_RECORD_TYPE", RECORD_TYPE_ID),
        ("EVENT_RECORD_TYPE", RECORD_TYPE_ID[:15]),
    ],
)
async def test_ids_of_15_or_18_characters_pass_the_connection_test(desk, name, value):
    desk.org.setup.record_types = {RECORD_TYPE_ID}
    await desk.open(**{f"PMS_SALESFORCE_{name}": value}).check()
    await desk.http.aclose()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OWNER_ID", "005xx00000123ABCDE"[:16]),
        ("OWNER_ID", "Dr. Omar"),
        ("EVENT_RECORD_TYPE", "012"),
        ("EVENT_RECORD_TYPE", "012xx0000009XYZAA2"),
        ("STATUS_FIELD", "Status__c"),
    ],
)
async def test_a_setting_that_the_org_does_not_know_is_named(desk, name, value):
    desk.org.setup.record_types = {RECORD_TYPE_ID}
    with pytest.raises(CrmSetupMissing) as raised:
        await desk.open(**{f"PMS_SALESFORCE_{name}": value}).check()
    await desk.http.aclose()
    named = "Event.Status__c" if name == "STATUS_FIELD" else f"PMS_SALESFORCE_{name}"
    assert named in raised.value.facts["field"]


async def test_the_connection_test_stops_at_an_org_without_the_api(desk):
    desk.org.setup.has_api = False
    with pytest.raises(CrmRightMissing) as raised:
        await desk.open().check()
    await desk.http.aclose()
    assert raised.value.facts["right"] == "API Enabled"


@pytest.mark.parametrize(
    "fault", ["wrong_shape", "json_null", "empty_list", "json_deep", "status_204"]
)
@pytest.mark.parametrize("path", ["/services/data", "/describe", "/limits", "/object-info"])
async def test_odd_answers_are_errors_of_ours_or_do_no_harm(desk, fault, path):
    desk.sandbox.faults.add(fault, path=path)
    adapter = desk.open()
    for call in (adapter.check(), adapter.find(order()), adapter.create(order())):
        try:
            await call
        except RunSheetError:
            continue
    await desk.http.aclose()
