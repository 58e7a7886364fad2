"""A booking lands once: whatever is pressed, lost, late, refused, or stopped in its middle."""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.booking import ATTENTION, BookingStatus, CrmStatus, OutboxState
from app.domain.errors import (
    BookingConflict,
    BookingRefused,
    CrmNotSetUp,
    CrmRightMissing,
    CrmSignInAgain,
    NoInternet,
    OutcomeUnknown,
    SlotTaken,
)
from app.domain.stored_booking import BookingView, EventKind
from app.store.booking_tables import crm_bookings, crm_leases, crm_outbox
from app.store.crm.leases import claim
from app.store.sync.leases import LeaseHolder
from tests.support.crm_desk import ALEX, PROVIDER, START, crm_desk, request, tomorrow
from tests.support.modelled_crm import SLOW, Fate
from tests.support.waiting import patience, until

REFERENCE = "8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11"


def fates(*told):
    """These, one write after the other; then all is fine."""
    left = list(told)
    return lambda: left.pop(0) if left else Fate.FINE


async def stored(desk, table):
    """A table's rows as they are."""
    read = desk.services.core.database.read
    return await read(lambda sql: [dict(row._mapping) for row in sql.execute(table.select())])


async def kinds(desk, booking):
    return [one.kind for one in await desk.bookings.events(booking.id)]


