"""What keeps one CRM from being told holds up nothing else, and passes where it can by itself."""

from datetime import timedelta

import pytest

from app.domain.booking import BookingStatus, CancelReason
from app.domain.errors import CrmSignInAgain, SecretStoreLocked
from app.domain.stored_booking import BookingView
from tests.support.crm_desk import PROVIDER, crm_desk, tomorrow
from tests.support.modelled_crm import SLOW, Fate
from tests.support.waiting import until

CANCELLED, CONFIRMED = BookingStatus.CANCELLED, BookingStatus.CONFIRMED


@pytest.mark.parametrize("wish", ["move", "cancel"])
async def test_a_wish_behind_a_booking_that_needs_a_look_does_not_hide_it(
    tmp_path, crm, clock, monkeypatch, wish
):
    crm.fates, crm.read_fails = (lambda: Fate.LOST_ANSWER), (lambda: SLOW)
    start, later = (tomorrow(hour) + timedelta(days=4) for hour in (10, 12))
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.becomes(await desk.book(start=start), BookingStatus.CHECKING)
        if wish == "move":
            await desk.bookings.change(booking.id, start=later)
        else:
            await desk.bookings.cancel(booking.id, CancelReason.PATIENT, undo_s=0)
        await desk.later(hours=24, seconds=1)
        odd = await desk.settles(booking)
        assert odd.status is BookingStatus.NEEDS_REVIEW
        assert (await desk.bookings.counts())[BookingView.ATTENTION] == 1
        crm.fates, crm.read_fails = (lambda: Fate.FINE), (lambda: None)
        await desk.bookings.mark_as_there(booking.id, "M1")
        done = await desk.settles(booking)
    assert done.status is (CONFIRMED if wish == "move" else CANCELLED)
    assert done.start_at == (later if wish == "move" else start)
    assert crm.records["M1"].start_at == done.start_at


async def test_a_booking_that_was_put_right_there_is_found_so_at_a_press(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        kept = dict(crm.records)
        crm.records.clear()
        await desk.bookings.change(booking.id, start=tomorrow(15))
        assert (await desk.settles(booking)).status is BookingStatus.NEEDS_REVIEW
        await desk.later(seconds=20)
        await desk.bookings.check_now(booking.id)
        assert (await desk.settles(booking)).status is BookingStatus.NEEDS_REVIEW
        crm.records.update(kept)
        await crm.reschedule("M1", (await desk.bookings.get(booking.id)).order)
        await desk.bookings.check_now(booking.id)
        assert (await desk.settles(booking)).status is CONFIRMED


async def test_a_cancellation_that_is_finished_by_hand_is_not_confirmed_again(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        crm.records.clear()  # somebody deleted it there
        await desk.bookings.cancel(booking.id, CancelReason.PATIENT, undo_s=0)
        assert (await desk.settles(booking)).status is BookingStatus.NEEDS_REVIEW
        assert (await desk.bookings.set_aside(booking.id)).status is BookingStatus.SET_ASIDE


async def test_a_crm_that_can_t_be_asked_holds_back_no_start_time_and_no_unsent_cancellation(
    tmp_path, crm, clock, monkeypatch
):
    async def refused(_order):
        raise CrmSignInAgain(system="Modelled")

    monkeypatch.setattr(crm, "create", refused)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        late, off = await desk.book(), await desk.book(start=tomorrow(12))
        await until(lambda: desk.sender.standing(PROVIDER))
        await desk.bookings.cancel(off.id, CancelReason.PATIENT, undo_s=0)
        assert (await desk.settles(off)).status is CANCELLED
        await desk.later(days=2)
        assert (await desk.settles(late)).status is BookingStatus.EXPIRED
        assert (await desk.bookings.counts())[BookingView.ATTENTION] == 1


@pytest.mark.parametrize("fault", [SecretStoreLocked(), RuntimeError("an odd store")])
async def test_a_password_store_that_can_t_be_read_is_asked_again_and_stops_no_other_crm(
    tmp_path, crm, clock, monkeypatch, fault
):
    told = []
    monkeypatch.setattr("sys.excepthook", lambda *args: told.append(args))
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        real, asked = desk.services.crm.adapter, []

        async def locked(provider):
            asked.append(provider)
            raise fault

        monkeypatch.setattr(desk.services.crm, "adapter", locked)
        booking = await desk.book()
        await until(lambda: desk.sender.standing(PROVIDER))
        await desk.later(seconds=30)
        assert len(asked) == 1  # it may ask for its password each time
        assert not desk.sending.done()
        monkeypatch.setattr(desk.services.crm, "adapter", real)
        await desk.later(seconds=30)
        assert (await desk.settles(booking)).status is CONFIRMED
        assert desk.sender.standing(PROVIDER) is None
    assert bool(told) is isinstance(fault, RuntimeError)


async def test_a_clock_that_is_set_back_draws_no_wait_out(tmp_path, crm, clock, monkeypatch):
    passed = [0.0]
    fates = [Fate.FINE, Fate.LOST_REQUEST]
    crm.fates = lambda: fates.pop(0) if fates else Fate.FINE
    async with crm_desk(
        tmp_path, crm, clock, monkeypatch=monkeypatch, elapsed=lambda: passed[0]
    ) as desk:
        off = await desk.settles(await desk.book())
        lost = await desk.becomes(await desk.book(start=tomorrow(12)), BookingStatus.CHECKING)
        await desk.bookings.cancel(off.id, CancelReason.PATIENT)
        clock.advance(hours=-3)
        passed[0] += 10
        await desk.later(seconds=10)
        assert (await desk.settles(off)).status is CANCELLED
        passed[0] += 75
        await desk.later(seconds=75)
        assert len(crm.writes) == 3  # five seconds of the cool-down are left
        passed[0] += 5
        await desk.later(seconds=5)
        assert (await desk.settles(lost)).status is CONFIRMED
    assert len(crm.records) == 2
