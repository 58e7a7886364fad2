"""Finding people and slots, booking, moving, cancelling, reading back: each call, both dialects."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.adapters.crm import ghl
from app.domain.booking import CrmStatus, Person
from app.domain.errors import BookingRefused, NotFound, SeveralFound, SlotTaken
from tests.adapters.crm.ghl.desks import (
    BOOKING_PATH,
    HALF_HOUR,
    ORDER,
    OTHER_REFERENCE,
    REFERENCE,
    SARA,
    START,
    open_desk,
)

LOCAL = "2026-11-23T10:00:00+11:00"
LATER = replace(ORDER, start_at=START + HALF_HOUR, end_at=START + 2 * HALF_HOUR)


def alice(desk):
    return desk.book.contacts()[0]


@pytest.mark.parametrize(
    ("address", "is_v1"),
    [
        ("https://rest.gohighlevel.com/v1", True),
        ("https://rest.gohighlevel.com/v1/ ", True),
        ("https://services.leadconnectorhq.com", False),
        ("https://services.leadconnectorhq.com/", False),
        ("", False),
    ],
)
def test_the_address_chooses_the_dialect(address, is_v1):
    assert ghl.speaks_v1(address) is is_v1


def test_what_is_not_told_is_missing_and_an_old_key_needs_no_location():
    told = {
        "PMS_GHL_BASE_URL": "https://services.leadconnectorhq.com",
        "PMS_GHL_API_KEY": "k",
        "PMS_GHL_LOCATION_ID": " ",
        "PMS_GHL_CALENDAR_ID": "c",
    }
    assert ghl.SPEC.missing({}) == tuple(told)
    assert ghl.SPEC.missing(told) == ("PMS_GHL_LOCATION_ID",)
    old = told | {"PMS_GHL_BASE_URL": "https://rest.gohighlevel.com/v1"}
    assert ghl.SPEC.missing(old) == ()
    del old["PMS_GHL_LOCATION_ID"]
    assert ghl.SPEC.missing(old) == ("PMS_GHL_LOCATION_ID",)
    assert (ghl.SPEC.rate_limit.requests, ghl.SPEC.rate_limit.per_s) == (100, 10)


async def test_people_are_found_by_phone_and_by_e_mail(version):
    async with open_desk(version) as desk:
        (by_phone,) = await desk.adapter.find_people(Person(phone="+61491570006"))
        (by_email,) = await desk.adapter.find_people(Person(email="Alice.Brown@example.com"))
        assert by_phone == by_email
        assert (by_phone.contact_id, by_phone.name) == (alice(desk).id, "Alice Brown")
        assert (by_phone.phone, by_phone.email) == ("+61491570006", "alice.brown@example.com")
        assert await desk.adapter.find_people(SARA) == ()
        assert desk.writes() == []


async def test_a_phone_and_an_e_mail_of_two_people_list_both_phone_first(version):
    async with open_desk(version) as desk:
        both = Person(phone="+61491570156", email="alice.brown@example.com")
        found = await desk.adapter.find_people(both)
        assert [one.name for one in found] == ["Noor Ahmadi", "Alice Brown"]


async def test_slots_are_offered_in_the_vendors_own_spelling(version):
    async with open_desk(version) as desk:
        desk.book.take(START + HALF_HOUR)
        slots = await desk.adapter.free_slots(
            START, START + 3 * HALF_HOUR, timezone="Australia/Sydney"
        )
        assert [one.start_at for one in slots] == [START, START + 2 * HALF_HOUR]
        assert slots[0].vendor_text == LOCAL


async def test_a_booking_makes_its_contact_and_carries_the_reference(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        (row,) = desk.book.appointments()
        assert landed.external_id == row.id
        contact = desk.book.contact(row.contact_id)
        assert landed.contact_id == contact.id
        assert (contact.first_name, contact.last_name) == ("Sara", "Ali")
        assert (contact.email, contact.phone) == (SARA.email, SARA.phone)
        assert (row.start, row.end, row.status) == (START, START + HALF_HOUR, "confirmed")
        assert row.title == "Cleaning - Dr Omar"
        text = f"branch Heliopolis | doctor Dr Omar | ref {REFERENCE}"
        assert (row.notes if version == "v1" else row.description) == text


async def test_notes_go_along_only_where_a_person_chose_to_send_them(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(replace(ORDER, notes="parking at the back"))
        (row,) = desk.book.appointments()
        assert (row.notes or row.description).endswith(
            f"ref {REFERENCE} | notes parking at the back"
        )


async def test_a_known_contact_is_used_and_left_as_it_is(version):
    async with open_desk(version) as desk:
        before = alice(desk)
        person = Person(first_name="Ally", last_name="B", phone=before.phone)
        landed = await desk.adapter.create(replace(ORDER, person=person))
        assert landed.contact_id == before.id
        assert alice(desk) == before
        assert len(desk.writes()) == 1
        assert len(desk.book.contacts()) == 2


async def test_a_chosen_contact_is_booked_without_a_look_up(version):
    async with open_desk(version) as desk:
        person = Person(external_contact_id=alice(desk).id)
        landed = await desk.adapter.create(replace(ORDER, person=person))
        assert landed.contact_id == alice(desk).id
        assert not any("lookup" in c.path or "duplicate" in c.path for c in desk.calls)
        (found,) = await desk.adapter.find(replace(ORDER, person=person))
        assert found.external_id == landed.external_id


async def test_v1_refuses_a_chosen_contact_that_nothing_leads_to():
    async with open_desk("v1") as desk:
        nameless = desk.book.add_contact(first_name="Kim")
        order = replace(ORDER, person=Person(external_contact_id=nameless.id))
        with pytest.raises(BookingRefused, match="neither a phone number nor an e-mail"):
            await desk.adapter.create(order)
        assert desk.book.appointments() == []


async def test_a_number_and_an_e_mail_of_two_people_ask_for_a_person(version):
    async with open_desk(version) as desk:
        both = Person(first_name="A", phone="+61491570156", email="alice.brown@example.com")
        with pytest.raises(SeveralFound):
            await desk.adapter.create(replace(ORDER, person=both))
        assert desk.writes() == []


async def test_a_time_that_the_calendar_does_not_offer_is_not_even_asked_for(version):
    async with open_desk(version) as desk:
        desk.book.take(START)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        assert desk.writes() == []
        assert len(desk.book.contacts()) == 2


@pytest.mark.parametrize("status", [400, 422])
async def test_a_slot_taken_in_the_last_moment_is_told_by_the_refusal(version, status):
    async with open_desk(version) as desk:
        desk.sandbox.quirks.taken_status = status
        seen = []

        def take(call):
            if call.method == "POST" and call.path == BOOKING_PATH[version]:
                desk.book.take(START)
                seen.append(call)

        desk.sandbox.on_request.append(take)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        assert len(seen) == 1
        assert desk.book.appointments() == []


async def test_an_order_that_landed_before_finds_its_slot_gone_and_is_found(version):
    async with open_desk(version) as desk:
        first = await desk.adapter.create(ORDER)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        assert len(desk.writes(BOOKING_PATH[version])) == 1
        (found,) = await desk.adapter.find(ORDER)
        assert (found.external_id, found.contact_id) == (first.external_id, first.contact_id)


async def test_a_slot_is_sent_back_in_the_offset_it_was_offered_in(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(replace(ORDER, timezone="Africa/Cairo"))
        body = desk.writes(BOOKING_PATH[version])[0]
        assert (
            body["selectedSlot" if version == "v1" else "startTime"] == "2026-11-23T01:00:00+02:00"
        )


async def test_a_booking_is_moved_and_keeps_everything_else(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        before = desk.book.appointment(landed.external_id)
        moved = await desk.adapter.reschedule(landed.external_id, LATER)
        assert moved.external_id == landed.external_id
        after = desk.book.appointment(landed.external_id)
        assert after == replace(before, start=LATER.start_at, end=LATER.end_at)
        assert len(desk.book.appointments()) == 1


async def test_moving_to_where_it_is_writes_nothing(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        desk.calls.clear()
        again = await desk.adapter.reschedule(landed.external_id, ORDER)
        assert again.external_id == landed.external_id
        assert desk.writes() == []


async def test_v2_gives_the_same_start_another_length_in_its_own_slot():
    async with open_desk("v2") as desk:
        landed = await desk.adapter.create(ORDER)
        longer = replace(ORDER, end_at=START + 2 * HALF_HOUR)
        await desk.adapter.reschedule(landed.external_id, longer)
        assert desk.book.appointment(landed.external_id).end == longer.end_at
        assert desk.writes()[-1]["startTime"] == LOCAL


async def test_moving_to_a_taken_time_is_refused_and_changes_nothing(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        desk.book.take(LATER.start_at)
        with pytest.raises(SlotTaken):
            await desk.adapter.reschedule(landed.external_id, LATER)
        assert desk.book.appointment(landed.external_id).start == START


async def test_a_cancelled_booking_stays_and_frees_its_time(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        for _ in range(2):  # a repeat changes nothing
            done = await desk.adapter.cancel(landed.external_id, ORDER)
            assert done.external_id == landed.external_id
        assert desk.book.appointment(landed.external_id).status == "cancelled"
        booking = await desk.adapter.read(landed.external_id)
        assert booking.status is CrmStatus.CANCELLED
        await desk.adapter.create(replace(ORDER, reference=OTHER_REFERENCE))
        assert len(desk.appointments()) == 1


@pytest.mark.parametrize("status", [400, 404])
async def test_what_is_gone_is_gone(version, status):
    async with open_desk(version) as desk:
        desk.sandbox.quirks.missing_status = status
        landed = await desk.adapter.create(ORDER)
        desk.book.delete(landed.external_id)
        assert await desk.adapter.read(landed.external_id) is None
        with pytest.raises(NotFound):
            await desk.adapter.reschedule(landed.external_id, LATER)
        with pytest.raises(NotFound):
            await desk.adapter.cancel(landed.external_id, ORDER)
        assert await desk.adapter.find(ORDER) == ()


async def test_a_booking_is_read_back_as_the_calendar_has_it(version):
    async with open_desk(version) as desk:
        hour = replace(ORDER, end_at=START + 2 * HALF_HOUR)
        landed = await desk.adapter.create(hour)
        booking = await desk.adapter.read(landed.external_id)
        # v1 has no end: the calendar's half hours rule, whatever was ordered.
        expected = START + HALF_HOUR if version == "v1" else hour.end_at
        assert (booking.start_at, booking.end_at) == (START, expected)
        assert (booking.status, booking.reference) == (CrmStatus.BOOKED, REFERENCE)
        assert booking.contact_id == landed.contact_id


async def test_a_status_that_somebody_set_there_is_told_as_such(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        desk.book.change(landed.external_id, status="showed")
        assert (await desk.adapter.read(landed.external_id)).status is CrmStatus.OTHER


@pytest.mark.parametrize("told", ["in lists", "in reads", "nowhere"])
async def test_a_booking_is_found_by_its_reference_however_it_is_told(version, told):
    async with open_desk(version) as desk:
        desk.sandbox.quirks.lists_tell_notes = told == "in lists"
        desk.sandbox.quirks.reads_tell_notes = told != "nowhere"
        landed = await desk.adapter.create(ORDER)
        stranger = Person(first_name="Noor", phone="+61491570156")
        await desk.adapter.create(replace(LATER, person=stranger, reference=OTHER_REFERENCE))
        # Told its reference, a booking is found whatever became of its contact's number.
        asked = ORDER if told == "nowhere" else replace(ORDER, person=Person(phone="+61491570158"))
        (found,) = await desk.adapter.find(asked)
        assert (found.external_id, found.contact_id) == (landed.external_id, landed.contact_id)


async def test_another_reference_at_the_same_time_is_not_ours(version):
    async with open_desk(version) as desk:
        await desk.adapter.create(replace(ORDER, reference=OTHER_REFERENCE))
        assert await desk.adapter.find(ORDER) == ()


async def test_what_somebody_typed_there_is_not_ours(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        desk.book.change(landed.external_id, notes="rang twice", description="rang twice")
        assert await desk.adapter.find(ORDER) == ()


async def test_without_any_text_only_this_person_at_this_time_counts(version):
    async with open_desk(version) as desk:
        desk.sandbox.quirks.lists_tell_notes = desk.sandbox.quirks.reads_tell_notes = False
        stranger = Person(first_name="Noor", phone="+61491570156")
        await desk.adapter.create(replace(ORDER, person=stranger))
        assert await desk.adapter.find(ORDER) == ()
        assert len(await desk.adapter.find(replace(ORDER, person=stranger))) == 1
        later = replace(ORDER, person=stranger, start_at=START + timedelta(hours=1))
        assert await desk.adapter.find(later) == ()
        (row,) = desk.book.appointments()
        await desk.adapter.cancel(row.id, ORDER)
        assert await desk.adapter.find(replace(ORDER, person=stranger)) == ()


async def test_what_will_be_sent_is_what_is_sent(version):
    async with open_desk(version) as desk:
        order = replace(ORDER, notes="by the window")
        told = desk.adapter.outline(order)
        assert desk.calls == []
        await desk.adapter.create(order)
        sent = {
            value for body in desk.writes() for name, value in body.items() if name != "contactId"
        }
        assert {value for _, value in told} == sent
        assert len(told) == len(set(told))
        assert ("Start", LOCAL) in told
        assert ("Phone", SARA.phone) in told


async def test_what_will_be_sent_of_a_chosen_contact_is_its_id_alone():
    async with open_desk("v2") as desk:
        person = replace(SARA, external_contact_id=alice(desk).id)
        told = desk.adapter.outline(replace(ORDER, person=person))
        assert ("Contact ID", alice(desk).id) in told
        assert not {"Phone", "E-mail", "First name"} & {label for label, _ in told}
