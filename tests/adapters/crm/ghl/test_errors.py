"""What each answer means, the connection test, and that nobody's data is in an error or a log."""

import logging
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.answer import Answer
from app.adapters.crm.ghl import TRACE, duplicate_of, judge_for
from app.adapters.crm_answers import trace_of
from app.domain.errors import (
    BadAnswer,
    Blocked,
    BookingRefused,
    CrmRightMissing,
    CrmSetupMissing,
    CrmSignInAgain,
    NotFound,
    RequestRefused,
    RunSheetError,
    SlotTaken,
    SlowDown,
    TooSlow,
    VendorTrouble,
)
from app.sandbox import FAULTS, WRITE_FAULTS
from tests.adapters.crm.ghl.desks import ORDER, REPORT, SARA, START, open_desk

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
judge = judge_for("calendars.readonly", lambda: NOW)


def answer(status, body=b"{}", content_type="application/json", **more):
    return Answer(
        system="GoHighLevel",
        status=status,
        content_type=content_type,
        retry_after=None,
        body=body,
        **more,
    )


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (answer(200), None),
        (answer(200, b"", ""), None),
        (answer(200, b"<html>", "text/html"), Blocked),
        (answer(302, b"", ""), Blocked),
        (answer(400), BookingRefused),
        (answer(400, b"bad", "text/plain"), Blocked),
        (answer(400, b"not json"), BookingRefused),
        (answer(401), CrmSignInAgain),
        (answer(401, b"<html>", "text/html"), Blocked),
        (answer(403), CrmRightMissing),
        (answer(403, b"<html>", "text/html"), Blocked),
        (answer(404), NotFound),
        (answer(404, b"<html>", "text/html"), Blocked),
        (answer(407), Blocked),
        (answer(408), TooSlow),
        (answer(409), RequestRefused),
        (answer(422), BookingRefused),
        (answer(429), SlowDown),
        (answer(500), VendorTrouble),
        (answer(511), Blocked),
        (
            answer(400, b'{"message":"The slot you have selected is no longer available."}'),
            SlotTaken,
        ),
        (answer(422, b'{"message":["The SLOT is No Longer Available"]}'), SlotTaken),
        (answer(422, b'{"selectedSlot":{"message":"Taken","rule":"invalid"}}'), SlotTaken),
        (answer(422, b'{"selectedSlot":{"message":"?","rule":"required"}}'), BookingRefused),
    ],
)
def test_the_table_of_answers(told, kind):
    assert type(judge(told)) is (type(None) if kind is None else kind)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"message":["phone must be a valid phone number: +61400 is not"]}', "the phone number"),
        (b'{"message":"contactId should not be empty"}', "the contact"),
        (b'{"message":["appointment.startTime must be a string"]}', "the start time"),
        (b'{"email or phone":{"message":"mandatory","rule":"required"}}', "phone number or e-mail"),
        (b'{"selectedTimezone":{"message":"Mars/Base is wrong"}}', "the time zone"),
        (b'{"msg":"Bad Request"}', "did not say which field"),
        (b'{"message":"No contact for sara@example.com"}', "did not say which field"),
        (b'{"message":7}', "did not say which field"),
    ],
)
def test_a_refusal_names_the_field_in_our_words_and_never_a_value(body, reason):
    error = judge(answer(422, body))
    assert reason in error.facts["reason"]
    assert not any(part in str(error) for part in ("61400", "sara", "Mars"))


def test_a_refused_duplicate_is_handed_out_with_the_contacts_id():
    told = (
        b'{"message":"This location does not allow duplicated contacts.",'
        b'"meta":{"contactId":"seD4PfOuKoVMLkEZqohJ","matchingField":"email"}}'
    )
    assert judge(answer(400, told)) is None
    assert duplicate_of(answer(400, told)) == "seD4PfOuKoVMLkEZqohJ"
    for other in (b'{"message":"duplicated contacts"}', told.replace(b"duplicated", b"odd")):
        assert duplicate_of(answer(400, other)) is None
        assert isinstance(judge(answer(400, other)), BookingRefused)


