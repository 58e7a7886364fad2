"""Writes that go wrong: what may have landed is unknown, is never repeated, and is found again."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import (
    CrmRightMissing,
    CrmSignInAgain,
    OutcomeUnknown,
    SlotTaken,
    SlowDown,
)
from app.sandbox import Fault, FaultKind
from tests.adapters.crm.ghl.desks import (
    BOOKING_PATH,
    HALF_HOUR,
    ORDER,
    REPORT,
    START,
    open_desk,
)

LATER = replace(ORDER, start_at=START + HALF_HOUR, end_at=START + 2 * HALF_HOUR)
LANDED = [
    "lost_answer",
    "status_500_after",
    "body_cut_short",
    "json_truncated",
    "html_200",
    "reset",
]


def arm(desk, fault, method="POST", path=None, **more):
    desk.spoil(fault, method=method, path=path or BOOKING_PATH[desk.version], **more)


def refusal(status, body, headers=None):
    """An answer in place of the true one, with nothing done."""
    return Fault(
        name="refusal", kind=FaultKind.REFUSE, status=status, body=body, headers=headers or {}
    )


async def create_in_vain(desk, order=ORDER):
    with pytest.raises(OutcomeUnknown):
        await desk.adapter.create(order)


def bookings_asked(desk):
    return len(
        [c for c in desk.calls if c.method == "POST" and c.path == BOOKING_PATH[desk.version]]
    )


@pytest.mark.parametrize("fault", LANDED)
async def test_a_create_whose_answer_is_lost_is_unknown_asked_once_and_found(version, fault):
    async with open_desk(version) as desk:
        arm(desk, fault)
        await create_in_vain(desk)
        assert bookings_asked(desk) == 1
        (found,) = await desk.adapter.find(ORDER)
        (row,) = desk.book.appointments()
        assert found.external_id == row.id


async def test_a_500_with_nothing_done_is_unknown_too_and_nothing_is_found(version):
    async with open_desk(version) as desk:
        arm(desk, "status_503_before")
        await create_in_vain(desk)
        assert bookings_asked(desk) == 1
        assert await desk.adapter.find(ORDER) == ()
        await desk.adapter.create(ORDER)
        assert len(desk.book.appointments()) == 1


async def test_a_late_commit_is_not_there_yet_and_keeps_a_second_one_out(version):
    async with open_desk(version) as desk:
        arm(desk, "late_commit")
        await create_in_vain(desk)
        assert await desk.adapter.find(ORDER) == ()
        (answer,) = desk.sandbox.commit_late()
        assert answer.status == 200
        (found,) = await desk.adapter.find(ORDER)
        with pytest.raises(SlotTaken):
            await desk.adapter.create(ORDER)
        (row,) = desk.book.appointments()
        assert row.id == found.external_id


async def test_a_late_commit_after_a_second_create_is_refused_by_the_slot(version):
    async with open_desk(version) as desk:
        arm(desk, "late_commit")
        await create_in_vain(desk)
        await desk.adapter.create(ORDER)
        (answer,) = desk.sandbox.commit_late()
        assert answer.status in {400, 422}
        assert len(desk.book.appointments()) == 1


async def test_a_hanging_create_is_unknown_after_the_timeout(version):
    async with open_desk(version) as desk:
        arm(desk, "hang")
        with pytest.raises(OutcomeUnknown):
            await desk.open(timeout_s=0.5).create(ORDER)
        assert bookings_asked(desk) == 1


async def test_a_lost_answer_of_the_contact_makes_no_second_contact():
    async with open_desk("v2") as desk:
        arm(desk, "lost_answer", path="/contacts/upsert")
        await create_in_vain(desk)
        assert desk.book.appointments() == []
        await desk.adapter.create(ORDER)
        assert len(desk.book.contacts()) == 3
        assert len(desk.writes("/contacts/upsert")) == 1


async def test_a_refused_duplicate_names_the_contact_that_is_there():
    async with open_desk("v2") as desk:
        alice = desk.book.contacts()[0]
        desk.sandbox.quirks.hidden_contacts.add(alice.id)
        desk.sandbox.quirks.upsert_refuses_duplicates = True
        person = replace(ORDER.person, phone=alice.phone, email=None)
        landed = await desk.adapter.create(replace(ORDER, person=person))
        assert landed.contact_id == alice.id
        assert len(desk.book.contacts()) == 2


@pytest.mark.parametrize("fault", LANDED)
async def test_a_move_and_a_cancel_may_be_repeated_after_an_unknown(version, fault):
    async with open_desk(version) as desk:
        landed = await desk.adapter.create(ORDER)
        if version == "v1" and fault in {"json_truncated", "body_cut_short"}:
            fault = "lost_answer"  # v1's cancel has no body to spoil
        for change in (desk.adapter.reschedule, desk.adapter.cancel):
            arm(desk, fault, method="PUT", path=landed.external_id)
            with pytest.raises(OutcomeUnknown):
                await change(landed.external_id, LATER)
            assert desk.sandbox.faults.pending == 0
            await change(landed.external_id, LATER)
        (row,) = desk.book.appointments()
        assert (row.start, row.status) == (LATER.start_at, "cancelled")


async def test_a_write_refused_for_the_quota_did_nothing_and_says_until_when(version):
    async with open_desk(version) as desk:
        desk.sandbox.throttle(method="POST", path=BOOKING_PATH[version])
        before = datetime.now(UTC)
        with pytest.raises(SlowDown) as caught:
            await desk.adapter.create(ORDER)
        assert caught.value.retry_at >= before + timedelta(seconds=10)
        assert caught.value.retry_at <= datetime.now(UTC) + timedelta(seconds=10)
        assert bookings_asked(desk) == 1
        assert desk.book.appointments() == []


async def test_the_vendors_own_interval_is_waited_for():
    async with open_desk("v2") as desk:
        headers = {"X-RateLimit-Interval-Milliseconds": "60000"}
        desk.spoil(refusal(429, b'{"message":"Too Many Requests"}', headers), method="POST")
        before = datetime.now(UTC)
        with pytest.raises(SlowDown) as told:
            await desk.adapter.create(ORDER)
        assert told.value.retry_at >= before + timedelta(seconds=60)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_dead_key_asks_for_a_new_one_and_nothing_was_done(version, method):
    async with open_desk(version) as desk:
        desk.spoil(refusal(401, b'{"msg":"Unauthorized"}'), method=method)
        with pytest.raises(CrmSignInAgain):
            await desk.adapter.create(ORDER)
        assert desk.book.appointments() == []


async def test_a_real_revoked_key_asks_for_a_new_one(version):
    async with open_desk(version) as desk:
        adapter = desk.adapter
        desk.sandbox.access.revoke_key()
        with pytest.raises(CrmSignInAgain):
            await adapter.create(ORDER)


@pytest.mark.parametrize(
    ("scope", "right"),
    [
        ("calendars/events.write", "calendars/events.write"),
        ("contacts.write", "contacts.write"),
        ("contacts.readonly", "contacts.readonly"),
    ],
)
async def test_a_missing_right_is_named(scope, right):
    async with open_desk("v2") as desk:
        desk.sandbox.access.missing_scopes.add(scope)
        with pytest.raises(CrmRightMissing, match=right):
            await desk.adapter.create(ORDER)
        assert desk.book.appointments() == []


async def test_ten_at_once_for_one_slot_are_one_booking(version):
    async with open_desk(version) as desk:
        people = [
            replace(ORDER.person, phone=f"+614915701{n:02}", email=f"p{n}@example.com")
            for n in range(10, 20)
        ]
        orders = [
            replace(ORDER, person=one, reference=f"8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a{n:02}")
            for n, one in enumerate(people)
        ]
        done = await asyncio.gather(
            *(desk.adapter.create(one) for one in orders), return_exceptions=True
        )
        assert [type(one) for one in done if isinstance(one, Exception)] == [SlotTaken] * 9
        assert len(desk.book.appointments()) == 1


# --- Reports --------------------------------------------------------------------------------------


async def test_a_report_is_a_note_on_the_reports_contact_once(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.push_report(REPORT)
        again = await desk.adapter.push_report(REPORT)
        assert again.external_id == landed.external_id
        contact = desk.book.contact(landed.contact_id)
        assert contact.first_name == "Clinic reports"
        (note,) = desk.book.notes(contact.id)
        assert note.id == landed.external_id
        assert note.body == (
            "[ref 2026-W47] Performance, 16 to 22 November 2026\n"
            "Appointments: 212\nDid not attend: 3 %\nTags: weekly"
        )


async def test_the_payload_of_a_report_is_what_is_sent_byte_for_byte(version):
    async with open_desk(version) as desk:
        payload = desk.adapter.report_payload(REPORT)
        assert desk.calls == []
        await desk.adapter.push_report(REPORT)
        sent = [c.body for c in desk.calls if c.method != "GET" and "/notes" in c.path]
        assert sent == [payload]


async def test_another_text_for_the_same_week_replaces_the_note_in_v2_and_follows_it_in_v1(version):
    async with open_desk(version) as desk:
        first = await desk.adapter.push_report(REPORT)
        corrected = replace(REPORT, lines=("Appointments: 213",))
        second = await desk.adapter.push_report(corrected)
        bodies = [one.body for one in desk.book.notes(first.contact_id)]
        assert ["213" in one for one in bodies] == ([False, True] if version == "v1" else [True])
        assert (second.external_id == first.external_id) is (version == "v2")
        assert (await desk.adapter.push_report(corrected)).external_id == second.external_id
        assert len(desk.book.notes(first.contact_id)) == len(bodies)


async def test_an_editor_that_makes_paragraphs_makes_no_other_report(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.push_report(REPORT)
        (note,) = desk.book.notes(landed.contact_id)
        lines = "".join(f"<p>{line}</p>" for line in note.body.splitlines())
        desk.book.put_note(landed.contact_id, lines, id_=note.id)
        assert (await desk.adapter.push_report(REPORT)).external_id == note.id
        assert len(desk.writes("/notes")) == 1


async def test_a_report_whose_answer_is_lost_is_unknown_and_not_there_twice(version):
    async with open_desk(version) as desk:
        arm(desk, "lost_answer", path="/notes")
        with pytest.raises(OutcomeUnknown):
            await desk.adapter.push_report(REPORT)
        assert len(desk.writes("/notes")) == 1
        landed = await desk.adapter.push_report(REPORT)
        assert len(desk.book.notes(landed.contact_id)) == 1
        assert len([one for one in desk.book.contacts() if one.first_name == "Clinic reports"]) == 1


async def test_whom_a_report_is_for_stands_in_it(version):
    async with open_desk(version) as desk:
        landed = await desk.adapter.push_report(replace(REPORT, target="partners"))
        (note,) = desk.book.notes(landed.contact_id)
        assert note.body.splitlines()[-2:] == ["For: partners", "Tags: weekly"]
