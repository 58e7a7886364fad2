"""What goes wrong on the way: which error it is, and that no write is ever sent twice by itself."""

import json
import logging
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app.domain.errors import (
    Blocked,
    BookingRefused,
    CrmBusy,
    CrmRightMissing,
    CrmSignInAgain,
    OutcomeUnknown,
    RunSheetError,
    SlowDown,
    VendorTrouble,
)
from app.sandbox import FAULTS, FaultKind
from app.sandbox.fault_kinds import Fault
from app.sandbox.hubspot.fault_bodies import LOCKED, MIGRATING, quota
from tests.adapters.crm.hubspot.conftest import NOW, REFERENCE, SARA, open_desk, order

CANARIES = ("Sara", "Ali", "sara.ali", "412345678", "Cleaning", "secret note")


def meetings_posted(desk):
    return len(desk.sent("POST", "/meetings"))


@pytest.mark.parametrize(
    "fault", ["lost_answer", "status_500_after", "body_cut_short", "empty_body"]
)
async def test_a_lost_answer_leaves_it_open_and_the_booking_is_found(desk, fault):
    desk.sandbox.faults.add(fault, method="POST", path="/meetings", times=1)
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order())
    assert meetings_posted(desk) == 1
    (there,) = await desk.crm.find(order())
    assert there.reference == REFERENCE


async def test_a_503_with_nothing_done_leaves_it_open_too_and_nothing_is_found(desk):
    desk.sandbox.faults.add("status_503_before", method="POST", path="/meetings", times=1)
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order())
    assert meetings_posted(desk) == 1
    assert await desk.crm.find(order()) == ()


async def test_a_late_commit_is_seen_once_it_is_there(desk):
    desk.sandbox.faults.add("late_commit", method="POST", path="/meetings", times=1)
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order())
    assert await desk.crm.find(order()) == ()
    assert [answer.status for answer in desk.sandbox.commit_late()] == [201]
    assert len(await desk.crm.find(order())) == 1
    assert meetings_posted(desk) == 1


@pytest.mark.parametrize("path", ["/contacts", "/upsert", "/default/"])
async def test_an_open_outcome_before_the_meeting_makes_no_meeting(desk, path):
    desk.sandbox.faults.add("lost_answer", path=path, method="PUT" if "def" in path else "POST")
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order(replace(SARA, phone=None)))
    desk.sandbox.faults.clear()
    assert meetings_posted(desk) == 0
    await desk.crm.create(order(replace(SARA, phone=None)))
    held = [len(desk.held(kind)) for kind in ("contacts", "deals", "meetings")]
    assert held == [1, 1, 1]


async def test_a_lost_move_or_cancel_may_be_repeated(desk):
    landed = await desk.crm.create(order())
    for change in (desk.crm.reschedule, desk.crm.cancel):
        desk.sandbox.faults.add("lost_answer", method="PATCH", times=1)
        with pytest.raises(OutcomeUnknown):
            await change(landed.external_id, order())
        await change(landed.external_id, order())
    assert desk.held("meetings")[0]["hs_meeting_outcome"] == "CANCELED"


@pytest.mark.parametrize(
    ("policy", "wait"),
    [("TEN_SECONDLY_ROLLING", timedelta(seconds=10)), ("SECONDLY", timedelta(seconds=1))],
)
async def test_a_limit_says_when_to_come_back_and_did_nothing(desk, policy, wait):
    desk.sandbox.faults.add(quota(policy), method="POST", path="/meetings")
    with pytest.raises(SlowDown) as refused:
        await desk.crm.create(order())
    assert refused.value.retry_at == NOW + wait
    assert meetings_posted(desk) == 1
    assert desk.held("meetings") == []


async def test_the_daily_limit_ends_at_midnight(desk):
    desk.sandbox.faults.add(quota("DAILY"), method="POST", path="/meetings")
    with pytest.raises(SlowDown) as refused:
        await desk.crm.create(order())
    here = refused.value.retry_at.astimezone()
    assert (here.hour, here.minute, here.second) == (0, 0, 0)
    assert timedelta(0) < refused.value.retry_at - NOW <= timedelta(hours=25)


async def test_a_full_window_of_the_sandbox_is_met_as_it_is(desk):
    desk.sandbox.limits.rolling.most = 3
    with pytest.raises(SlowDown):
        await desk.crm.create(order())
    assert desk.held("meetings") == []


async def test_a_search_that_is_refused_is_asked_again(hubspot):
    async with open_desk(hubspot) as desk:
        desk.sandbox.faults.add(quota("SECONDLY"), path="/search", times=1)
        assert await desk.crm.find_people(SARA) == ()
        assert len(desk.sent("POST", "/search")) == 2


async def test_a_lock_and_a_migration_are_waited_for(desk):
    landed = await desk.crm.create(order())
    desk.sandbox.faults.add(LOCKED, method="PATCH", times=1)
    with pytest.raises(CrmBusy):
        await desk.crm.cancel(landed.external_id, order())
    desk.sandbox.faults.add(MIGRATING, method="PATCH", times=1)
    with pytest.raises(SlowDown) as refused:
        await desk.crm.cancel(landed.external_id, order())
    # HttpView reads Retry-After by its own clock, not by the adapter's.
    assert refused.value.retry_at is not None
    assert len(desk.sent("PATCH", landed.external_id)) == 2