def test_the_trace_is_kept_in_errors_and_is_no_free_text():
    told = answer(422, b'{"traceId":"c667b18d-8f5e-44c8-a914-33f3a1b2c4d5"}')
    assert trace_of(told, TRACE) == "c667b18d-8f5e-44c8-a914-33f3a1b2c4d5"
    assert judge(told).facts["correlation_id"] == trace_of(told, TRACE)
    assert trace_of(answer(422, b'{"traceId":"Sara Ali, 0400"}'), TRACE) is None
    assert trace_of(answer(200, b"{}", correlation_id="abc"), TRACE) == "abc"


async def test_the_trace_comes_with_what_landed_and_what_is_read():
    async with open_desk("v2") as desk:
        landed = await desk.adapter.create(ORDER)
        assert landed.correlation_id == "c667b18d-8f5e-44c8-a914-33f3a1b2c4d5"
        assert (await desk.adapter.read(landed.external_id)).correlation_id is not None
        desk.sandbox.quirks.has_trace_ids = False
        assert (await desk.adapter.cancel(landed.external_id, ORDER)).correlation_id is None


async def test_the_connection_test_reads_only_and_says_what_it_found(version):
    async with open_desk(version) as desk:
        found = await desk.adapter.check()
        assert "The calendar is there" in found.findings[0]
        assert found.latency_ms >= 0
        assert desk.writes() == []
        assert desk.calls


async def test_a_calendar_that_is_not_there_is_named(version):
    async with open_desk(version) as desk:
        values = desk.sandbox.environment | {"PMS_GHL_CALENDAR_ID": "nowhere"}
        with pytest.raises(CrmSetupMissing, match="PMS_GHL_CALENDAR_ID"):
            await desk.open(values=values).check()


async def test_a_calendar_of_another_location_is_named():
    async with open_desk("v2") as desk:
        values = desk.sandbox.environment | {"PMS_GHL_LOCATION_ID": "another"}
        with pytest.raises(CrmSetupMissing, match="PMS_GHL_CALENDAR_ID"):
            await desk.open(values=values).check()


async def test_a_dead_key_fails_the_connection_test(version):
    async with open_desk(version) as desk:
        adapter = desk.adapter
        desk.sandbox.access.revoke_key()
        with pytest.raises(CrmSignInAgain):
            await adapter.check()


async def test_a_missing_right_fails_the_connection_test():
    async with open_desk("v2") as desk:
        desk.sandbox.access.missing_scopes.add("contacts.readonly")
        with pytest.raises(CrmRightMissing, match="contacts"):
            await desk.adapter.check()


async def test_a_list_that_is_none_is_a_bad_answer_and_never_an_empty_one(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        path = "/appointments/" if version == "v1" else "/calendars/events"
        for fault in ("json_null", "wrong_shape", "json_truncated", "empty_body"):
            desk.spoil(fault, method="GET", path=path)
            with pytest.raises(BadAnswer):
                await desk.adapter.find(ORDER)


QUICK = sorted({*FAULTS, *WRITE_FAULTS} - {"latency", "gzip_bomb", "huge_body"})


@pytest.mark.parametrize("fault", QUICK)
async def test_no_fault_puts_a_person_or_the_key_into_an_error_or_a_log(version, fault, caplog):
    caplog.set_level(logging.DEBUG)
    async with open_desk(version) as desk:
        adapter = desk.open(timeout_s=0.1)
        order = replace(ORDER, notes="allergic to latex")
        calls = (
            lambda: adapter.create(order),
            lambda: adapter.find(order),
            lambda: adapter.find_people(SARA),
            lambda: adapter.free_slots(START, START + DAY, timezone="Australia/Sydney"),
            lambda: adapter.push_report(REPORT),
        )
        texts = []
        for call in calls:
            desk.sandbox.faults.clear()
            desk.spoil(fault, times=None)
            try:
                await call()
            except RunSheetError as error:
                texts.append("".join(traceback.format_exception(error)) + repr(error.facts))
        secrets = (SARA.email, SARA.phone, "Ali", "latex", *desk.sandbox.secrets)
        whole = "\n".join((*texts, *(record.getMessage() for record in caplog.records)))
        assert [one for one in secrets if one in whole] == []
