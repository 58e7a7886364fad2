"""A booking's life in Salesforce, in an org of each kind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.booking import CrmStatus, Person
from app.domain.errors import BadAnswer, NotFound
from tests.adapters.crm.salesforce.conftest import (
    OWNER_ID,
    RECORD_TYPE_ID,
    REFERENCE,
    START,
    order,
    set_up,
)


async def test_a_booking_is_made_read_back_moved_found_and_cancelled(any_desk):
    desk, adapter = any_desk, any_desk.open()
    landed = await adapter.create(order())
    made = await adapter.read(landed.external_id)
    assert made.external_id == landed.external_id == desk.event().id
    assert (made.start_at, made.end_at) == (START, START + timedelta(minutes=30))
    assert (made.status, made.reference) == (CrmStatus.BOOKED, REFERENCE)
    assert made.contact_id == landed.contact_id
    assert landed.correlation_id
    assert made.correlation_id

    later = order(start_at=START + timedelta(days=1), end_at=START + timedelta(days=1, hours=1))
    moved = await adapter.reschedule(landed.external_id, later)
    assert moved.external_id == landed.external_id
    (found,) = await adapter.find(order())
    assert (found.start_at, found.end_at) == (later.start_at, later.end_at)

    await adapter.cancel(landed.external_id, later)
    await adapter.cancel(landed.external_id, later)
    (gone,) = await adapter.find(later)
    await desk.http.aclose()
    assert gone.status is CrmStatus.CANCELLED
    assert desk.event().fields["Subject"] == "CANCELLED: Cleaning - Sara Ali"
    assert desk.event().fields["ShowAs"] == "Free"


@pytest.mark.parametrize("kind", ["key", "upsert"])
async def test_a_tool_that_creates_once_takes_a_blind_repeat_too(desk, kind):
    set_up(desk.org, kind)
    adapter = desk.open()
    landed = [await adapter.create(order()) for _ in range(2)]
    await desk.http.aclose()
    assert landed[0].external_id == landed[1].external_id == desk.event().id
    used = {"key": "/ui-api/records", "upsert": f"/Event/Booking_Ref__c/{REFERENCE}"}
    assert desk.calls[-1].path.endswith(used[kind])
    assert desk.calls[-1].headers.get("Idempotency-Key") == (REFERENCE if kind == "key" else None)


async def test_a_booking_that_is_there_with_a_unique_reference_is_taken_for_the_one(desk):
    """UI API and a unique field: its key's thirty days are over, the field still knows."""
    desk.org.setup.add_reference_field(is_external_id=True)
    first = await desk.open().create(order())
    desk.org.setup.takes_keys = True
    again = await desk.open().create(order())
    await desk.http.aclose()
    assert again.external_id == first.external_id == desk.event().id


