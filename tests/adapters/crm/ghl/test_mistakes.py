"""The earlier implementation's mistakes (shared/facts/crm.md 7, rows 1 to 10 and 30 to 32): what it
sent is refused or lost by the sandbox, what we send in its place is accepted.
"""

from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from app.adapters.crm import ghl
from app.adapters.crm_base import CrmAccount
from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.errors import OutcomeUnknown, SlotTaken
from app.sandbox import running_ghl
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


def flat(sandbox):
    return {
        "calendarId": sandbox.calendar_id,
        "selectedSlot": SLOT,
        "selectedTimezone": "Australia/Sydney",
        "phone": "+61491570110",
    }


def test_row_1_nested_objects_lack_all_that_v1_wants():
    with original() as (sandbox, client):
        body = {"calendar_id": "c", "location_id": "l", "contact": {}, "appointment": {}}
        assert client.post("/appointments", json=body).status_code == 404
        answer = client.post("/appointments/", json=body)
        refused(sandbox, answer, 422)
        assert {"calendarId", "selectedSlot", "selectedTimezone", "email or phone"} <= set(
            answer.json()
        )


async def test_row_1_we_send_flat_fields_or_the_contact_first(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        body = desk.writes(BOOKING_PATH[version])[0]
        assert NEEDED[version] <= set(body)
        assert all(isinstance(value, str) for value in body.values())
        if version == "v2":
            first = next(c.path for c in desk.calls if c.method == "POST")
            assert first == "/contacts/upsert"


def test_row_2_a_location_id_is_no_calendar():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"calendarId": sandbox.book.location_id}
        assert client.post("/appointments/", json=body).status_code == 400
        assert sandbox.book.appointments() == []


async def test_row_2_we_send_the_calendar_that_is_set_and_no_other(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(replace(ORDER, location_id="room-9"))
        body = desk.writes(BOOKING_PATH[version])[0]
        assert body["calendarId"] == desk.sandbox.calendar_id
        assert "room-9" not in body.values()


def test_row_3_v1_knows_no_location_id():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"location_id": sandbox.book.location_id}
        refused(sandbox, client.post("/appointments/", json=body), 422)


async def test_row_3_the_location_goes_to_v2_alone(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        has_location = {("locationId" in body) for body in desk.writes()}
        assert has_location == {version == "v2"}


@pytest.mark.parametrize("field", ["endTime", "price", "currency", "metadata"])
def test_row_4_v1_knows_no_end_price_or_metadata(field):
    with original() as (sandbox, client):
        refused(sandbox, client.post("/appointments/", json=flat(sandbox) | {field: "x"}), 422)


@pytest.mark.parametrize("field", ["price", "currency", "metadata"])
def test_row_4_v2_knows_no_price_or_metadata(field):
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


async def test_row_4_the_end_goes_to_v2_and_details_into_text(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        body = desk.writes(BOOKING_PATH[version])[0]
        assert ("endTime" in body) is (version == "v2")
        text = body["calendarNotes" if version == "v1" else "description"]
        assert f"ref {REFERENCE}" in text


def test_row_5_a_nested_name_is_no_contact():
    with original() as (sandbox, client):
        body = flat(sandbox) | {"contact": {"name": "Sara Ali"}}
        refused(sandbox, client.post("/appointments/", json=body), 422)


async def test_row_5_the_names_stand_at_the_top(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(ORDER)
        who = desk.writes()[0]
        assert (who["firstName"], who["lastName"]) == (SARA.first_name, SARA.last_name)


def test_row_6_an_appointment_is_not_patched():
    with original() as (sandbox, client):
        assert client.patch("/appointments/abc", json={}).status_code == 405
        assert sandbox.violations
    with original("v2", Version="2021-04-15") as (sandbox, client):
        assert client.patch(f"{BOOKING_PATH['v2']}/abc", json={}).status_code == 404
        assert sandbox.violations


async def test_row_6_a_move_is_a_put(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        moved = [call for call in desk.calls if call.method == "PUT"]
        assert [call.path.endswith(landed.external_id) for call in moved] == [True]


@pytest.mark.parametrize("status", ["rescheduled", "completed", "pending", "canceled"])
def test_row_7_neither_dialect_knows_these_statuses(status):
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


async def test_row_7_a_move_confirms_its_new_times():
    async with open_desk("v2") as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        assert desk.writes()[-1] == {
            "startTime": "2026-11-23T10:30:00+11:00",
            "endTime": "2026-11-23T11:00:00+11:00",
            "appointmentStatus": "confirmed",
        }


async def test_row_7_v1_takes_the_slot_and_its_zone_alone():
    async with open_desk("v1") as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.reschedule(landed.external_id, LATER)
        assert desk.writes()[-1] == {
            "selectedSlot": "2026-11-23T10:30:00+11:00",
            "selectedTimezone": "Australia/Sydney",
        }


def test_row_8_there_is_no_cancel_route():
    for version in ("v1", "v2"):
        with original(version, Version="2021-04-15") as (sandbox, client):
            path = f"{BOOKING_PATH[version].removeprefix('/v1').rstrip('/')}/abc/cancel"
            assert client.post(path, json={}).status_code == 404
            assert sandbox.violations


async def test_row_8_a_cancel_sets_the_status(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.cancel(landed.external_id, ORDER)
        key = "status" if version == "v1" else "appointmentStatus"
        assert desk.writes()[-1] == {key: "cancelled"}
        assert [call.method for call in desk.calls if call.method == "DELETE"] == []


def test_row_9_there_is_no_place_for_performance():
    for version in ("v1", "v2"):
        with original(version, Version="2021-04-15") as (sandbox, client):
            assert client.post("/integrations/performance", json={}).status_code == 404
            assert sandbox.violations


async def test_row_9_a_report_is_a_note(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.push_report(REPORT)
        (note,) = desk.book.notes(landed.contact_id)
        assert note.body.startswith("[ref 2026-W47] ")


@pytest.mark.parametrize("told", [{}, {"Version": "2021-07-28"}, {"Version": "v1"}])
def test_row_10_v2_refuses_what_names_no_version_of_the_family(told):
    with original("v2", **told) as (sandbox, client):
        refused(sandbox, client.get(f"/calendars/{sandbox.calendar_id}"), 400)


async def test_row_10_every_family_gets_its_version():
    async with open_desk("v2") as desk:
        await desk.adapter.check()
        await desk.adapter.push_report(REPORT)
        landed = await desk.adapter.create(ORDER)
        await desk.adapter.cancel(landed.external_id, ORDER)
        told = {(call.path.split("/")[1], call.headers["Version"]) for call in desk.calls}
        assert told == {("calendars", "2021-04-15"), ("contacts", "2021-07-28")}


async def test_row_30_a_repeat_after_a_lost_answer_books_once(version):
    async with open_desk(version) as desk:
        desk.spoil("lost_answer", method="POST", path=BOOKING_PATH[version])
        with pytest.raises(OutcomeUnknown):
            await desk.adapter.create(ORDER)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        (row,) = desk.book.appointments()
        (found,) = await desk.adapter.find(ORDER)
        assert found.external_id == row.id


async def test_row_31_a_read_waits_out_the_limit_and_goes_on(version, fake_clock):
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


async def test_row_32_the_trace_in_the_body_is_kept():
    async with open_desk("v2") as desk:
        assert (await desk.adapter.create(ORDER)).correlation_id is not None


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
