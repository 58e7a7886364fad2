"""Bookings in HubSpot: made, moved, cancelled, looked up, read; in both generations."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.booking import CrmStatus, Person
from app.domain.errors import (
    BookingDiffers,
    BookingRefused,
    ContactUnknown,
    CrmSetupMissing,
    NotFound,
    OutcomeUnknown,
)
from tests.adapters.crm.hubspot.conftest import BY_PHONE, REFERENCE, SARA, START, open_desk, order


async def test_a_booking_makes_contact_deal_and_meeting_tied_to_each_other(desk):
    landed = await desk.crm.create(order())
    (meeting,), (deal,), (contact,) = (
        desk.account.records(kind) for kind in ("meetings", "deals", "contacts")
    )
    assert (landed.external_id, landed.contact_id) == (meeting.id, contact.id)
    assert landed.correlation_id
    assert contact.properties == {
        "email": "sara.ali@example.com",
        "firstname": "Sara",
        "lastname": "Ali",
        "phone": "+61412345678",
    }
    assert meeting.properties == {
        "hs_meeting_title": "Cleaning - Sara Ali",
        "hs_timestamp": "2026-11-22T08:00:00Z",
        "hs_meeting_start_time": "2026-11-22T08:00:00Z",
        "hs_meeting_end_time": "2026-11-22T08:30:00Z",
        "hs_meeting_outcome": "SCHEDULED",
        "hs_meeting_location": "Heliopolis",
        "hs_meeting_body": "Doctor: Dr. Omar",
        "hs_internal_meeting_notes": f"ref {REFERENCE}",
    }
    assert deal.properties["dealstage"] == "appointmentscheduled"
    assert desk.account.tied("meetings", meeting.id, "contacts") == [contact.id]
    assert desk.account.tied("meetings", meeting.id, "deals") == [deal.id]
    assert desk.account.tied("deals", deal.id, "contacts") == [contact.id]


async def test_associations_have_hubspots_own_numbers(desk):
    desk.account.own_properties.clear()  # then the deal is made in one call, with its tie
    await desk.crm.create(order())
    kinds = {
        name: [tie["types"][0]["associationTypeId"] for tie in body["associations"]]
        for name in ("meetings", "deals")
        for body in desk.sent("POST", f"/{name}")
        if "associations" in body
    }
    assert kinds == {"meetings": [200, 212], "deals": [3]}


async def test_without_a_pipeline_there_is_no_deal(plain_desk):
    await plain_desk.crm.create(order())
    assert plain_desk.held("deals") == []
    assert len(plain_desk.held("meetings")) == 1


@pytest.mark.parametrize("has_key", [True, False])
async def test_a_second_create_uses_the_same_deal_and_contact(desk, has_key):
    if not has_key:
        desk.account.own_properties.clear()
    first = await desk.crm.create(order())
    second = await desk.crm.create(order())
    assert first.contact_id == second.contact_id
    assert len(desk.held("deals")) == len(desk.held("contacts")) == 1


async def test_a_contact_that_was_chosen_is_used_as_it_is(desk):
    chosen = desk.account.create("contacts", {"firstname": "Sarah", "phone": "+61412345678"})
    person = replace(SARA, external_contact_id=chosen.id)
    landed = await desk.crm.create(order(person))
    assert landed.contact_id == chosen.id
    assert desk.held("contacts") == [{"firstname": "Sarah", "phone": "+61412345678"}]


async def test_a_chosen_contact_that_is_gone_is_a_refusal(plain_desk):
    person = Person(first_name="Sara", external_contact_id="999")
    with pytest.raises(ContactUnknown):
        await plain_desk.crm.create(order(person))
    assert plain_desk.held("meetings") == []


async def test_a_move_keeps_everything_but_the_times(desk):
    landed = await desk.crm.create(order())
    (before,) = desk.held("meetings")
    later = START + timedelta(days=1)
    moved = order(start_at=later, end_at=later + timedelta(minutes=45))
    assert (await desk.crm.reschedule(landed.external_id, moved)).external_id == landed.external_id
    (after,) = desk.held("meetings")
    assert after == before | {
        "hs_timestamp": "2026-11-23T08:00:00Z",
        "hs_meeting_start_time": "2026-11-23T08:00:00Z",
        "hs_meeting_end_time": "2026-11-23T08:45:00Z",
    }


async def test_a_cancelled_booking_stays_and_is_marked(desk):
    landed = await desk.crm.create(order())
    (before,) = desk.held("meetings")
    await desk.crm.cancel(landed.external_id, order())
    await desk.crm.cancel(landed.external_id, order())
    assert desk.held("meetings") == [before | {"hs_meeting_outcome": "CANCELED"}]
    assert (await desk.crm.read(landed.external_id)).status is CrmStatus.CANCELLED


async def test_what_is_gone_is_not_found(desk):
    for change in (desk.crm.reschedule, desk.crm.cancel):
        with pytest.raises(NotFound):
            await change("999", order())
    assert await desk.crm.read("999") is None


async def test_a_booking_is_read_back_as_it_was_sent(desk):
    landed = await desk.crm.create(order())
    there = await desk.crm.read(landed.external_id)
    assert (there.start_at, there.end_at) == (START, START + timedelta(minutes=30))
    assert there.status is CrmStatus.BOOKED
    assert (there.contact_id, there.reference) == (landed.contact_id, REFERENCE)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("SCHEDULED", CrmStatus.BOOKED),
        ("RESCHEDULED", CrmStatus.BOOKED),
        ("CANCELED", CrmStatus.CANCELLED),
        ("NO_SHOW", CrmStatus.OTHER),
        ("COMPLETED", CrmStatus.OTHER),
    ],
)
async def test_every_outcome_is_understood_and_times_in_milliseconds_too(desk, outcome, status):
    landed = await desk.crm.create(order())
    (meeting,) = desk.account.records("meetings")
    millis = str(int(START.timestamp() * 1000))
    changes = {"hs_meeting_start_time": millis, "hs_meeting_outcome": outcome}
    desk.account.update(meeting, changes)
    there = await desk.crm.read(landed.external_id)
    assert (there.status, there.start_at) == (status, START)


@pytest.mark.parametrize("has_deals", [True, False])
@pytest.mark.parametrize("person", [SARA, BY_PHONE])
async def test_a_booking_is_found_by_its_reference_before_search_sees_anything(
    hubspot, has_deals, person
):
    told = {} if has_deals else {"PMS_HUBSPOT_PIPELINE_ID": "", "PMS_HUBSPOT_STAGE_ID": ""}
    async with open_desk(hubspot, **told) as desk:
        assert await desk.crm.find(order(person)) == ()
        landed = await desk.crm.create(order(person))
        other = order(person, reference="11111111-2222-4333-8444-555555555555")
        await desk.crm.create(other)
        (there,) = await desk.crm.find(order(person))
        assert there.external_id == landed.external_id
        assert await desk.crm.find(replace(other, reference=REFERENCE[:-1] + "2")) == ()
        assert all(kind != "meetings" for kind in searched(desk))


def searched(desk):
    return [call.path.split("/")[-2] for call in desk.calls if call.path.endswith("/search")]


async def test_a_double_is_found_twice_and_page_after_page(plain_desk):
    plain_desk.sandbox.server.show_ties(2)
    for _ in range(3):
        await plain_desk.crm.create(order(reference="11111111-2222-4333-8444-555555555555"))
    await plain_desk.crm.create(order())
    await plain_desk.crm.create(order())
    found = await plain_desk.crm.find(order())
    assert len({one.external_id for one in found}) == 2


async def test_hubspot_offers_no_slots(desk):
    end = START + timedelta(days=1)
    assert await desk.crm.free_slots(START, end, timezone="Australia/Sydney") is None


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ("hs_internal_meeting_notes", "reference"),
        ("hs_meeting_outcome", "outcome"),
        ("hs_meeting_end_time", "end"),
    ],
)
async def test_a_meeting_that_silently_lost_what_it_needs_is_taken_back(desk, lost, named):
    desk.account.silently_lost.add(lost)
    with pytest.raises(CrmSetupMissing, match=named):
        await desk.crm.create(order())
    assert desk.held("meetings") == []


async def test_if_it_cannot_be_taken_back_nobody_claims_to_know(desk):
    desk.account.silently_lost.add("hs_meeting_outcome")
    desk.sandbox.faults.add("status_503_before", method="DELETE")
    with pytest.raises(OutcomeUnknown):
        await desk.crm.create(order())


async def test_a_change_that_hubspot_takes_and_does_not_keep_is_told(desk):
    landed = await desk.crm.create(order())
    desk.account.silently_lost |= {"hs_meeting_outcome", "hs_meeting_end_time"}
    with pytest.raises(BookingDiffers, match="the outcome"):
        await desk.crm.cancel(landed.external_id, order())
    longer = order(end_at=START + timedelta(hours=2))
    with pytest.raises(BookingDiffers, match="the end"):
        await desk.crm.reschedule(landed.external_id, longer)


async def test_a_batch_that_says_200_and_holds_an_error_is_a_refusal(hubspot):
    async with open_desk(hubspot, PMS_HUBSPOT_STAGE_ID="nowhere") as desk:
        with pytest.raises(BookingRefused, match="dealstage"):
            await desk.crm.create(order())
        assert desk.held("deals") == desk.held("meetings") == []


async def test_the_outline_is_what_create_sends(desk):
    wanted = order(notes="Bring the\nold brace")
    shown = dict(desk.crm.outline(wanted))
    assert desk.calls == []
    await desk.crm.create(wanted)
    bodies = [*desk.sent("POST", "/contacts"), *desk.sent("POST", "/meetings")]
    bodies += desk.sent("POST", "/upsert")[0]["inputs"]
    sent = {name: value for body in bodies for name, value in body["properties"].items()}
    assert shown == {
        "E-mail": sent.pop("email"),
        "First name": sent.pop("firstname"),
        "Last name": sent.pop("lastname"),
        "Phone": sent.pop("phone"),
        "Deal": sent.pop("dealname"),
        "Pipeline": sent.pop("pipeline"),
        "Stage": sent.pop("dealstage"),
        "Meeting": sent.pop("hs_meeting_title"),
        "Start (UTC)": sent.pop("hs_meeting_start_time"),
        "End (UTC)": sent.pop("hs_meeting_end_time"),
        "Outcome": sent.pop("hs_meeting_outcome"),
        "Place": sent.pop("hs_meeting_location"),
        "Doctor": "Dr. Omar",
        "Notes": "Bring the\nold brace",
        "Reference": REFERENCE,
    }
    assert sent == {
        "description": f"ref {REFERENCE}",
        "hs_internal_meeting_notes": f"ref {REFERENCE}",
        "hs_meeting_body": "Doctor: Dr. Omar<br>Bring the<br>old brace",
        "hs_timestamp": shown["Start (UTC)"],
    }


async def test_the_outline_says_what_is_left_out(plain_desk):
    person = replace(BY_PHONE, external_contact_id="101")
    labels = [label for label, _ in plain_desk.crm.outline(order(person, doctor_name=None))]
    assert labels == [
        "Contact", "Meeting", "Start (UTC)", "End (UTC)", "Outcome", "Place", "Reference",
    ]  # fmt: skip


async def test_text_in_html_is_escaped(desk):
    await desk.crm.create(order(doctor_name="Dr. <b>Omar</b> & Co"))
    (meeting,) = desk.held("meetings")
    assert meeting["hs_meeting_body"] == "Doctor: Dr. &lt;b&gt;Omar&lt;/b&gt; &amp; Co"
