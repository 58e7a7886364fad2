"""The connection test of each CRM: what it finds, and what it stops at (facts, 9)."""

import pytest

from app.adapters.registry import CRM_SPECS
from app.domain.errors import (
    CrmRightMissing,
    CrmSetupMissing,
    CrmSignInAgain,
    InvalidRequest,
    TooSlow,
    Unreachable,
)
from tests.support.crms import CRMS

SECRETS = {
    "ghl": "PMS_GHL_API_KEY",
    "salesforce": "PMS_SALESFORCE_TOKEN",
    "hubspot": "PMS_HUBSPOT_PRIVATE_APP_TOKEN",
}


@pytest.fixture(params=CRMS)
def crm(request):
    return CRMS[request.param]


async def test_it_reads_only_and_tells_what_it_found(opened, crm):
    with crm.running() as sandbox:
        async with opened(sandbox.environment) as services:
            found = await services.crm.test(crm.provider)
        assert found.findings
        assert all(each.endswith(".") for each in found.findings)
        reads = {"GET"} | ({"POST"} if crm.provider == "hubspot" else set())  # its search
        assert {each.method for each in sandbox.requests} <= reads
        assert {each.status for each in sandbox.requests} <= {200, 400, 404}
        assert sandbox.violations == []
    assert sandbox.requests


async def test_a_wrong_key_asks_for_a_new_sign_in(opened, crm):
    with crm.running() as sandbox:
        wrong = sandbox.environment | {SECRETS[crm.provider]: "not-the-key"}
        async with opened(wrong) as services:
            with pytest.raises(CrmSignInAgain, match="CRM-02") as caught:
                await services.crm.test(crm.provider)
            assert CRM_SPECS[crm.provider].label in str(caught.value)
            assert "not-the-key" not in str(caught.value)


async def test_what_stands_in_the_form_is_tried_before_it_is_saved(opened, crm):
    with crm.running() as sandbox:
        variable = SECRETS[crm.provider]
        async with opened(sandbox.environment | {variable: "not-the-key"}) as services:
            typed = {variable: sandbox.environment[variable]}
            assert (await services.crm.test(crm.provider, typed)).findings
            with pytest.raises(CrmSignInAgain):
                await services.crm.test(crm.provider)


async def test_a_crm_that_is_not_there_is_not_reached(opened, crm):
    with crm.running() as sandbox:
        environment = sandbox.environment
    async with opened(environment) as services:
        with pytest.raises(Unreachable):
            await services.crm.test(crm.provider)


async def test_a_crm_that_takes_too_long_is_given_up_after_its_own_longest_wait(opened, crm):
    with crm.running() as sandbox:
        sandbox.faults.add("hang")
        spec = CRM_SPECS[crm.provider]
        hasty = sandbox.environment | {spec.timeout_variable: "100"}
        async with opened(hasty) as services:
            with pytest.raises(TooSlow):
                await services.crm.test(crm.provider)


async def test_an_address_in_clear_text_is_refused(opened, crm):
    with crm.running() as sandbox:
        url = CRM_SPECS[crm.provider].settings[0].variable
        async with opened(sandbox.environment | {url: "http://crm.example"}) as services:
            with pytest.raises(InvalidRequest):
                await services.crm.test(crm.provider)
        assert sandbox.requests == []


async def test_gohighlevel_stops_at_a_calendar_of_another_location(opened):
    with CRMS["ghl-v2"].running() as sandbox:
        other = sandbox.environment | {"PMS_GHL_LOCATION_ID": "another"}
        async with opened(other) as services:
            with pytest.raises(CrmSetupMissing, match="PMS_GHL_CALENDAR_ID"):
                await services.crm.test("ghl")


@pytest.mark.parametrize("version", ["ghl-v1", "ghl-v2"])
async def test_gohighlevel_stops_at_a_calendar_that_is_not_there(opened, version):
    with CRMS[version].running() as sandbox:
        async with opened(sandbox.environment | {"PMS_GHL_CALENDAR_ID": "none"}) as services:
            with pytest.raises(CrmSetupMissing, match="PMS_GHL_CALENDAR_ID"):
                await services.crm.test("ghl")


async def test_gohighlevel_stops_at_a_key_that_was_revoked(opened):
    with CRMS["ghl-v1"].running() as sandbox:
        async with opened(sandbox.environment) as services:
            assert (await services.crm.test("ghl")).findings
            sandbox.access.revoke_key()
            with pytest.raises(CrmSignInAgain):
                await services.crm.test("ghl")


async def test_salesforce_stops_at_an_owner_that_is_no_id(opened):
    with CRMS["salesforce"].running() as sandbox:
        async with opened(sandbox.environment | {"PMS_SALESFORCE_OWNER_ID": "Kim"}) as services:
            with pytest.raises(CrmSetupMissing, match="15 or 18") as caught:
                await services.crm.test("salesforce")
            assert "Kim" not in str(caught.value)


@pytest.mark.parametrize(
    "told",
    [
        {"PMS_SALESFORCE_EVENT_RECORD_TYPE": "012000000000000AAA"},
        {"PMS_SALESFORCE_STATUS_FIELD": "Booking_Status__c"},
    ],
)
async def test_salesforce_stops_at_what_the_org_does_not_have(opened, told):
    with CRMS["salesforce"].running() as sandbox:
        async with opened(sandbox.environment | told) as services:
            with pytest.raises(CrmSetupMissing, match="WRITE-06"):
                await services.crm.test("salesforce")


async def test_salesforce_stops_at_an_org_without_the_api(opened):
    with CRMS["salesforce"].running() as sandbox:
        sandbox.org.setup.has_api = False
        async with opened(sandbox.environment) as services:
            with pytest.raises(CrmRightMissing, match="API"):
                await services.crm.test("salesforce")


async def test_salesforce_signs_in_with_an_app_and_again_when_the_session_ends(opened):
    with CRMS["salesforce"].running() as sandbox:
        async with opened(sandbox.app_environment) as services:
            assert (await services.crm.test("salesforce")).findings
            sandbox.access.end_sessions()
            assert (await services.crm.test("salesforce")).findings
            sandbox.access.is_switched_off = True
            sandbox.access.end_sessions()
            with pytest.raises(CrmSignInAgain):
                await services.crm.test("salesforce")


@pytest.mark.parametrize("variable", ["PMS_HUBSPOT_PIPELINE_ID", "PMS_HUBSPOT_STAGE_ID"])
async def test_hubspot_stops_at_a_pipeline_or_stage_that_is_not_there(opened, variable):
    with CRMS["hubspot"].running() as sandbox:
        async with opened(sandbox.environment | {variable: "999"}) as services:
            with pytest.raises(CrmSetupMissing, match=variable):
                await services.crm.test("hubspot")


async def test_hubspot_stops_at_a_right_that_the_key_lacks_and_names_it(opened):
    with CRMS["hubspot"].running() as sandbox:
        sandbox.server.scopes.discard("crm.objects.contacts.read")
        async with opened(sandbox.environment) as services:
            with pytest.raises(CrmRightMissing, match=r"crm\.objects\.contacts\.read"):
                await services.crm.test("hubspot")
