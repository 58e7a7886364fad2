"""An intent asks about what stands at its time, as the form's clash box does, and never acts on
somebody else's booking.
"""

from dataclasses import replace
from datetime import time, timedelta

from app.domain.booking import BookingStatus
from app.domain.intent import IntentOutcome, When
from app.domain.practice_day import local
from app.domain.stored_booking import BookingView
from app.store.desk.manual_rows import ManualRow
from tests.services.bookings.test_intents import (
    BOOK,
    CANCEL,
    MOVE,
    SYDNEY,
    THURSDAY,
    modelled,
    new,
)

DOCTOR = "Dr Priya Nair"
WITH_DOCTOR = replace(BOOK, doctor=DOCTOR)
ANOTHER = replace(WITH_DOCTOR, name="Sara Khan", phone="0412 345 679")
LATER = replace(THURSDAY, at=time(11))


def is_asked_about_a_clash(reply, who=DOCTOR) -> bool:
    assert "Alice" not in reply.question
    return (
        reply.outcome is IntentOutcome.ASK
        and reply.missing == ("clash_reason",)
        and reply.question.startswith(f"{who} has something at that time already.")
    )


async def test_what_stands_on_the_clinicians_list_is_asked_about(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        start_at = (await intents.understand(WITH_DOCTOR)).start_at
        alice = ManualRow(
            start=start_at - timedelta(minutes=10),
            minutes=15,
            clinician_id="",
            new_clinician=DOCTOR,
            last_name="Alice",
        )
        await desk.services.desk.add_row(alice)
        reply = await intents.carry_out(WITH_DOCTOR, reference=new())
        assert is_asked_about_a_clash(reply)
        assert reply.start_at == start_at
        assert await desk.bookings.list(BookingView.ALL) == ()
        why = replace(WITH_DOCTOR, clash_reason="Emergency")
        done = await intents.carry_out(why, reference=new())
        assert (done.outcome, done.booking.clash_reason) == (IntentOutcome.DONE, "Emergency")


async def test_another_booking_with_the_clinician_is_asked_about_and_the_same_one_is_not(
    tmp_path, crm, clock, monkeypatch
):
    reference = new()
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        first = await intents.carry_out(WITH_DOCTOR, reference=reference)
        again = await intents.carry_out(WITH_DOCTOR, reference=reference)
        assert again.booking.id == first.booking.id
        assert is_asked_about_a_clash(await intents.carry_out(ANOTHER, reference=new()))
        other = replace(ANOTHER, name="Sara Khan", when=LATER)
        second = await intents.carry_out(other, reference=new())
        await desk.settles(second.booking)
        to_the_first = replace(MOVE, name="Sara Khan", phone=None, when=THURSDAY)
        assert is_asked_about_a_clash(await intents.carry_out(to_the_first, reference=""))
        stayed = await desk.bookings.get(second.booking.id)
        assert local(stayed.start_at, SYDNEY).hour == 11
        done = await intents.carry_out(replace(to_the_first, clash_reason="Family"), reference="")
        assert done.outcome is IntentOutcome.DONE
        assert local(done.booking.start_at, SYDNEY).hour == 10


async def test_a_persons_own_booking_at_that_time_is_asked_about(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (_desk, intents):
        await intents.carry_out(BOOK, reference=new())
        reply = await intents.carry_out(replace(BOOK, service="Clean"), reference=new())
        assert is_asked_about_a_clash(reply, who="This person")


async def test_of_a_family_that_shares_a_number_the_one_who_is_named_is_meant(
    tmp_path, crm, clock, monkeypatch
):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        mother = (await intents.carry_out(BOOK, reference=new())).booking
        await desk.settles(mother)
        of_ben = [replace(each, name="Ben Brown", phone=BOOK.phone) for each in (MOVE, CANCEL)]
        for each in of_ben:
            reply = await intents.carry_out(each, reference="")
            assert (reply.outcome, reply.missing) == (IntentOutcome.ASK, ("booking",))
        kept = await desk.bookings.get(mother.id)
        assert (kept.status, kept.start_at) == (BookingStatus.CONFIRMED, mother.start_at)
        hers = replace(MOVE, phone="+61 412 345 678", when=When(at=MOVE.when.at))
        assert (await intents.understand(hers)).booking.id == mother.id
