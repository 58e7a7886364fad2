"""Moving, cancelling, undoing, and finishing what needs a look."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.booking import BookingStatus, CancelReason, CrmStatus, OutboxAction
from app.domain.errors import BookingConflict, BookingNotFound, InvalidBooking, InvalidRequest
from app.domain.stored_booking import BookingView, EventKind
from app.services.bookings.checking import UNDO_PREFERENCE
from app.services.bookings.helpers import (
    book_appointment,
    cancel_appointment,
    update_appointment,
)
from tests.support.crm_desk import ALEX, PROVIDER, START, crm_desk, request, tomorrow
from tests.support.modelled_crm import SLOW, Fate
from tests.support.waiting import until

LENGTH = timedelta(minutes=30)


def always(fate):
    return lambda: fate


async def test_a_move_keeps_the_length_and_is_read_back(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book(duration_minutes=45))
        moved = await desk.bookings.change(booking.id, start=tomorrow(14), by="kim")
        assert moved.action is OutboxAction.MOVE
        done = await desk.settles(booking)
        kinds = [(one.kind, one.who) for one in await desk.bookings.events(booking.id)]
    assert done.status is BookingStatus.CONFIRMED
    assert (done.start_at, done.order.length) == (tomorrow(14), timedelta(minutes=45))
    assert crm.records["M1"].start_at == tomorrow(14)
    assert crm.records["M1"].end_at == tomorrow(14, 45)
    assert (EventKind.MOVED, "kim") in kinds


async def test_only_the_last_of_several_wishes_is_told(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        crm.fates = always(Fate.NOT_SENT)
        await desk.bookings.change(booking.id, start=tomorrow(13))
        await until(lambda: len(crm.writes) == 2)
        for hour in (14, 15, 16):
            await desk.bookings.change(booking.id, start=tomorrow(hour))
        crm.fates = always(Fate.FINE)
        await desk.sender.kick()
        done = await desk.settles(booking)
    assert done.start_at == crm.records["M1"].start_at == tomorrow(16)
    assert crm.writes.count(("move", booking.reference)) <= 5
    assert len(crm.records) == 1


async def test_a_booking_that_was_never_told_is_made_where_it_was_moved_to(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = always(Fate.NOT_SENT)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.book()
        await desk.bookings.change(booking.id, start=tomorrow(15))
        crm.fates = always(Fate.FINE)
        await desk.sender.kick()
        done = await desk.settles(booking)
    assert done.status is BookingStatus.CONFIRMED
    assert crm.records["M1"].start_at == done.start_at == tomorrow(15)
    assert {kind for kind, _ in crm.writes} == {"create"}


async def test_a_move_waits_until_it_is_known_whether_the_booking_landed(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates, crm.late_by = always(Fate.LATE), lambda: timedelta(seconds=50)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        crm.fates = always(Fate.FINE)
        await desk.bookings.change(booking.id, start=tomorrow(15))
        await desk.later(seconds=60)
        assert len(crm.writes) == 1
        await desk.later(seconds=30)
        done = await desk.settles(booking)
    assert done.status is BookingStatus.CONFIRMED
    assert [kind for kind, _ in crm.writes] == ["create", "move"]
    assert [one.start_at for one in crm.records.values()] == [tomorrow(15)]


async def test_a_cancellation_can_be_undone_for_ten_seconds_and_is_told_then(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        asked = await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        assert asked.undo_until == clock() + timedelta(seconds=10)
        assert asked.action is OutboxAction.CANCEL
        await desk.later(seconds=9)
        kept = await desk.bookings.undo_cancel(booking.id)
        assert (kept.status, kept.undo_until) == (BookingStatus.CONFIRMED, None)
        assert (kept.confirmed_at, kept.cancel_reason) == (booking.confirmed_at, None)
        await desk.later(minutes=1)
        assert [kind for kind, _ in crm.writes] == ["create"]
        await desk.bookings.cancel(booking.id, CancelReason.CLINICIAN)
        await desk.later(seconds=10)
        gone = await desk.settles(booking)
        with pytest.raises(BookingConflict, match="too late"):
            await desk.bookings.undo_cancel(booking.id)
        events = [(one.kind, one.reason) for one in await desk.bookings.events(booking.id)]
    assert (gone.status, gone.cancel_reason) == (BookingStatus.CANCELLED, "clinician_away")
    assert gone.cancelled_at == clock()
    assert crm.records["M1"].status is CrmStatus.CANCELLED
    assert events[-2:] == [
        (EventKind.CANCEL_ASKED, "clinician_away"),
        (EventKind.CANCELLED, None),
    ]
    assert (EventKind.CANCEL_UNDONE, None) in events


async def test_the_time_to_undo_is_as_settings_say(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.services.preferences.write(UNDO_PREFERENCE, "45")
        booking = await desk.settles(await desk.book())
        asked = await desk.bookings.cancel(booking.id, CancelReason.OTHER)
        again = await desk.bookings.cancel(booking.id, CancelReason.OTHER)
    assert asked.undo_until == again.undo_until == clock() + timedelta(seconds=45)


async def test_nobody_is_told_while_the_offer_to_undo_is_read_and_the_time_begins_anew_after(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        for _ in range(4):
            held = await desk.bookings.put_off_cancel(booking.id, is_held=True)
            assert held.undo_until == clock() + timedelta(seconds=60)
            await desk.later(seconds=59)
        assert [kind for kind, _ in crm.writes] == ["create"]
        left = await desk.bookings.put_off_cancel(booking.id, is_held=False)
        assert left.undo_until == clock() + timedelta(seconds=10)
        await desk.later(seconds=9)
        assert [kind for kind, _ in crm.writes] == ["create"]
        await desk.later(seconds=1)
        assert (await desk.settles(booking)).status is BookingStatus.CANCELLED
        with pytest.raises(BookingConflict, match="too late"):
            await desk.bookings.put_off_cancel(booking.id, is_held=True)
        assert [kind for kind, _ in crm.writes] == ["create", "cancel"]


async def test_after_a_crash_a_held_cancellation_is_told_once_its_minute_is_over(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        await desk.bookings.put_off_cancel(booking.id, is_held=True)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.later(seconds=59)
        assert [kind for kind, _ in crm.writes] == ["create"]
        await desk.later(seconds=1)
        assert (await desk.settles(booking)).status is BookingStatus.CANCELLED
    assert [kind for kind, _ in crm.writes] == ["create", "cancel"]


async def test_what_was_taken_back_or_never_cancelled_is_not_put_off(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        with pytest.raises(BookingConflict):
            await desk.bookings.put_off_cancel(booking.id, is_held=True)
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        await desk.bookings.undo_cancel(booking.id)
        with pytest.raises(BookingConflict):
            await desk.bookings.put_off_cancel(booking.id, is_held=False)


async def test_cancelling_what_was_never_told_sends_nothing_and_can_be_undone(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = always(Fate.NOT_SENT)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        first, second = await desk.book(), await desk.book(start=tomorrow(12))
        await until(lambda: len(crm.writes) == 2)
        for one in (first, second):
            await desk.bookings.cancel(one.id, CancelReason.MISTAKE)
        crm.fates = always(Fate.FINE)
        await desk.later(seconds=6)  # they would be tried again by now
        assert len(crm.writes) == 2
        await desk.bookings.undo_cancel(second.id)
        await desk.later(seconds=4)
        assert (await desk.settles(first)).status is BookingStatus.CANCELLED
        assert (await desk.settles(second)).status is BookingStatus.CONFIRMED
    assert [one.start_at for one in crm.records.values()] == [tomorrow(12)]


async def test_a_cancellation_drops_a_move_that_was_not_told_and_its_undo_brings_it_back(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        crm.fates = always(Fate.NOT_SENT)
        await desk.bookings.change(booking.id, start=tomorrow(15))
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        await desk.bookings.undo_cancel(booking.id)
        crm.fates = always(Fate.FINE)
        await desk.sender.kick()
        assert (await desk.settles(booking)).start_at == tomorrow(15)
        assert crm.records["M1"].start_at == tomorrow(15)
        crm.fates = always(Fate.NOT_SENT)
        await desk.bookings.change(booking.id, start=tomorrow(16))
        await desk.quiet()
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        crm.fates = always(Fate.FINE)
        await desk.later(seconds=10)
        assert (await desk.settles(booking)).status is BookingStatus.CANCELLED
    assert crm.records["M1"].start_at == tomorrow(15)
    assert crm.records["M1"].status is CrmStatus.CANCELLED


async def test_a_cancellation_of_what_perhaps_landed_is_told_once_it_is_found(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = always(Fate.LOST_ANSWER)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        crm.fates = always(Fate.FINE)
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT)
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CANCELLED
    assert [kind for kind, _ in crm.writes] == ["create", "cancel"]
    assert crm.booked(booking.reference) == []


async def test_a_cancellation_that_meets_nothing_is_done_only_if_it_may_have_done_it(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = [await desk.settles(await desk.book(start=tomorrow(hour))) for hour in (10, 11)]
        crm.fates = always(Fate.LOST_REQUEST)
        await desk.bookings.cancel(made[0].id, CancelReason.PATIENT, undo_s=0)
        await desk.becomes(made[0], BookingStatus.CHECKING)
        crm.records.clear()  # somebody deleted both there
        crm.fates = always(Fate.FINE)
        await desk.bookings.cancel(made[1].id, CancelReason.PATIENT, undo_s=0)
        unsure = await desk.settles(made[1])
        await desk.later(seconds=90)
        assert (await desk.settles(made[0])).status is BookingStatus.CANCELLED
    assert (unsure.status, unsure.error_code) == (BookingStatus.NEEDS_REVIEW, "WRITE-05")


async def test_what_the_crm_holds_differently_is_named_and_taken_over_or_told_again(
    tmp_path, crm, clock, monkeypatch
):
    real = crm.create

    async def moved_there(order):
        return await real(replace(order, start_at=order.start_at + LENGTH))

    monkeypatch.setattr(crm, "create", moved_there)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = [await desk.book(start=tomorrow(hour)) for hour in (10, 12)]
        for one in made:
            await desk.becomes(one, BookingStatus.CHECKING)
        await desk.later(seconds=10)
        assert (await desk.bookings.get(made[0].id)).status is BookingStatus.CHECKING
        await desk.later(seconds=5)
        odd = await desk.settles(made[0])
        assert (odd.status, odd.error_code) == (BookingStatus.NEEDS_REVIEW, "WRITE-05")
        assert "the start time" in odd.error_message
        assert (await desk.bookings.counts())[BookingView.ATTENTION] == 2
        as_there = await desk.bookings.mark_as_there(made[0].id)
        assert (as_there.status, as_there.start_at) == (BookingStatus.CONFIRMED, tomorrow(10, 30))
        await desk.bookings.send_again(made[1].id)
        told = await desk.settles(made[1])
    assert (told.status, told.start_at) == (BookingStatus.CONFIRMED, tomorrow(12))
    assert crm.records[told.external_id].start_at == tomorrow(12)
    assert len(crm.records) == 2


async def test_a_booking_that_is_there_twice_is_a_persons_to_finish(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates = always(Fate.LOST_ANSWER)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = [await desk.book(start=tomorrow(hour)) for hour in (9, 10, 11)]
        for number, one in enumerate(made):
            await desk.becomes(one, BookingStatus.CHECKING)
            (there,) = crm.booked(one.reference)
            crm.records[f"X{number}"] = replace(there, external_id=f"X{number}")
        crm.fates = always(Fate.FINE)
        await desk.later(seconds=90)
        for one in made:
            odd = await desk.settles(one)
            assert (odd.status, odd.error_code) == (BookingStatus.NEEDS_REVIEW, "WRITE-08")
        with pytest.raises(BookingConflict, match="Finish what needs a look"):
            await desk.bookings.cancel(made[0].id, CancelReason.PATIENT)
        with pytest.raises(BookingConflict, match="Finish what needs a look"):
            await desk.bookings.change(made[0].id, start=tomorrow(16))
        with pytest.raises(InvalidRequest, match="Say which"):
            await desk.bookings.mark_as_there(made[0].id)
        with pytest.raises(BookingConflict, match="no such record"):
            await desk.bookings.mark_as_there(made[0].id, "nowhere")
        kept = await desk.bookings.mark_as_there(made[0].id, "X0")
        assert (kept.status, kept.external_id) == (BookingStatus.CONFIRMED, "X0")
        with pytest.raises(BookingConflict, match="another booking"):
            await desk.bookings.mark_as_there(made[1].id, "X0")
        crm.records["X1"] = replace(crm.records["X1"], status=CrmStatus.CANCELLED)
        await desk.bookings.send_again(made[1].id)
        assert (await desk.settles(made[1])).status is BookingStatus.CONFIRMED
        aside = await desk.bookings.set_aside(made[2].id)
        assert aside.status is BookingStatus.SET_ASIDE
        with pytest.raises(BookingConflict, match="nothing to finish"):
            await desk.bookings.set_aside(made[2].id)
        assert (await desk.bookings.counts())[BookingView.ATTENTION] == 0
        await desk.later(minutes=10)
    assert [kind for kind, _ in crm.writes] == ["create"] * 3


async def test_a_record_of_another_booking_is_not_taken_for_ones_own(
    tmp_path, crm, clock, monkeypatch
):
    """A CRM that gives no reference back is asked by contact and time."""

    async def find(order):
        there = crm.records.values()
        return tuple(
            replace(one, reference=None) for one in there if one.start_at == order.start_at
        )

    monkeypatch.setattr(crm, "find", find)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(await desk.book())
        crm.fates = always(Fate.LOST_REQUEST)
        twin = await desk.book(clash_reason="twins", patient=replace(ALEX, first_name="Robin"))
        await desk.becomes(twin, BookingStatus.CHECKING)
        crm.fates = always(Fate.FINE)
        await desk.later(seconds=90)
        done = await desk.settles(twin)
    assert done.status is BookingStatus.CONFIRMED
    assert len(crm.records) == 2


async def test_a_refused_booking_is_fixed_and_sent_under_the_same_reference(
    tmp_path, crm, clock, monkeypatch
):
    crm.keeps_slots = True
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(await desk.book())
        sam = replace(ALEX, first_name="Sam", phone="0412 345 679")
        refused = await desk.settles(await desk.book(patient=sam))
        fixed = request(patient=replace(sam, last_name="Browne"), start=tomorrow(9))
        await desk.bookings.fix_and_send(refused.id, fixed)
        done = await desk.settles(refused)
        assert (done.status, done.person.last_name) == (BookingStatus.CONFIRMED, "Browne")
        assert done.reference == refused.reference
        with pytest.raises(BookingConflict, match="Only its time"):
            await desk.bookings.fix_and_send(refused.id, fixed)
        with pytest.raises(BookingConflict, match="stays in the system"):
            await desk.bookings.fix_and_send(refused.id, replace(fixed, provider="ghl"))
    assert crm.records[done.external_id].reference == refused.reference


async def test_what_may_be_there_is_not_fixed_before_that_is_known(
    tmp_path, crm, clock, monkeypatch
):
    crm.fates, crm.read_fails = always(Fate.LOST_ANSWER), lambda: SLOW
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(), BookingStatus.CHECKING)
        with pytest.raises(BookingConflict):
            await desk.bookings.fix_and_send(booking.id, request(start=tomorrow(9)))


async def test_a_refused_move_that_is_set_aside_leaves_the_booking_where_it_was(
    tmp_path, crm, clock, monkeypatch
):
    async def refuse(_external_id, _order):
        from app.domain.errors import SlotTaken

        raise SlotTaken(system="Modelled")

    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        monkeypatch.setattr(crm, "reschedule", refuse)
        await desk.bookings.change(booking.id, start=tomorrow(15))
        assert (await desk.settles(booking)).status is BookingStatus.REFUSED
        kept = await desk.bookings.set_aside(booking.id)
    assert (kept.status, kept.start_at) == (BookingStatus.CONFIRMED, START)


async def test_lists_find_bookings_by_what_a_person_looks_for(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        first = await desk.settles(await desk.book())
        other = {"patient": replace(ALEX, first_name="Sam", phone="0498 765 432")}
        second = await desk.settles(await desk.book(**other, start=tomorrow(9)))
        listed = desk.bookings.list
        assert [one.id for one in await listed(BookingView.UPCOMING)] == [second.id, first.id]
        assert [one.id for one in await listed(BookingView.ALL, text="alex BROWN")] == [first.id]
        assert [one.id for one in await listed(BookingView.ALL, text="0498 765")] == [second.id]
        assert await listed(BookingView.ALL, text="nobody") == ()
        assert await listed(BookingView.WAITING) == ()
        assert (await desk.bookings.find(PROVIDER, "M1")).id == first.id
        assert (await desk.bookings.find(PROVIDER, second.id)).id == second.id
        with pytest.raises(BookingNotFound):
            await desk.bookings.find("ghl", "M1")
        clock.advance(days=3)
        assert await listed(BookingView.UPCOMING) == ()


async def test_a_person_is_found_however_long_the_list_is(tmp_path, crm, clock, monkeypatch):
    monkeypatch.setattr("app.store.crm.rows._AT_ONCE", 2)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = [await desk.book(start=tomorrow(hour)) for hour in (9, 10, 11)]
        sam = await desk.book(patient=replace(ALEX, first_name="Sam"), start=tomorrow(12))
        listed = desk.bookings.list
        assert len(await listed(BookingView.UPCOMING, most=1)) == 1
        assert [one.id for one in await listed(BookingView.UPCOMING, text="sam", most=1)] == [
            sam.id
        ]
        everyone = await listed(BookingView.UPCOMING, most=None)
        assert [one.id for one in everyone] == [one.id for one in (*made, sam)]


async def test_every_act_says_who_did_it_on_which_pc(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.services.preferences.write("pc.name", "Front desk 2")
        booking = await desk.bookings.book(
            request(), reference="8c1f0f0e-5a53-4f5e-9a5e-0c2b1f8b7a11", by="kim"
        )
        await desk.settles(booking)
        booked, confirmed = await desk.bookings.events(booking.id)
    assert (booked.kind, booked.who, booked.pc) == (EventKind.BOOKED, "kim", "Front desk 2")
    assert (booked.start_at, booked.at) == (START, clock())
    assert (confirmed.kind, confirmed.who, confirmed.pc) == (EventKind.CONFIRMED, None, None)


async def test_a_change_is_checked_like_a_new_booking(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        for start in (clock() - timedelta(hours=1), tomorrow(3), "tomorrow at 3"):
            with pytest.raises(InvalidBooking) as told:
                await desk.bookings.change(booking.id, start=start)
            assert set(told.value.fields) == {"startTime"}
        with pytest.raises(BookingNotFound):
            await desk.bookings.change("nowhere", start=tomorrow(10))


async def test_the_seeds_helper_moves_onto_a_persons_other_booking_only_with_a_reason(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        there = await book_appointment(desk.bookings, request(start=tomorrow(10)))
        made = await book_appointment(desk.bookings, request(start=tomorrow(16)))
        with pytest.raises(BookingConflict):
            await update_appointment(desk.bookings, made.id, start=there.start_at)
        moved = await update_appointment(
            desk.bookings, made.id, start=there.start_at, clash_reason="two_visits"
        )
        assert (moved.status, moved.start_at) == (BookingStatus.CONFIRMED, there.start_at)
        told = await desk.bookings.events(made.id)
        assert [each.reason for each in told if each.kind == "moved"] == ["two_visits"]


async def test_the_seeds_helpers_book_move_and_cancel(tmp_path, crm, clock, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        made = await book_appointment(desk.bookings, request(idempotency_key="call 7"))
        again = await book_appointment(desk.bookings, request(idempotency_key="call 7"))
        assert made.id == again.id
        assert made.status is again.status is BookingStatus.CONFIRMED
        moved = await update_appointment(desk.bookings, made.id, start=tomorrow(16))
        assert (moved.status, moved.start_at) == (BookingStatus.CONFIRMED, tomorrow(16))
        gone = await cancel_appointment(desk.bookings, made.id)
        assert gone.status is BookingStatus.CANCELLED
    assert [kind for kind, _ in crm.writes] == ["create", "move", "cancel"]
