"""Lost answers, late commits, limits, ended sessions: never a second write by itself."""

from dataclasses import replace

import pytest

from app.domain.errors import (
    BookingRefused,
    CrmBusy,
    CrmRightMissing,
    CrmSignInAgain,
    OutcomeUnknown,
    RunSheetError,
    SlowDown,
    TryLater,
)
from tests.adapters.crm.salesforce.conftest import REFERENCE, SARA, order, report, set_up

EVENT_PATHS = {
    "key": "/ui-api/records",
    "upsert": "/Booking_Ref__c/",
    "own field": "/sobjects/Event",
    "plain": "/sobjects/Event",
}
DONE = ("lost_answer", "status_500_after", "status_503", "html_200", "empty_body", "body_cut_short")


@pytest.fixture(params=EVENT_PATHS)
def kind(request):
    return request.param


def event_writes(desk, kind):
    return [
        call
        for call in desk.calls
        if call.method in {"POST", "PATCH"} and EVENT_PATHS[kind] in call.path
    ]


def arm(desk, kind, fault):
    desk.sandbox.faults.add(fault, path=EVENT_PATHS[kind], method=_method(kind), times=1)


def _method(kind):
    return "PATCH" if kind == "upsert" else "POST"


@pytest.mark.parametrize("fault", DONE)
async def test_a_create_whose_answer_is_lost_is_unknown_sent_once_and_found(desk, kind, fault):
    set_up(desk.org, kind)
    arm(desk, kind, fault)
    adapter = desk.open()
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    assert len(event_writes(desk, kind)) == 1
    (found,) = await adapter.find(order())
    await desk.http.aclose()
    assert found.external_id == desk.event().id


async def test_a_create_that_commits_late_is_not_found_before_and_found_after(desk, kind):
    set_up(desk.org, kind)
    arm(desk, kind, "late_commit")
    adapter = desk.open()
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    assert await adapter.find(order()) == ()
    desk.sandbox.commit_late()
    (found,) = await adapter.find(order())
    await desk.http.aclose()
    assert found.reference == REFERENCE
    assert len(event_writes(desk, kind)) == 1


@pytest.mark.parametrize("kind_of_org", ["key", "upsert"])
async def test_a_repeat_beside_a_late_commit_still_makes_one_event(desk, kind_of_org):
    set_up(desk.org, kind_of_org)
    arm(desk, kind_of_org, "late_commit")
    adapter = desk.open()
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    landed = await adapter.create(order())
    desk.sandbox.commit_late()
    await desk.http.aclose()
    assert landed.external_id == desk.event().id


async def test_a_refusal_before_anything_was_done_is_unknown_too_and_a_repeat_lands(desk, kind):
    """A 503 may come after the write was stored: only a look tells."""
    set_up(desk.org, kind)
    arm(desk, kind, "status_503_before")
    adapter = desk.open()
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    assert await adapter.find(order()) == ()
    landed = await adapter.create(order())
    await desk.http.aclose()
    assert landed.external_id == desk.event().id
    assert len(desk.org.contacts()) == 3  # the person was made once


@pytest.mark.parametrize("fault", ["lost_answer", "late_commit"])
async def test_a_new_contact_whose_answer_is_lost_makes_no_event_and_no_second_person(desk, fault):
    desk.sandbox.faults.add(fault, path="/sobjects/Contact", times=1)
    adapter = desk.open()
    with pytest.raises(OutcomeUnknown):
        await adapter.create(order())
    assert desk.org.events() == []
    desk.sandbox.commit_late()
    await adapter.create(order())
    await desk.http.aclose()
    assert len([one for one in desk.org.contacts() if one.fields["LastName"] == "Ali"]) == 1


@pytest.mark.parametrize("what", ["move", "cancel"])
async def test_a_change_whose_answer_is_lost_is_unknown_and_may_be_repeated(desk, what):
    adapter = desk.open()
    landed = await adapter.create(order())
    change = adapter.reschedule if what == "move" else adapter.cancel
    desk.sandbox.faults.add("lost_answer", method="PATCH", times=1)
    with pytest.raises(OutcomeUnknown):
        await change(landed.external_id, order())
    assert (await change(landed.external_id, order())).external_id == landed.external_id
    await desk.http.aclose()
    assert desk.event().fields["Subject"].count("CANCELLED") == (what == "cancel")


async def test_the_days_limit_asks_to_wait_and_nothing_was_done(desk, kind):
    set_up(desk.org, kind)
    desk.sandbox.throttle(path=EVENT_PATHS[kind], method=_method(kind))
    adapter = desk.open()
    with pytest.raises(SlowDown):
        await adapter.create(order())
    assert len(event_writes(desk, kind)) == 1
    assert desk.org.events() == []
    await adapter.create(order())
    await desk.http.aclose()


async def test_the_days_limit_is_met_by_reads_too(desk):
    desk.org.setup.calls_a_day = 0
    with pytest.raises(SlowDown):
        await desk.open().find_people(SARA)
    with pytest.raises(SlowDown):
        await desk.open().check()
    await desk.http.aclose()


