"""Rows 1 to 10 and 30 to 32 of shared/facts/crm.md, 7; what the names say is in ../facts_7.py."""

from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from app.adapters.crm import ghl
from app.adapters.crm_base import CrmAccount
from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.errors import OutcomeUnknown, SlotTaken, SlowDown
from app.sandbox import running_ghl
from app.sandbox.ghl.v2_answers import TRACE_ID
from tests.adapters.crm.ghl.desks import (
    BOOKING_PATH,
    HALF_HOUR,
    ORDER,
    REFERENCE,
    REPORT,
    SARA,
    START,
    open_desk,
)
from tests.sandbox.ghl.contract import contract, operation_of, problems_of
from tests.support.waiting import PATIENCE_S

SLOT = "2026-11-23T10:00:00+11:00"
LATER = replace(ORDER, start_at=START + HALF_HOUR, end_at=START + 2 * HALF_HOUR)
NEEDED = {
    "v1": {"selectedSlot", "selectedTimezone", "calendarId"},
    "v2": {"calendarId", "startTime"},
}


@contextmanager
def original(version="v1", **headers):
    """The sandbox and a client that sends what it is told, signed in."""
    with running_ghl(version=version) as sandbox:
        signed = {"Authorization": f"Bearer {sandbox.access.key}", **headers}
        with httpx.Client(base_url=sandbox.base_url, headers=signed, timeout=PATIENCE_S) as client:
            yield sandbox, client


def refused(sandbox, answer, status):
    assert answer.status_code == status
    assert sandbox.violations
    assert sandbox.book.appointments() == []


def taken(desk):
    """What we sent made the one booking there is."""
    (row,) = desk.book.appointments()
    assert (row.start, row.status) == (START, "confirmed")


def flat(sandbox):
    return {
        "calendarId": sandbox.calendar_id,
        "selectedSlot": SLOT,
        "selectedTimezone": "Australia/Sydney",
        "phone": "+61491570110",
    }


def test_row_01_refused_nested_objects_lack_all_that_v1_wants():
    with original() as (sandbox, client):
        body = {"calendar_id": "c", "location_id": "l", "contact": {}, "appointment": {}}
        assert client.post("/appointments", json=body).status_code == 404
        answer = client.post("/appointments/", json=body)
        refused(sandbox, answer, 422)
        assert {"calendarId", "selectedSlot", "selectedTimezone", "email or phone"} <= set(
            answer.json()
        )


async def test_row_01_ours_flat_fields_or_the_contact_first(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        body = desk.writes(BOOKING_PATH[version])[0]
        assert NEEDED[version] <= set(body)
        assert all(isinstance(value, str) for value in body.values())
        if version == "v2":
            first = next(c.path for c in desk.calls if c.method == "POST")
            assert first == "/contacts/upsert"
        taken(desk)


def test_row_02_refused_a_location_id_is_no_calendar():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"calendarId": sandbox.book.location_id}
        assert client.post("/appointments/", json=body).status_code == 400
        assert sandbox.book.appointments() == []


async def test_row_02_ours_the_calendar_that_is_set_and_no_other(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(replace(ORDER, location_id="room-9"))
        body = desk.writes(BOOKING_PATH[version])[0]
        assert body["calendarId"] == desk.sandbox.calendar_id
        assert "room-9" not in body.values()
        taken(desk)


def test_row_03_refused_v1_knows_no_location_id():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"location_id": sandbox.book.location_id}
        refused(sandbox, client.post("/appointments/", json=body), 422)