async def test_a_read_of_a_booking_that_was_deleted_is_none_and_a_change_says_not_found(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.org.delete(landed.external_id)
    assert await adapter.read(landed.external_id) is None
    with pytest.raises(NotFound):
        await adapter.reschedule(landed.external_id, order())
    with pytest.raises(NotFound):
        await adapter.cancel(landed.external_id, order())
    await desk.http.aclose()


async def test_the_outline_is_what_is_sent_wherever_the_org_keeps_it(any_desk):
    desk = any_desk
    desk.org.setup.record_types = {RECORD_TYPE_ID}
    adapter = desk.open(
        PMS_SALESFORCE_OWNER_ID=OWNER_ID, PMS_SALESFORCE_EVENT_RECORD_TYPE=RECORD_TYPE_ID
    )
    rows = adapter.outline(order())
    before = len(desk.calls)
    assert before == 0
    await adapter.create(order())
    await desk.http.aclose()
    contact, *_, event = desk.writes()
    fields = event.get("fields", event)
    sent = [*contact.values(), *_lines(fields)]
    if "Booking_Ref__c/" in desk.calls[-1].path:
        sent.append(REFERENCE)
    shown = [value for _, value in rows]
    sent.remove(_contact_id(desk))
    assert set(sent) | {"Cleaning"} == set(shown)
    assert len(dict(rows)) == len(rows)


async def test_the_outline_of_a_chosen_contact_sends_no_new_person(desk):
    person = Person(first_name="Noor", last_name="Ahmadi", external_contact_id="0035g0000000002AAA")
    adapter = desk.open()
    labels = dict(adapter.outline(order(person=person)))
    await adapter.create(order(person=person))
    await desk.http.aclose()
    assert labels["Contact"] == "0035g0000000002AAA"
    assert "Last name" not in labels
    assert len(desk.org.contacts()) == 2


async def test_the_orgs_own_fields_are_filled_and_not_repeated_in_the_description(desk):
    desk.org.setup.own_fields["Event"] = {
        name: _text_field() for name in ("Doctor__c", "Service__c", "Clinic_Branch__c")
    }
    await desk.open().create(order())
    await desk.http.aclose()
    (event,) = desk.writes("/Event")
    assert event["Doctor__c"] == "Dr. Omar"
    assert event["Service__c"] == "Cleaning"
    assert event["Clinic_Branch__c"] == "Heliopolis"
    assert event["Description"] == f"Notes: Comes by taxi\nRef: {REFERENCE}"


async def test_a_status_field_of_the_orgs_says_cancelled(desk):
    desk.org.setup.own_fields["Event"] = {"Status__c": _text_field()}
    adapter = desk.open(PMS_SALESFORCE_STATUS_FIELD="Status__c")
    landed = await adapter.create(order())
    await adapter.cancel(landed.external_id, order())
    desk.org.change(desk.event(), Subject="renamed by somebody")
    booking = await adapter.read(landed.external_id)
    await desk.http.aclose()
    assert desk.event().fields["Status__c"] == "Cancelled"
    assert booking.status is CrmStatus.CANCELLED


async def test_notes_that_quote_another_reference_hide_nothing(desk):
    notes = "was moved from\nRef: 00000000-0000-4000-8000-000000000000"
    adapter = desk.open()
    landed = await adapter.create(order(notes=notes))
    (found,) = await adapter.find(order())
    await desk.http.aclose()
    assert found.external_id == landed.external_id


async def test_a_booking_that_somebody_moved_there_is_found_by_its_contact(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.org.change(desk.event(), StartDateTime="2026-12-24T08:00:00Z")
    (found,) = await adapter.find(order())
    await desk.http.aclose()
    assert found.external_id == landed.external_id


async def test_a_booking_without_a_readable_start_is_no_answer(desk):
    landed = await desk.open().create(order())
    desk.org.change(desk.event(), StartDateTime=None)
    with pytest.raises(BadAnswer):
        await desk.open().read(landed.external_id)
    await desk.http.aclose()


async def test_a_list_that_comes_in_pages_is_read_to_its_end(desk):
    desk.org.setup.page_size = 2
    adapter = desk.open()
    landed = await adapter.create(order())
    for number in range(4):
        desk.org.add("Event", Subject=f"of somebody {number}", StartDateTime="2026-11-22T08:00:00Z")
    (found,) = await adapter.find(order())
    await desk.http.aclose()
    assert found.external_id == landed.external_id


async def test_a_list_that_never_ends_is_no_answer(desk):
    adapter = desk.open()
    landed = await adapter.create(order())
    desk.org.setup.page_size = 0
    with pytest.raises(BadAnswer):
        await adapter.find(order())
    desk.org.setup.page_size = 2000
    assert (await adapter.read(landed.external_id)).external_id == landed.external_id
    await desk.http.aclose()


async def test_another_booking_of_the_same_person_and_time_is_not_ours(desk):
    adapter = desk.open()
    await adapter.create(order())
    other = replace(order(), reference="11111111-2222-4333-8444-555555555555")
    found = await adapter.find(other)
    await desk.http.aclose()
    assert found == ()


async def test_the_api_version_is_the_orgs_newest_up_to_the_one_we_know(desk):
    await desk.open().find(order())
    desk.org.setup.newest_version = 59
    await desk.open().find(order())
    await desk.http.aclose()
    versions = {call.segments[2] for call in desk.calls if len(call.segments) > 2}
    assert versions == {"v60.0", "v59.0"}


async def test_salesforce_keeps_no_slots(desk):
    assert await desk.open().free_slots(START, START, timezone="Australia/Sydney") is None


def _text_field():
    from app.sandbox.salesforce.fields import Field

    return Field()


def _contact_id(desk):
    return desk.org.contacts()[-1].id


def _lines(fields):
    """Every value, those in the description one by one."""
    for name, value in fields.items():
        if name == "Description":
            yield from (line.partition(": ")[2] for line in value.split("\n"))
        else:
            yield value