async def test_a_booking_is_kept_sent_and_confirmed_once_it_is_read_back(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book(reference=REFERENCE)
        done = await desk.settles(booking)
    assert done.status is BookingStatus.CONFIRMED
    assert done.external_id == "M1"
    assert done.correlation_id == "trace-M1"
    assert done.confirmed_at == clock()
    assert crm.records["M1"].start_at == START
    assert crm.records["M1"].reference == REFERENCE
    assert crm.writes == [("create", REFERENCE)]


async def test_what_is_sent_was_stored_as_sending_before(tmp_path, crm, clock, monkeypatch):
    seen = []

    async def create(order):
        seen.extend(await stored(desk, crm_outbox))
        return await type(crm).create(crm, order)

    monkeypatch.setattr(crm, "create", create)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(await desk.book())
    assert [(row["state"], row["attempts"], row["sent_at"]) for row in seen] == [
        (OutboxState.SENDING, 1, clock())
    ]


async def test_pressing_book_five_times_makes_one_booking(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = await asyncio.gather(*(desk.book(reference=REFERENCE) for _ in range(5)))
        await desk.settles(made[0])
        again = await desk.book(reference=REFERENCE)
        await desk.quiet()
    assert {one.id for one in made} == {again.id}
    assert len(crm.records) == 1


async def test_a_reference_or_a_key_is_of_one_booking_only(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        first = await desk.book(reference=REFERENCE, idempotency_key="key 1")
        assert (await desk.book(idempotency_key="key 1")).id == first.id
        with pytest.raises(BookingConflict, match="another booking"):
            await desk.book(idempotency_key="key 1", service="Something else")
        with pytest.raises(BookingConflict, match="another booking"):
            await desk.book(reference=REFERENCE, service="Something else")
        await desk.settles(first)
        clock.advance(days=3)  # the time of it has passed, and it still is the same request
        assert (await desk.book(idempotency_key="key 1")).id == first.id
        await desk.quiet()
    assert len(crm.records) == 1


async def test_one_person_has_one_booking_at_a_time_unless_somebody_says_why(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        first = await desk.settles(await desk.book())
        with pytest.raises(BookingConflict, match="already has a booking"):
            await desk.book(patient=replace(ALEX, first_name="A."))
        later = await desk.book(start=tomorrow(11))
        with pytest.raises(BookingConflict, match="already has a booking"):
            await desk.bookings.change(later.id, start=START)
        await desk.settles(await desk.book(clash_reason="twins"))
        await desk.bookings.cancel(first.id, "patient_asked", undo_s=0)
    assert len([one for one in crm.records.values() if one.start_at == START]) == 2


@pytest.mark.parametrize("fate", [Fate.LOST_ANSWER, Fate.LATE])
async def test_what_landed_without_an_answer_is_found_and_not_sent_again(
    tmp_path, crm, clock, monkeypatch, fate
):
    crm.fates, crm.late_by = fates(fate), lambda: timedelta(seconds=60)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        assert (booking.error_code, booking.retry_at) == (OutcomeUnknown.code, None)
        assert "Modelled" in booking.error_message
        await desk.later(seconds=89)
        assert (await desk.bookings.get(booking.id)).status is BookingStatus.CHECKING
        await desk.later(seconds=1)
        done = await desk.settles(booking)
        assert await kinds(desk, done) == [
            EventKind.BOOKED,
            EventKind.UNSURE,
            EventKind.FOUND,
            EventKind.CONFIRMED,
        ]
    assert (done.status, done.error_code) == (BookingStatus.CONFIRMED, None)
    assert len(crm.records) == len(crm.writes) == 1


async def test_what_never_landed_is_sent_again_after_the_cool_down_only(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = fates(Fate.LOST_REQUEST)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        await desk.later(seconds=60)
        await desk.bookings.check_now(booking.id)
        await desk.quiet()
        assert len(crm.writes) == 1, "Check now must not end the cool-down"
        await desk.later(seconds=30)
        done = await desk.settles(booking)
        assert EventKind.NOT_FOUND in await kinds(desk, done)
    assert done.status is BookingStatus.CONFIRMED
    assert [reference for _, reference in crm.writes] == [booking.reference] * 2
    assert len(crm.records) == 1


async def test_a_clock_that_is_put_right_does_not_end_a_cool_down(
    tmp_path, crm, clock, monkeypatch
):
    passed = [0.0]
    crm.fates, crm.late_by = fates(Fate.LATE), lambda: timedelta(minutes=10, seconds=30)
    async with crm_desk(
        tmp_path, crm, clock, monkeypatch=monkeypatch, elapsed=lambda: passed[0]
    ) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        passed[0] += 5
        await desk.later(minutes=10)  # set, not passed: what is late has not landed yet
        assert len(crm.writes) == 1
        passed[0] += 85
        await desk.later(seconds=85)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == len(crm.writes) == 1


async def test_a_look_up_that_fails_is_made_again_and_nothing_is_sent_meanwhile(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates, crm.read_fails = fates(Fate.LOST_ANSWER), lambda: SLOW
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        for _ in range(5):
            await desk.later(minutes=5)
        assert len(crm.writes) == 1
        crm.read_fails = lambda: None
        await desk.sender.kick()
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1


async def test_a_day_without_knowing_becomes_a_persons_question(tmp_path, crm, clock, monkeypatch):
    crm.fates, crm.read_fails = fates(Fate.LOST_ANSWER), lambda: SLOW
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = await desk.book(start=tomorrow(10) + timedelta(days=4))
        booking = await desk.becomes(made, BookingStatus.CHECKING)
        await desk.later(hours=24, seconds=1)
        review = await desk.settles(booking)
        assert (review.status, review.error_code) == (BookingStatus.NEEDS_REVIEW, "WRITE-03")
        assert "couldn't find out" in review.error_message, "nobody is checking any more"
        crm.read_fails = lambda: None
        await desk.bookings.send_again(booking.id)  # which looks first
        done = await desk.settles(booking)
    assert done.status is BookingStatus.CONFIRMED
    assert len(crm.records) == len(crm.writes) == 1


async def test_a_desk_without_internet_books_and_sends_when_it_is_back(
    tmp_path, crm, clock, monkeypatch
):
    there = False

    async def is_there(_url):
        return there

    crm.fates = lambda: Fate.FINE if there else Fate.NOT_SENT
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch, is_there=is_there) as desk:
        booking = await desk.book()
        await until(lambda: crm.writes)
        await desk.quiet()
        waiting = await desk.bookings.get(booking.id)
        assert (waiting.status, waiting.error_code) == (BookingStatus.WAITING, NoInternet.code)
        assert waiting.retry_at > clock()
        assert (await desk.bookings.counts())[BookingView.WAITING] == 1
        there = True
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1


async def test_what_waits_is_tried_at_once_when_it_is_kicked(tmp_path, crm, clock, monkeypatch):
    crm.fates = fates(*[Fate.NOT_SENT] * 3)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        for tries in (1, 2, 3):
            await until(lambda tries=tries: len(crm.writes) == tries)
            await desk.quiet()
            assert len(crm.writes) == tries
            await desk.sender.kick()
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED


async def test_a_crm_that_asks_to_slow_down_is_asked_no_sooner(tmp_path, crm, clock, monkeypatch):
    crm.fates = fates(Fate.SLOW_DOWN)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        await until(lambda: crm.writes)
        await desk.later(seconds=19)
        assert len(crm.writes) == 1
        await desk.later(seconds=1)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED


async def test_a_refusal_keeps_the_crms_id_for_support(tmp_path, crm, clock, monkeypatch):
    async def refuse(_order):
        raise BookingRefused(system="Modelled", reason="…", correlation_id="trace-7")

    monkeypatch.setattr(crm, "create", refuse)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        refused = await desk.settles(await desk.book())
    assert (refused.status, refused.correlation_id) == (BookingStatus.REFUSED, "trace-7")


async def test_a_taken_time_is_refused_and_another_one_is_booked_instead(
    tmp_path, crm, clock, monkeypatch
):
    crm.keeps_slots = True
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(await desk.book())
        sam = {"patient": replace(ALEX, first_name="Sam", phone="0412 345 679")}
        refused = await desk.settles(await desk.book(**sam))
        assert (refused.status, refused.error_code) == (BookingStatus.REFUSED, SlotTaken.code)
        assert refused.status in ATTENTION
        await desk.bookings.change(refused.id, start=tomorrow(11))
        done = await desk.settles(refused)
    assert done.status is BookingStatus.CONFIRMED
    assert crm.records[done.external_id].start_at == tomorrow(11)
    assert [one.status for one in crm.records.values()] == [CrmStatus.BOOKED] * 2


async def test_a_time_taken_by_the_booking_itself_is_its_own(tmp_path, crm, clock, monkeypatch):
    crm.keeps_slots, crm.late_by = True, lambda: timedelta(seconds=100)  # later than ever
    crm.fates = fates(Fate.LATE)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        crm.fates = fates(Fate.NOT_SENT)
        await desk.later(seconds=90)
        await desk.later(seconds=30)
        done = await desk.settles(booking)
    assert done.status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1
    assert len(crm.writes) == 3


async def test_a_quit_in_the_middle_of_a_call_leaves_it_unknown_and_the_next_start_finds_it(
    tmp_path, crm, clock, monkeypatch
):
    real, begun = crm.create, asyncio.Event()

    async def done_and_then_silent(order):
        await real(order)
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(crm, "create", done_and_then_silent)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        async with patience():
            await begun.wait()
            await desk.stop()
        assert (await desk.bookings.get(booking.id)).status is BookingStatus.CHECKING
        (lease,) = await stored(desk, crm_leases)
        assert lease["holder"] is None, "it is given back"
    monkeypatch.setattr(crm, "create", real)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        assert (await desk.bookings.get(booking.id)).error_code == OutcomeUnknown.code
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == len(crm.writes) == 1


async def test_a_call_that_hangs_is_given_up_and_its_outcome_is_unknown(
    tmp_path, crm, clock, monkeypatch
):
    monkeypatch.setattr("app.domain.outcomes.CALL_S", 0.05)
    real = crm.create

    async def silent(order):
        await real(order)
        await asyncio.Event().wait()

    monkeypatch.setattr(crm, "create", silent)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1


async def test_a_bug_in_an_adapter_is_told_and_nothing_is_sent_twice(
    tmp_path, crm, clock, monkeypatch
):
    real, told = crm.create, []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))

    async def faulty(order):
        await real(order)
        raise KeyError("id")

    monkeypatch.setattr(crm, "create", faulty)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        await until(lambda: told)
        monkeypatch.setattr(crm, "create", real)
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert [type(one) for one in told] == [KeyError]
    assert len(crm.records) == 1


@pytest.mark.parametrize(
    "error",
    [CrmSignInAgain(system="Modelled"), CrmRightMissing(system="Modelled", right="events.write")],
)
async def test_a_refused_sign_in_stops_that_crm_until_its_settings_are_read_again(
    tmp_path, crm, clock, monkeypatch, error
):
    real, tries = crm.create, []

    async def refused(order):
        tries.append(order)
        raise error

    monkeypatch.setattr(crm, "create", refused)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        await until(lambda: desk.sender.standing(PROVIDER))
        await desk.later(hours=1)
        second = await desk.book(start=tomorrow(12))
        await desk.quiet()
        assert len(tries) == 1
        assert desk.bookings.standing(PROVIDER).code == error.code
        monkeypatch.setattr(crm, "create", real)
        await desk.services.crm.reload()
        for one in (booking, second):
            assert (await desk.settles(one)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 2


async def test_a_crm_that_is_not_set_up_takes_no_booking(tmp_path, crm, clock, monkeypatch):
    monkeypatch.setattr("tests.support.crm_desk.ENVIRONMENT", {})
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        with pytest.raises(CrmNotSetUp, match="PMS_HUBSPOT_BASE_URL"):
            await desk.book()
        assert await desk.bookings.list(BookingView.ALL) == ()


async def test_a_booking_that_is_not_sent_before_its_time_is_told_as_that(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = lambda: Fate.NOT_SENT
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        await until(lambda: crm.writes)
        await desk.later(days=2)
        late = await desk.settles(booking)
        assert (late.status, late.error_code) == (BookingStatus.EXPIRED, "WRITE-04")
        tries = len(crm.writes)
        await desk.later(minutes=10)
        assert len(crm.writes) == tries
        with pytest.raises(BookingConflict, match="Pick another time"):
            await desk.bookings.send_again(booking.id)
        crm.fates = lambda: Fate.FINE
        await desk.bookings.change(booking.id, start=tomorrow(10) + timedelta(days=4))
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1


async def test_four_bookings_of_a_crm_are_told_at_a_time_and_one_step_of_each(
    tmp_path, crm, clock, monkeypatch
):
    real, at_work, most, go = crm.create, set(), [0], asyncio.Event()

    async def slow(order):
        assert order.reference not in at_work
        at_work.add(order.reference)
        most[0] = max(most[0], len(at_work))
        await go.wait()
        at_work.discard(order.reference)
        return await real(order)

    monkeypatch.setattr(crm, "create", slow)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = [await desk.book(start=tomorrow(8, minute * 5)) for minute in range(9)]
        await until(lambda: len(at_work) == 4)
        looked = desk.looks.count
        await until(lambda: desk.looks.count > looked + 3)
        assert len(at_work) == 4
        go.set()
        for one in made:
            assert (await desk.settles(one)).status is BookingStatus.CONFIRMED
    assert most == [4]
    assert len(crm.records) == 9


async def test_nothing_is_sent_while_another_runsheet_sends(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        other = LeaseHolder(tmp_path / "desk" / "holders")
        write = desk.services.core.database.write
        await write(claim, PROVIDER, holder=other)
        booking = await desk.book()
        await desk.quiet()
        assert crm.writes == []
        other.close()  # as if its process had ended
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED


async def test_an_answer_that_comes_after_another_took_over_is_not_stored(
    tmp_path, crm, clock, monkeypatch
):
    real, begun, go = crm.create, asyncio.Event(), asyncio.Event()

    async def slow(order):
        begun.set()
        await go.wait()
        return await real(order)

    monkeypatch.setattr(crm, "create", slow)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        async with patience():
            await begun.wait()
        bump = crm_leases.update().values(epoch=crm_leases.c.epoch + 1, holder="another")
        await desk.services.core.database.write(lambda sql: sql.execute(bump))
        go.set()
        await until(lambda: crm.records)
        await desk.becomes(booking, BookingStatus.CHECKING)
        (row,) = await stored(desk, crm_bookings)
        assert row["external_id"] is None
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == 1


async def test_two_starts_on_one_folder_send_one_booking_once(tmp_path, crm, clock, monkeypatch):
    async with (
        crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as first,
        crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as second,
    ):
        made = await asyncio.gather(
            first.book(reference=REFERENCE), second.book(reference=REFERENCE)
        )
        assert made[0].id == made[1].id
        for desk in (first, second):
            assert (await desk.settles(made[0])).status is BookingStatus.CONFIRMED
    assert len(crm.records) == len(crm.writes) == 1


async def test_who_waits_for_the_crms_word_is_told_of_it_or_of_what_keeps_it(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = fates(Fate.FINE, Fate.LOST_ANSWER)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = await desk.book()
        sure = await desk.bookings.settled(made.id, within_s=60)
        unsure = await desk.book(start=tomorrow(12))
        unsure = await desk.bookings.settled(unsure.id, within_s=60)
    assert sure.status is BookingStatus.CONFIRMED
    assert (unsure.status, unsure.error_code) == (BookingStatus.CHECKING, OutcomeUnknown.code)


def test_a_request_says_nothing_of_the_person_when_it_is_printed():
    told = repr(request(notes="allergic to latex"))
    assert "Alex" not in told
    assert "0412" not in told
    assert "latex" not in told