async def test_row_03_ours_the_location_goes_to_v2_alone(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        has_location = {("locationId" in body) for body in desk.writes()}
        assert has_location == {version == "v2"}
        taken(desk)


@pytest.mark.parametrize("field", ["endTime", "price", "currency", "metadata"])
def test_row_04_refused_v1_knows_no_end_price_or_metadata(field):
    with original() as (sandbox, client):
        refused(sandbox, client.post("/appointments/", json=flat(sandbox) | {field: "x"}), 422)


@pytest.mark.parametrize("field", ["price", "currency", "metadata"])
def test_row_04_refused_v2_knows_no_price_or_metadata(field):
    with original("v2", Version="2021-04-15") as (sandbox, client):
        body = {
            "calendarId": sandbox.calendar_id,
            "locationId": sandbox.book.location_id,
            "contactId": sandbox.book.contacts()[0].id,
            "startTime": SLOT,
        }
        path = BOOKING_PATH["v2"]
        refused(sandbox, client.post(path, json=body | {field: "x"}), 422)
        assert client.post(path, json=body).status_code == 200


async def test_row_04_ours_the_end_goes_to_v2_and_details_into_text(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        body = desk.writes(BOOKING_PATH[version])[0]
        assert ("endTime" in body) is (version == "v2")
        text = body["calendarNotes" if version == "v1" else "description"]
        assert f"ref {REFERENCE}" in text
        taken(desk)


def test_row_05_refused_a_nested_name_is_no_contact():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"contact": {"name": "Sara Ali"}}
        refused(sandbox, client.post("/appointments/", json=body), 422)


async def test_row_05_ours_the_names_stand_at_the_top(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        who = desk.writes()[0]
        assert (who["firstName"], who["lastName"]) == (SARA.first_name, SARA.last_name)
        taken(desk)


def test_row_06_refused_an_appointment_is_not_patched():
    with original() as (sandbox, client):
        assert client.patch("/appointments/abc", json={}).status_code == 405
        assert sandbox.violations
    with original("v2", Version="2021-04-15") as (sandbox, client):
        assert client.patch(f"{BOOKING_PATH['v2']}/abc", json={}).status_code == 404
        assert sandbox.violations


async def test_row_06_ours_a_move_is_a_put(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        moved = [call for call in desk.calls if call.method == "PUT"]
        assert [call.path.endswith(landed.external_id) for call in moved] == [True]
        (row,) = desk.book.appointments()
        assert row.start == LATER.start_at


@pytest.mark.parametrize("status", ["rescheduled", "completed", "pending", "canceled"])
def test_row_07_refused_neither_dialect_knows_these_statuses(status):
    with original() as (sandbox, client):
        assert client.post("/appointments/", json=flat(sandbox)).status_code == 200
        (row,) = sandbox.book.appointments()
        path = f"/appointments/{row.id}/status"
        assert client.put(path, json={"status": status}).status_code == 422
    with original("v2", Version="2021-04-15") as (sandbox, client):
        row = sandbox.book.book(
            calendar_id=sandbox.calendar_id, contact_id=sandbox.book.contacts()[0].id, slot=SLOT
        )
        path = f"{BOOKING_PATH['v2']}/{row.id}"
        assert client.put(path, json={"appointmentStatus": status}).status_code == 422


async def test_row_07_ours_a_move_confirms_its_new_times():
    async with open_desk("v2") as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        assert desk.writes()[-1] == {
            "startTime": "2026-11-23T10:30:00+11:00",
            "endTime": "2026-11-23T11:00:00+11:00",
            "appointmentStatus": "confirmed",
        }


async def test_row_07_ours_v1_takes_the_slot_and_its_zone_alone():
    async with open_desk("v1") as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        assert desk.writes()[-1] == {
            "selectedSlot": "2026-11-23T10:30:00+11:00",
            "selectedTimezone": "Australia/Sydney",
        }


@pytest.mark.parametrize("status", ["confirmed", "showed", "new"])
def test_row_07_ours_the_words_that_v2_has_are_taken(status):
    """`showed` for completed and `new` for pending; RunSheet itself says `confirmed` only."""
    with original("v2", Version="2021-04-15") as (sandbox, client):
        row = sandbox.book.book(
            calendar_id=sandbox.calendar_id, contact_id=sandbox.book.contacts()[0].id, slot=SLOT
        )
        path = f"{BOOKING_PATH['v2']}/{row.id}"
        assert client.put(path, json={"appointmentStatus": status}).status_code == 200
        assert sandbox.book.appointments()[0].status == status
        assert sandbox.violations == []


def test_row_08_refused_there_is_no_cancel_route():
    for version in ("v1", "v2"):
        with original(version, Version="2021-04-15") as (sandbox, client):
            path = f"{BOOKING_PATH[version].removeprefix('/v1').rstrip('/')}/abc/cancel"
            assert client.post(path, json={}).status_code == 404
            assert sandbox.violations


async def test_row_08_ours_a_cancel_sets_the_status(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.cancel(landed.external_id, ORDER)
        key = "status" if version == "v1" else "appointmentStatus"
        assert desk.writes()[-1] == {key: "cancelled"}
        assert [call.method for call in desk.calls if call.method == "DELETE"] == []
        (row,) = desk.book.appointments()
        assert (row.id, row.status) == (landed.external_id, "cancelled")


def test_row_09_refused_there_is_no_place_for_performance():
    for version in ("v1", "v2"):
        with original(version, Version="2021-04-15") as (sandbox, client):
            assert client.post("/integrations/performance", json={}).status_code == 404
            assert sandbox.violations


async def test_row_09_ours_a_report_is_a_note(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.push_report(REPORT)
        (note,) = desk.book.notes(landed.contact_id)
        assert note.body.startswith("[ref 2026-W47] ")


@pytest.mark.parametrize("told", [{}, {"Version": "2021-07-28"}, {"Version": "v1"}])
def test_row_10_refused_v2_refuses_what_names_no_version_of_the_family(told):
    with original("v2", **told) as (sandbox, client):
        refused(sandbox, client.get(f"/calendars/{sandbox.calendar_id}"), 400)


async def test_row_10_ours_every_family_gets_its_version():
    async with open_desk("v2") as desk:
        await desk.adapter.check()
        await desk.adapter.push_report(REPORT)
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.cancel(landed.external_id, ORDER)
        told = {(call.path.split("/")[1], call.headers["Version"]) for call in desk.calls}
        assert told == {("calendars", "2021-04-15"), ("contacts", "2021-07-28")}
        (row,) = desk.book.appointments()
        assert row.status == "cancelled"


def test_row_30_lost_an_abort_says_nothing_of_what_was_done():
    """The answer never comes, the booking is there: whoever repeats it by hand books twice."""
    with original() as (sandbox, client):
        sandbox.faults.add("lost_answer", method="POST", path="/appointments/", times=1)
        with pytest.raises(httpx.TransportError):
            client.post("/appointments/", json=flat(sandbox))
        assert len(sandbox.book.appointments()) == 1
        later = flat(sandbox) | {"selectedSlot": "2026-11-23T10:30:00+11:00"}
        assert client.post("/appointments/", json=later).status_code == 200
        assert len(sandbox.book.appointments()) == 2


async def test_row_30_ours_is_unknown_and_found_and_a_repeat_books_once(version):
    async with open_desk(version) as desk:
        desk.spoil("lost_answer", method="POST", path=BOOKING_PATH[version])
        with pytest.raises(OutcomeUnknown):
            await desk.adapter.create(ORDER)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        taken(desk)
        (found,) = await desk.adapter.find(ORDER)
        assert found.external_id == desk.book.appointments()[0].id


def test_row_31_refused_the_first_answer_of_a_full_window_is_no(version):
    with original(version, Version="2021-04-15") as (sandbox, client):
        sandbox.throttle(method="GET")
        path = f"/calendars/{sandbox.calendar_id}" if version == "v2" else "/contacts/lookup"
        assert client.get(path).status_code == 429


async def test_row_31_ours_a_read_waits_out_the_limit_and_goes_on(version, fake_clock):
    with running_ghl(version=version) as sandbox:
        patience = Patience(attempt_s=PATIENCE_S, call_s=PATIENCE_S)
        http = HttpClient(patience=patience, clock=fake_clock.clock)
        account = CrmAccount(
            values=sandbox.environment, timeout_s=PATIENCE_S, rate_limit=None, now=fake_clock.now
        )
        sandbox.throttle(method="GET")
        await ghl.SPEC.open(http, account).find_people(SARA)
        await http.aclose()
        assert sum(fake_clock.slept) >= 10
        assert [one.fault for one in sandbox.requests].count("quota") == 1


async def test_row_31_ours_a_write_says_when_to_come_back_or_that_it_is_open(version):
    async with open_desk(version) as desk:
        path = BOOKING_PATH[version]
        desk.sandbox.throttle(method="POST")
        with pytest.raises(SlowDown) as slowed:
            await desk.adapter.create(ORDER)
        assert slowed.value.retry_at is not None
        assert desk.book.appointments() == []
        desk.spoil("status_500_after", method="POST", path=path)
        with pytest.raises(OutcomeUnknown):
            await desk.adapter.create(ORDER)
        taken(desk)


def test_row_32_lost_no_header_has_the_id(version):
    with original(version, Version="2021-07-28") as (sandbox, client):
        path = "/contacts/lookup" if version == "v1" else "/contacts/search/duplicate"
        who = {"email": "sara@example.com"}
        here = {"locationId": sandbox.book.location_id} if version == "v2" else {}
        answer = client.get(path, params=who | here)
        assert answer.status_code == 200
        assert "x-request-id" not in answer.headers
        assert ("traceId" in answer.json()) is (version == "v2")


async def test_row_32_ours_the_trace_in_the_body_is_kept():
    async with open_desk("v2") as desk:
        landed = await desk.adapter.create(ORDER)
        moved = await desk.adapter.reschedule(landed.external_id, LATER)
        assert landed.correlation_id == moved.correlation_id == TRACE_ID


async def test_no_upsert_sends_tags_and_the_clinics_own_stay():
    async with open_desk("v2") as desk:
        alice = desk.book.contacts()[0]
        desk.sandbox.quirks.hidden_contacts.add(alice.id)
        person = replace(SARA, phone=alice.phone, email=None)
        await desk.adapter.create(replace(ORDER, person=person))
        assert desk.book.contact(alice.id).tags == alice.tags == ("recall",)
        assert "tags" not in desk.writes("/contacts/upsert")[0]


def test_tags_in_an_upsert_would_replace_the_clinics_own():
    with original("v2", Version="2021-07-28") as (sandbox, client):
        alice = sandbox.book.contacts()[0]
        body = {"locationId": sandbox.book.location_id, "phone": alice.phone, "tags": ["new"]}
        assert client.post("/contacts/upsert", json=body).status_code == 200
        assert sandbox.book.contact(alice.id).tags == ("new",)


def test_a_slot_rewritten_to_utc_is_no_longer_available():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"selectedSlot": "2026-11-22T23:00:00Z"}
        answer = client.post("/appointments/", json=body)
        assert (answer.status_code, set(answer.json())) == (422, {"selectedSlot"})
        assert client.post("/appointments/", json=flat(sandbox)).status_code == 200


def test_the_check_against_the_contract_can_fail():
    if contract("v1") is None:
        return  # not at hand: then nothing is checked
    operation, _ = operation_of("v1", "POST", "/v1/appointments/")
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert problems_of("v1", schema, {"calendarId": "c"}) != []
    assert operation_of("v1", "POST", "/v1/appointments/abc/cancel") is None