async def test_a_busy_server_is_asked_again_when_only_read(desk):
    desk.sandbox.faults.add("status_503", path="/query", times=2)
    assert await desk.open().find(order()) == ()
    await desk.http.aclose()


async def test_a_locked_record_says_busy(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.org.setup.locked.add(landed.external_id)
    with pytest.raises(CrmBusy):
        await adapter.reschedule(landed.external_id, order())
    await desk.http.aclose()


async def test_a_session_that_ends_on_the_way_is_renewed_and_the_booking_lands_once(desk, kind):
    set_up(desk.org, kind)
    adapter = desk.open_app()
    await adapter.find_people(SARA)
    ended = []

    def end_before_the_event(call):
        if EVENT_PATHS[kind] in call.path and call.method == _method(kind) and not ended:
            ended.append(True)
            desk.sandbox.access.end_sessions()

    desk.sandbox.on_request.append(end_before_the_event)
    landed = await adapter.create(order())
    await desk.http.aclose()
    assert landed.external_id == desk.event().id
    assert len(desk.sandbox.access.issued) == 2


async def test_a_token_alone_that_ended_asks_for_a_new_sign_in(desk):
    adapter = desk.open()
    desk.sandbox.access.end_sessions()
    with pytest.raises(CrmSignInAgain):
        await adapter.create(order())
    await desk.http.aclose()
    assert desk.org.events() == []


async def test_a_renewed_token_that_is_refused_too_is_not_renewed_for_ever(desk):
    adapter = desk.open_app()
    desk.sandbox.faults.add("status_401", path="/services/data/")
    with pytest.raises(CrmSignInAgain):
        await adapter.find_people(SARA)
    await desk.http.aclose()
    assert len(desk.sandbox.access.issued) == 2


async def test_a_right_that_is_missing_is_named(desk):
    desk.org.setup.may_make_events = False
    with pytest.raises(CrmRightMissing) as raised:
        await desk.open().create(order())
    assert raised.value.facts["right"] == "Create on Event"
    desk.org.setup.has_api = False
    with pytest.raises(CrmRightMissing) as raised:
        await desk.open().find_people(SARA)
    await desk.http.aclose()
    assert raised.value.facts["right"] == "API Enabled"


async def test_a_field_that_the_org_lost_meanwhile_is_named_then_left_out(desk):
    desk.org.setup.add_reference_field(is_external_id=False)
    adapter = desk.open()
    await adapter.find(order())
    desk.org.setup.own_fields.clear()
    with pytest.raises(BookingRefused) as raised:
        await adapter.create(order())
    assert "Booking_Ref__c" in raised.value.facts["reason"]
    await adapter.create(order())
    await desk.http.aclose()
    assert desk.event().fields["Description"].endswith(REFERENCE)


async def test_a_reference_field_that_is_no_key_any_more_is_described_anew(desk):
    set_up(desk.org, "upsert")
    adapter = desk.open()
    await adapter.find(order())
    desk.org.setup.add_reference_field(is_external_id=False)
    with pytest.raises(BookingRefused):
        await adapter.create(order())
    await adapter.create(order())
    await desk.http.aclose()
    assert desk.event().fields["Booking_Ref__c"] == REFERENCE


@pytest.mark.parametrize("has_field", [True, False])
async def test_an_org_whose_events_take_no_key_is_booked_without_one(desk, has_field):
    set_up(desk.org, "key")
    desk.org.setup.knows_no_keys = True
    if has_field:
        desk.org.setup.add_reference_field(is_external_id=True)
    landed = await desk.open().create(order())
    await desk.http.aclose()
    assert landed.external_id == desk.event().id
    assert desk.calls[-1].method == ("PATCH" if has_field else "POST")


async def test_a_booking_that_was_refused_lands_once_corrected_whatever_the_key_keeps(desk):
    set_up(desk.org, "key")
    desk.org.setup.keeps_refusals = True
    desk.org.setup.required.add(("Event", "Location"))
    adapter = desk.open()
    with pytest.raises(BookingRefused):
        await adapter.create(order(branch=None))
    landed = await adapter.create(order())
    await desk.http.aclose()
    assert landed.external_id == desk.event().id


async def test_a_refusal_of_the_key_that_we_do_not_know_sends_nothing_beside_it(desk):
    """It may say that the first request is still under way."""
    set_up(desk.org, "key")
    body = [{"errorCode": "A_CODE_OF_TOMORROW", "message": "in progress"}]
    desk.sandbox.faults.add(refusing(400, body), path="/ui-api/records")
    with pytest.raises(BookingRefused):
        await desk.open().create(order())
    await desk.http.aclose()
    assert desk.calls[-1].path.endswith("/ui-api/records")
    assert desk.org.events() == []


async def test_two_events_with_one_reference_need_a_person(desk):
    desk.org.setup.add_reference_field(is_external_id=True)
    for _ in range(2):
        desk.org.add("Event", Booking_Ref__c=REFERENCE, StartDateTime="2026-11-22T08:00:00Z")
    adapter = desk.open()
    assert len(await adapter.find(order())) == 2
    with pytest.raises(RunSheetError, match="WRITE-08"):
        await adapter.create(order())
    await desk.http.aclose()


@pytest.mark.parametrize("fault", ["proxy_404_html", "proxy_404_text", "redirect", "html_200"])
async def test_a_proxys_answer_is_never_taken_for_salesforces(desk, fault):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.sandbox.faults.add(fault, path="/sobjects/Event/")
    with pytest.raises(TryLater):
        await adapter.read(landed.external_id)
    with pytest.raises((TryLater, OutcomeUnknown)):
        await adapter.reschedule(landed.external_id, order())
    await desk.http.aclose()


HOSTILE = {
    "INVALID_FIELD": (400, BookingRefused),
    "REQUIRED_FIELD_MISSING": (400, BookingRefused),
    "MALFORMED_ID": (400, BookingRefused),
    "FIELD_INTEGRITY_EXCEPTION": (400, BookingRefused),
    "STRING_TOO_LONG": (400, BookingRefused),
    "JSON_PARSER_ERROR": (400, BookingRefused),
    "DUPLICATES_DETECTED": (400, BookingRefused),
    "DUPLICATE_VALUE": (400, BookingRefused),
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": (400, BookingRefused),
    "A_CODE_OF_TOMORROW": (400, BookingRefused),
    "UNABLE_TO_LOCK_ROW": (400, CrmBusy),
    "INSUFFICIENT_ACCESS_OR_READONLY": (403, CrmRightMissing),
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY": (400, CrmRightMissing),
    "API_DISABLED_FOR_ORG": (403, CrmRightMissing),
    "REQUEST_LIMIT_EXCEEDED": (403, SlowDown),
    "INVALID_SESSION_ID": (401, CrmSignInAgain),
    "ENTITY_IS_DELETED": (404, BookingRefused),
    "NOT_FOUND": (404, BookingRefused),
    "UNKNOWN_EXCEPTION": (500, OutcomeUnknown),
    "SERVER_UNAVAILABLE": (503, OutcomeUnknown),
}


@pytest.mark.parametrize("code", HOSTILE)
@pytest.mark.parametrize("with_fields", [True, False])
async def test_every_code_is_told_in_our_words_without_the_vendors_or_anybodys_data(
    desk, code, with_fields, caplog
):
    caplog.set_level("DEBUG")
    status, kind = HOSTILE[code]
    planted = ("Sara", "sara.ali@example.com", "+61491570157", "VENDOR SAYS", "Comes by taxi")
    fields = ["Sara", "VENDOR SAYS"] if with_fields else []
    body = [{"errorCode": code, "message": " ".join(planted) + " Subject", "fields": fields}]
    desk.sandbox.faults.add(refusing(status, body), path="/sobjects/Event", method="POST")
    with pytest.raises(kind) as raised:
        await desk.open().create(order())
    await desk.http.aclose()
    told = f"{raised.value} {raised.value!r} {raised.value.facts} {caplog.text}"
    assert [text for text in (*planted, *desk.sandbox.secrets) if text in told] == []
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


async def test_a_refusal_keeps_salesforces_id_for_support(desk):
    body = [{"errorCode": "STRING_TOO_LONG", "message": "", "fields": ["Location"]}]
    fault = replace(refusing(400, body), headers={"x-sfdc-request-id": "abcd-1"})
    desk.sandbox.faults.add(fault, path="/sobjects/Event", method="POST")
    with pytest.raises(BookingRefused) as raised:
        await desk.open().create(order())
    await desk.http.aclose()
    assert raised.value.facts["correlation_id"] == "abcd-1"


async def test_the_ui_apis_errors_of_single_fields_are_read_too(desk):
    set_up(desk.org, "key")
    inner = {"errorCode": "STRING_TOO_LONG", "message": "Sara"}
    body = [
        {
            "errorCode": "INVALID_INPUT",
            "message": "Sara",
            "output": {"errors": [], "fieldErrors": {"Location": [inner]}},
        }
    ]
    desk.sandbox.faults.add(refusing(400, body), method="POST", path="/services/data/v60.0/ui-api")
    desk.sandbox.faults.add(refusing(400, body), method="POST", path="/sobjects/Event")
    with pytest.raises(BookingRefused) as raised:
        await desk.open().create(order())
    await desk.http.aclose()
    assert raised.value.facts["reason"] == "Location is too long."


async def test_a_reports_lost_answer_is_unknown_and_the_next_push_finds_it(desk):
    adapter = desk.open()
    desk.sandbox.faults.add("lost_answer", path="/sobjects/ContentVersion", method="POST", times=1)
    with pytest.raises(OutcomeUnknown):
        await adapter.push_report(report())
    landed = await adapter.push_report(report())
    await desk.http.aclose()
    assert [one.id for one in desk.org.records("ContentVersion")] == [landed.external_id]


def refusing(status, body):
    """A fault that answers with `body` and does nothing."""
    import json

    from app.sandbox.fault_kinds import Fault, FaultKind

    return Fault(
        name="refusing", kind=FaultKind.REFUSE, status=status, body=json.dumps(body).encode()
    )
