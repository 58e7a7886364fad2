"""The connection test, the settings, and HubSpot's place in the list of CRMs."""

import pytest

from app.adapters.crm.hubspot import SPEC
from app.adapters.crm_base import CrmAccount
from app.adapters.http import HttpClient
from app.adapters.registry import CRM_SPECS
from app.domain.errors import CrmRightMissing, CrmSetupMissing, InvalidRequest
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.sandbox import running_hubspot
from tests.adapters.crm.hubspot.conftest import NOW, SARA, open_desk, order


async def test_the_check_reads_and_names_pipeline_stage_and_property(desk):
    check = await desk.crm.check()
    assert check.findings == (
        "The key may read contacts and meetings.",
        "Deals are made in the pipeline Sales Pipeline, at the stage Appointment Scheduled.",
        "Deals are found by their own property edentist_booking_ref.",
    )
    assert check.latency_ms >= 0
    assert desk.writes() == []


async def test_the_check_says_what_is_not_used(desk, plain_desk):
    assert "No deals are made" in (await plain_desk.crm.check()).findings[1]
    desk.account.own_properties.clear()
    assert "no unique property" in (await desk.crm.check()).findings[2]


async def test_a_key_that_may_not_look_at_the_set_up_does_without_the_property(desk):
    desk.sandbox.server.scopes.discard("crm.schemas.deals.read")
    assert "no unique property" in (await desk.crm.check()).findings[2]
    await desk.crm.create(order())
    assert len(desk.held("deals")) == 1


@pytest.mark.parametrize(
    "variable", ["PMS_HUBSPOT_PIPELINE_ID", "PMS_HUBSPOT_STAGE_ID", "PMS_HUBSPOT_REPORT_CONTACT_ID"]
)
async def test_the_check_names_the_setting_that_leads_nowhere(hubspot, variable):
    async with open_desk(hubspot, **{variable: "999"}) as desk:
        with pytest.raises(CrmSetupMissing, match=variable):
            await desk.crm.check()


async def test_the_check_names_the_right_that_is_missing(desk):
    desk.sandbox.server.scopes.discard("crm.objects.deals.read")
    with pytest.raises(CrmRightMissing, match=r"crm\.objects\.deals\.read"):
        await desk.crm.check()


async def test_paths_are_of_the_generation_that_was_asked_for(desk, generation):
    await desk.crm.check()
    await desk.crm.find_people(SARA)
    assert all(generation in call.path for call in desk.calls)


async def test_searches_keep_their_own_limit():
    """Eight at once, against a sandbox that allows five a second: none is refused."""
    with running_hubspot(HubSpotAccount()) as sandbox:
        http = HttpClient()
        account = CrmAccount(
            values=sandbox.environment, timeout_s=60, rate_limit=SPEC.rate_limit, now=lambda: NOW
        )
        crm = SPEC.open(http, account)
        for _ in range(8):
            await crm.find_people(SARA)
        await http.aclose()
        assert {one.status for one in sandbox.requests if "search" in one.path} == {200}


def test_hubspot_is_one_of_the_crms_and_says_what_is_missing():
    assert CRM_SPECS["hubspot"] is SPEC
    told = {"PMS_HUBSPOT_BASE_URL": "https://api.hubapi.com", "PMS_HUBSPOT_PIPELINE_ID": ""}
    assert SPEC.missing(told) == ("PMS_HUBSPOT_PRIVATE_APP_TOKEN", "PMS_HUBSPOT_STAGE_ID")
    told |= {"PMS_HUBSPOT_PRIVATE_APP_TOKEN": "pat-1", "PMS_HUBSPOT_STAGE_ID": ""}
    assert SPEC.missing(told) == ()


def test_clear_text_is_refused():
    values = {"PMS_HUBSPOT_BASE_URL": "http://api.hubapi.com"}
    account = CrmAccount(values=values, timeout_s=1, rate_limit=None, now=lambda: NOW)
    with pytest.raises(InvalidRequest):
        SPEC.open(HttpClient(), account)