async def test_a_refused_key_waits_for_a_person(hubspot):
    async with open_desk(hubspot, PMS_HUBSPOT_PRIVATE_APP_TOKEN="pat-old") as desk:
        with pytest.raises(CrmSignInAgain) as refused:
            await desk.crm.create(order())
        assert refused.value.facts["correlation_id"]
        with pytest.raises(CrmSignInAgain):
            await desk.crm.check()


async def test_a_missing_right_is_named(desk):
    desk.sandbox.server.scopes.discard("crm.objects.contacts.write")
    with pytest.raises(CrmRightMissing, match=r"crm\.objects\.contacts\.write"):
        await desk.crm.create(order())
    assert desk.held("contacts") == []


async def test_a_right_is_read_from_either_place_and_never_text(desk):
    body = {
        "category": "MISSING_SCOPES",
        "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf",
        "errors": [
            {"context": {"requiredGranularScopes": ["crm.objects.deals.write", "Sara Ali"]}}
        ],
    }
    desk.sandbox.faults.add(answer(403, body), method="POST", path="/meetings")
    with pytest.raises(CrmRightMissing) as refused:
        await desk.crm.create(order())
    assert refused.value.facts["right"] == "crm.objects.deals.write"


def named(name):
    return {"context": {"propertyName": [name]}}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {"errors": [{"code": "PROPERTY_DOESNT_EXIST", **named("hs_meeting_location")}]},
            "this account has no property hs_meeting_location.",
        ),
        (
            {"message": 'not valid: [{"isValid":false,"error":"INVALID_EMAIL","name":"email"}]'},
            "it doesn't take what stands in email.",
        ),
        ({"message": "Sara Ali is not valid"}, "it doesn't take one of the values."),
        (
            {"errors": [named("sara_ali")]},
            "it doesn't take one of the values.",
        ),
    ],
)  # fmt: skip
async def test_a_refusal_names_the_property_in_our_words(desk, body, said):
    told = {
        "status": "error",
        "category": "VALIDATION_ERROR",
        "correlationId": "abcdefgh-1",
        **body,
    }
    desk.sandbox.faults.add(answer(400, told), method="POST", path="/meetings")
    with pytest.raises(BookingRefused) as refused:
        await desk.crm.create(order())
    assert refused.value.facts["reason"] == said
    assert refused.value.facts["correlation_id"] == "abcdefgh-1"


def answer(status, body):
    return Fault(name="told", kind=FaultKind.REFUSE, status=status, body=json.dumps(body).encode())


@pytest.mark.parametrize("fault", ["proxy_404_html", "proxy_404_text", "redirect", "html_200"])
async def test_a_proxy_is_never_read_as_hubspot(desk, fault):
    landed = await desk.crm.create(order())
    desk.sandbox.faults.add(fault, method="GET")
    with pytest.raises(Blocked):
        await desk.crm.read(landed.external_id)


async def test_json_that_is_not_hubspots_is_no_not_found(desk):
    landed = await desk.crm.create(order())
    desk.sandbox.faults.add(answer(404, {"message": "no such page"}), method="GET")
    with pytest.raises(Blocked):
        await desk.crm.read(landed.external_id)


async def test_reads_are_asked_again(desk):
    landed = await desk.crm.create(order())
    desk.sandbox.faults.add("status_503", method="GET", times=1)
    assert await desk.crm.read(landed.external_id) is not None
    desk.sandbox.faults.add("status_503", method="GET")
    with pytest.raises(VendorTrouble):
        await desk.crm.read(landed.external_id)


QUICK = sorted(
    name
    for name, fault in FAULTS.items()
    if fault.kind not in {FaultKind.HANG, FaultKind.STALL, FaultKind.DRIP, FaultKind.DELAY}
    and not name.startswith("status_429")
)


@pytest.mark.parametrize("fault", QUICK)
async def test_whatever_comes_of_a_write_it_is_sent_once_and_tells_nobodys_data(
    desk, fault, caplog
):
    caplog.set_level(logging.DEBUG)
    desk.sandbox.faults.add(fault, method="POST", path="/meetings")
    failure = await failure_of(desk.crm.create(order(notes="secret note")))
    if failure is not None:
        assert isinstance(failure, OutcomeUnknown) or FAULTS[fault].status >= 300
        chain = (failure, failure.__cause__, failure.__context__)
        told = [f"{one!s} {one!r} {getattr(one, 'facts', '')}" for one in chain if one]
        assert canaries_in(told) == []
    assert meetings_posted(desk) == 1
    ours = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert canaries_in(ours) == []


async def failure_of(call):
    """The error of ours that a call ends with; any other one fails the test."""
    try:
        await call
    except RunSheetError as error:
        return error
    return None


def canaries_in(texts):
    return [canary for canary in CANARIES for text in texts if canary in text]


@pytest.mark.parametrize("fault", QUICK)
async def test_whatever_comes_of_a_read_is_an_error_of_ours_or_an_answer(desk, fault):
    landed = await desk.crm.create(order())
    desk.sandbox.faults.add(fault, method="GET")
    for call in (
        desk.crm.read(landed.external_id),
        desk.crm.find(order()),
        desk.crm.find_people(SARA),
    ):
        assert not isinstance(await failure_of(call), OutcomeUnknown)


async def test_a_server_that_is_not_there_took_nothing(hubspot):
    async with open_desk(hubspot, PMS_HUBSPOT_BASE_URL="http://127.0.0.1:9") as desk:
        with pytest.raises(RunSheetError) as refused:
            await desk.crm.create(order())
    assert not isinstance(refused.value, OutcomeUnknown | httpx.HTTPError)
