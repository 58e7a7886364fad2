"""Rows 21 to 32 of shared/facts/crm.md, 7; what the names say is in ../facts_7.py."""

import httpx
import pytest

from app.domain.errors import CrmBusy, OutcomeUnknown, SlowDown
from app.sandbox.hubspot.fault_bodies import LOCKED, quota
from tests.adapters.crm.hubspot.conftest import NOW, REFERENCE, open_desk, order
from tests.adapters.crm.hubspot.test_reports import REPORT
from tests.support.waiting import PATIENCE_S

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
    with httpx.Client(base_url=hubspot.base_url, headers=headers, timeout=PATIENCE_S) as client:

        def send(method, path, body):
            return client.request(method, base + path, json=body)

        yield send


@pytest.fixture
def contact(hubspot):
    return hubspot.account.create("contacts", {"email": "sara.ali@example.com"})


@pytest.fixture
def kept(ask, contact):
    """The path of a meeting that the original made rightly, before it changed it wrongly."""
    made = ask("POST", "/meetings", meeting(contact, RIGHT))
    assert made.status_code == 201
    return f"/meetings/{made.json()['id']}"


def meeting(contact, properties, type_id=200):
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": type_id}
    return {
        "properties": properties,
        "associations": [{"to": {"id": contact.id}, "types": [kind]}],
    }


def without(name):
    return {each: value for each, value in RIGHT.items() if each != name}


def refused(hubspot, answer, *codes):
    assert answer.status_code == 400
    assert {error["code"] for error in answer.json().get("errors", ())} == set(codes)
    assert hubspot.account.records("meetings") == []


def marked(hubspot):
    return [one.violation for one in hubspot.violations]


async def taken(desk):
    """What our adapter sent for the meeting that is there now."""
    landed = await desk.crm.create(order())
    (body,) = desk.sent("POST", "/meetings")
    (held,) = desk.account.records("meetings")
    assert held.id == landed.external_id
    assert body["properties"].items() <= held.properties.items()
    return body


def test_the_meeting_that_the_originals_are_changed_from_is_a_good_one(hubspot, kept):
    assert kept
    assert hubspot.violations == []


def test_row_21_refused_start_and_end_by_other_names(hubspot, ask, contact):
    wrong = RIGHT | {"hs_start_time": TIMES["hs_timestamp"], "hs_end_time": TIMES["hs_timestamp"]}
    answer = ask("POST", "/meetings", meeting(contact, wrong))
    refused(hubspot, answer, "PROPERTY_DOESNT_EXIST")


async def test_row_21_ours_have_their_right_names(desk):
    sent = (await taken(desk))["properties"]
    assert sent["hs_meeting_start_time"] == "2026-11-22T08:00:00Z"
    assert sent["hs_meeting_end_time"] == "2026-11-22T08:30:00Z"
    assert not {"hs_start_time", "hs_end_time"} & sent.keys()


def test_row_22_refused_without_a_timestamp(hubspot, ask, contact):
    answer = ask("POST", "/meetings", meeting(contact, without("hs_timestamp")))
    refused(hubspot, answer, "REQUIRED_PROPERTY_MISSING")


async def test_row_22_ours_has_the_start_as_its_timestamp(desk):
    sent = (await taken(desk))["properties"]
    assert sent["hs_timestamp"] == sent["hs_meeting_start_time"]


@pytest.mark.parametrize("name", ["hs_timezone", "eDentist_Source", "eDentist_status"])
def test_row_23_refused_a_zone_and_names_with_capitals(hubspot, ask, contact, name):
    answer = ask("POST", "/meetings", meeting(contact, RIGHT | {name: "x"}))
    refused(hubspot, answer, "PROPERTY_DOESNT_EXIST")


async def test_row_23_ours_are_known_names_in_small_letters(desk):
    assert all(name.islower() for name in (await taken(desk))["properties"])


async def test_row_23_ours_of_our_own_begins_as_it_should_and_was_set_up(desk):
    await taken(desk)
    (deal,) = desk.held("deals")
    assert deal["edentist_booking_ref"] == REFERENCE


def test_row_24_refused_a_deals_number_on_a_meeting(hubspot, ask, contact):
    refused(hubspot, ask("POST", "/meetings", meeting(contact, RIGHT, type_id=3)))


async def test_row_24_ours_are_tied_with_200_and_212(desk):
    ties = (await taken(desk))["associations"]
    assert [tie["types"][0]["associationTypeId"] for tie in ties] == [200, 212]
    (made,) = desk.account.records("meetings")
    assert desk.account.tied("meetings", made.id, "contacts") == [ties[0]["to"]["id"]]
    assert desk.account.tied("meetings", made.id, "deals") == [ties[1]["to"]["id"]]


def test_row_25_refused_a_pipeline_on_a_meeting(hubspot, ask, contact):
    wrong = RIGHT | {"pipeline": "default", "dealstage": "appointmentscheduled"}
    answer = ask("POST", "/meetings", meeting(contact, wrong))
    refused(hubspot, answer, "PROPERTY_DOESNT_EXIST")


async def test_row_25_ours_are_a_deals(desk):
    await taken(desk)
    (deal,) = desk.held("deals")
    assert (deal["pipeline"], deal["dealstage"]) == ("default", "appointmentscheduled")


def test_row_26_refused_without_an_outcome(hubspot, ask, contact):
    answer = ask("POST", "/meetings", meeting(contact, without("hs_meeting_outcome")))
    refused(hubspot, answer, "REQUIRED_PROPERTY_MISSING")


