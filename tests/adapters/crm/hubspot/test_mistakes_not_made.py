"""Rows 21 to 29 of shared/facts/crm.md, 7: the original's is refused or lost, ours is taken."""

import httpx
import pytest

from tests.adapters.crm.hubspot.conftest import open_desk, order
from tests.adapters.crm.hubspot.test_reports import REPORT

TIMES = {
    "hs_timestamp": "2026-11-22T08:00:00Z",
    "hs_meeting_start_time": "2026-11-22T08:00:00Z",
    "hs_meeting_end_time": "2026-11-22T08:30:00Z",
}
RIGHT = {**TIMES, "hs_meeting_title": "Cleaning - Sara Ali", "hs_meeting_outcome": "SCHEDULED"}


@pytest.fixture
def ask(hubspot, generation):
    """Sends the original's request by hand, in the paths of this generation."""
    base = "/crm/objects/2026-09" if generation == "2026-09" else "/crm/v3/objects"
    headers = {"Authorization": f"Bearer {hubspot.token}"}

    def send(method, path, body):
        return httpx.request(method, f"{hubspot.base_url}{base}{path}", json=body, headers=headers)

    return send


@pytest.fixture
def contact(hubspot):
    return hubspot.account.create("contacts", {"email": "sara.ali@example.com"})


def meeting(contact, properties, type_id=200):
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_id}
    return {
        "properties": properties,
        "associations": [{"to": {"id": contact.id}, "types": [kind]}],
    }


async def ours(desk):
    """What our adapter sent for the meeting, taken by the sandbox."""
    await desk.crm.create(order())
    (body,) = desk.sent("POST", "/meetings")
    assert len(desk.held("meetings")) == 1
    return body


def codes(answer):
    return {error["code"] for error in answer.json()["errors"]}


async def test_row_21_start_and_end_have_their_right_names(desk, ask, contact):
    wrong = RIGHT | {"hs_start_time": TIMES["hs_timestamp"], "hs_end_time": TIMES["hs_timestamp"]}
    refused = ask("POST", "/meetings", meeting(contact, wrong))
    assert (refused.status_code, codes(refused)) == (400, {"PROPERTY_DOESNT_EXIST"})
    desk.sandbox.journal.clear()
    sent = (await ours(desk))["properties"]
    assert sent["hs_meeting_start_time"] == "2026-11-22T08:00:00Z"
    assert sent["hs_meeting_end_time"] == "2026-11-22T08:30:00Z"
    assert not {"hs_start_time", "hs_end_time"} & sent.keys()


async def test_row_22_the_timestamp_is_there_and_is_the_start(desk, ask, contact):
    without = {name: value for name, value in RIGHT.items() if name != "hs_timestamp"}
    refused = ask("POST", "/meetings", meeting(contact, without))
    assert (refused.status_code, codes(refused)) == (400, {"REQUIRED_PROPERTY_MISSING"})
    desk.sandbox.journal.clear()
    sent = (await ours(desk))["properties"]
    assert sent["hs_timestamp"] == sent["hs_meeting_start_time"]


@pytest.mark.parametrize("name", ["hs_timezone", "eDentist_Source", "eDentist_status"])
async def test_row_23_no_zone_and_no_name_with_capitals(desk, ask, contact, name):
    refused = ask("POST", "/meetings", meeting(contact, RIGHT | {name: "x"}))
    assert (refused.status_code, codes(refused)) == (400, {"PROPERTY_DOESNT_EXIST"})
    desk.sandbox.journal.clear()
    assert all(name.islower() for name in (await ours(desk))["properties"])


async def test_row_24_a_meeting_is_tied_to_its_contact_with_200(desk, ask, contact):
    refused = ask("POST", "/meetings", meeting(contact, RIGHT, type_id=3))
    assert refused.status_code == 400
    desk.sandbox.journal.clear()
    ties = (await ours(desk))["associations"]
    assert [tie["types"][0]["associationTypeId"] for tie in ties] == [200, 212]


async def test_row_25_pipeline_and_stage_are_a_deals_and_it_is_made(desk, ask, contact):
    wrong = RIGHT | {"pipeline": "default", "dealstage": "appointmentscheduled"}
    assert ask("POST", "/meetings", meeting(contact, wrong)).status_code == 400
    desk.sandbox.journal.clear()
    await ours(desk)
    (deal,) = desk.held("deals")
    assert (deal["pipeline"], deal["dealstage"]) == ("default", "appointmentscheduled")


async def test_row_26_a_meeting_is_scheduled(desk, ask, contact):
    without = {name: value for name, value in RIGHT.items() if name != "hs_meeting_outcome"}
    assert ask("POST", "/meetings", meeting(contact, without)).status_code == 400
    desk.sandbox.journal.clear()
    assert (await ours(desk))["properties"]["hs_meeting_outcome"] == "SCHEDULED"


@pytest.mark.parametrize("is_lost", [True, False])
async def test_row_27_a_cancelled_meeting_is_cancelled_in_hubspots_own_field(
    desk, ask, contact, is_lost
):
    """The original's property is refused, or taken and lost: either way the meeting stays open."""
    landed = await desk.crm.create(order())
    if is_lost:
        desk.account.silently_lost.add("eDentist_status")
    body = {"properties": {"eDentist_status": "cancelled"}}
    answer = ask("PATCH", f"/meetings/{landed.external_id}", body)
    assert answer.status_code == (200 if is_lost else 400)
    assert desk.held("meetings")[0]["hs_meeting_outcome"] == "SCHEDULED"
    desk.sandbox.journal.clear()
    await desk.crm.cancel(landed.external_id, order())
    assert desk.held("meetings")[0]["hs_meeting_outcome"] == "CANCELED"
    (sent,) = desk.sent("PATCH", landed.external_id)
    assert sent == {"properties": {"hs_meeting_outcome": "CANCELED"}}


async def test_row_27_the_word_with_two_ls_is_no_outcome(desk, ask):
    landed = await desk.crm.create(order())
    body = {"properties": {"hs_meeting_outcome": "CANCELLED"}}
    assert ask("PATCH", f"/meetings/{landed.external_id}", body).status_code == 400
    desk.sandbox.journal.clear()


async def test_row_28_a_move_keeps_title_and_length(desk, ask):
    landed = await desk.crm.create(order())
    original = {"hs_meeting_title": "Cleaning", "hs_meeting_end_time": TIMES["hs_timestamp"]}
    ask("PATCH", f"/meetings/{landed.external_id}", {"properties": original})
    (held,) = desk.held("meetings")
    assert (held["hs_meeting_title"], held["hs_meeting_end_time"]) == (
        "Cleaning",
        held["hs_meeting_start_time"],
    )  # the patient's name is lost, the length is nothing
    await desk.crm.reschedule(landed.external_id, order())
    sent = desk.sent("PATCH", landed.external_id)[-1]["properties"]
    assert sent == TIMES


async def test_row_29_a_report_is_a_note_and_needs_no_object_of_its_own(hubspot, ask):
    refused = ask("POST", "/ed_performance_metrics", {"properties": {"payload": "{}"}})
    assert refused.status_code == 404
    async with open_desk(hubspot) as desk:
        await desk.crm.push_report(REPORT)
    assert len(hubspot.account.records("notes")) == 1
