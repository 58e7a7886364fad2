"""What the booking form reads: names and lengths, what stands at a time, whom to look for."""

from datetime import timedelta

import pytest

from app.domain.booking import CancelReason, Person
from app.domain.booking_choices import USUAL_MINUTES
from app.domain.errors import InvalidBooking
from tests.support.crm_desk import PROVIDER, crm_desk, tomorrow


async def test_what_stands_at_a_time_is_every_booking_that_shares_some_of_it(
    tmp_path, clock, crm, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        standing = await desk.settles(await desk.book(start=tomorrow(10), duration_minutes=30))
        gone = await desk.book(
            start=tomorrow(10),
            duration_minutes=30,
            patient=Person(first_name="Jo", last_name="Lee", phone="0491 570 159"),
        )
        await desk.settles(gone)
        await desk.bookings.cancel(gone.id, CancelReason.PATIENT, undo_s=0)
        await desk.settles(gone)
        half = timedelta(minutes=30)
        for start, count in ((9, 0), (10, 1)):
            span = tomorrow(start) + half * (start == 9), tomorrow(start) + 2 * half
            found = await desk.bookings.standing_at(*span)
            assert [each.id for each in found] == [standing.id] * count


@pytest.mark.parametrize("person", [Person(phone="0412"), Person(email="sara@"), Person()])
async def test_half_a_number_is_not_looked_for(tmp_path, clock, crm, monkeypatch, person):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        with pytest.raises(InvalidBooking) as raised:
            await desk.bookings.find_people(PROVIDER, person)
        assert set(raised.value.fields) == {"patient.phone"}


async def test_an_unknown_service_takes_the_usual_time(tmp_path, clock, crm, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.book(clinic_branch="Newtown")
        choices = await desk.bookings.choices()
        assert choices.branches == ("Newtown",)
        assert choices.minutes_of("Anything") == USUAL_MINUTES