async def test_row_26_ours_is_scheduled(desk):
    assert (await taken(desk))["properties"]["hs_meeting_outcome"] == "SCHEDULED"


@pytest.mark.parametrize("is_lost", [True, False])
def test_row_27_refused_or_lost_a_status_of_ones_own_leaves_it_open(hubspot, ask, kept, is_lost):
    if is_lost:
        hubspot.account.silently_lost.add("eDentist_status")
    answer = ask("PATCH", kept, {"properties": {"eDentist_status": "cancelled"}})
    assert answer.status_code == (200 if is_lost else 400)
    (held,) = hubspot.account.records("meetings")
    assert held.properties["hs_meeting_outcome"] == "SCHEDULED"


def test_row_27_refused_the_word_with_two_ls(hubspot, ask, kept):
    answer = ask("PATCH", kept, {"properties": {"hs_meeting_outcome": "CANCELLED"}})
    assert answer.status_code == 400
    assert marked(hubspot) == ["INVALID_OPTION hs_meeting_outcome"]


async def test_row_27_ours_is_hubspots_own_outcome(desk):
    landed = await desk.crm.create(order())
    await desk.crm.cancel(landed.external_id, order())
    (sent,) = desk.sent("PATCH", landed.external_id)
    assert sent == {"properties": {"hs_meeting_outcome": "CANCELED"}}
    assert desk.held("meetings")[0]["hs_meeting_outcome"] == "CANCELED"


def test_row_28_marked_a_title_without_the_patient_and_no_length_are_taken(hubspot, ask, kept):
    for wrong in (
        {"hs_meeting_title": "Cleaning"},
        {"hs_meeting_end_time": TIMES["hs_timestamp"]},
    ):
        assert ask("PATCH", kept, {"properties": wrong}).status_code == 200
    assert marked(hubspot) == ["the title loses the patient's name", "the meeting takes no time"]


async def test_row_28_ours_keeps_title_and_length(desk):
    landed = await desk.crm.create(order())
    await desk.crm.reschedule(landed.external_id, order())
    assert desk.sent("PATCH", landed.external_id) == [{"properties": TIMES}]
    (held,) = desk.held("meetings")
    assert (held | TIMES, held["hs_meeting_title"]) == (held, "Cleaning - Sara Ali")


def test_row_29_refused_an_object_that_nobody_defined(ask):
    answer = ask("POST", "/ed_performance_metrics", {"properties": {"payload": "{}"}})
    assert answer.status_code == 404


async def test_row_29_ours_is_a_note(hubspot):
    async with open_desk(hubspot) as desk:
        landed = await desk.crm.push_report(REPORT)
    (note,) = hubspot.account.records("notes")
    assert note.id == landed.external_id
    assert note.properties["hs_note_body"].startswith("[ref 2026-W47] ")


def test_row_30_lost_an_abort_says_nothing_and_a_repeat_books_twice(hubspot, ask, contact):
    hubspot.faults.add("lost_answer", method="POST", path="/meetings", times=1)
    with pytest.raises(httpx.TransportError):
        ask("POST", "/meetings", meeting(contact, RIGHT))
    assert ask("POST", "/meetings", meeting(contact, RIGHT)).status_code == 201
    assert len(hubspot.account.records("meetings")) == 2


async def test_row_30_ours_is_unknown_and_found(desk):
    desk.sandbox.faults.add("lost_answer", method="POST", path="/meetings", times=1)
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order())
    (found,) = await desk.crm.find(order())
    (held,) = desk.account.records("meetings")
    assert (found.external_id, found.reference) == (held.id, REFERENCE)


def test_row_31_refused_a_limit_a_lock_and_a_failure_need_another_try(hubspot, ask, kept):
    found = []
    for fault in (quota("TEN_SECONDLY_ROLLING"), LOCKED, "status_503_before", None):
        if fault is not None:
            hubspot.faults.add(fault, method="PATCH", times=1)
        found.append(ask("PATCH", kept, {"properties": TIMES}).status_code)
    assert found == [429, 423, 503, 200]


async def test_row_31_ours_tells_them_apart(desk):
    landed = await desk.crm.create(order())
    for fault, error in (
        (quota("TEN_SECONDLY_ROLLING"), SlowDown),
        (LOCKED, CrmBusy),
        ("status_503_before", OutcomeUnknown),
    ):
        desk.sandbox.faults.add(fault, method="PATCH", times=1)
        with pytest.raises(error) as raised:
            await desk.crm.reschedule(landed.external_id, order())
        if error is SlowDown:
            assert raised.value.retry_at > NOW
    assert (await desk.crm.reschedule(landed.external_id, order())).external_id


def test_row_32_lost_no_answer_has_x_request_id(ask, contact):
    answer = ask("POST", "/meetings", meeting(contact, RIGHT))
    assert "x-request-id" not in answer.headers
    assert answer.headers["x-hubspot-correlation-id"]


async def test_row_32_ours_is_hubspots_header_and_the_body_of_an_error(desk):
    landed = await desk.crm.create(order())
    moved = await desk.crm.reschedule(landed.external_id, order())
    desk.sandbox.faults.add(LOCKED, method="PATCH", times=1)
    with pytest.raises(CrmBusy) as busy:
        await desk.crm.cancel(landed.external_id, order())
    ids = [landed.correlation_id, moved.correlation_id, busy.value.facts["correlation_id"]]
    assert all(ids)
    assert len(set(ids)) == 3
