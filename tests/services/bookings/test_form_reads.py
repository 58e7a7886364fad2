"""What the booking form reads: names and lengths, what stands at a time, whom to look for."""

from datetime import timedelta

import pytest

from app.domain.audit import Deed
from app.domain.booking import CancelReason, CrmPerson, Person
from app.domain.booking_choices import USUAL_MINUTES
from app.domain.errors import InvalidBooking
from app.domain.stored_booking import BookingView
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


async def test_who_looked_at_bookings_and_at_the_crms_people_is_kept(
    tmp_path, clock, crm, monkeypatch
):
    async def find_people(_crm, _person):
        return (CrmPerson(contact_id="c-17", name="Sara Lee"),)

    monkeypatch.setattr(type(crm), "find_people", find_people, raising=False)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        booking = await desk.settles(await desk.book())
        began = len(await desk.services.audit.entries())
        await desk.bookings.list(BookingView.ALL)  # as the tray counts them
        for _ in range(2):
            await desk.bookings.show(BookingView.ALL)
            await desk.bookings.events(booking.id)
        await desk.bookings.find_people(PROVIDER, booking.person)
        kept = (await desk.services.audit.entries())[began:]
        assert [(each.deed, each.objects) for each in kept] == [
            (Deed.LIST_SEEN, ("bookings",)),
            (Deed.PERSON_SEEN, ("booking", booking.id)),
            (Deed.PERSON_SEEN, (PROVIDER, "c-17")),
        ]


async def test_an_unknown_service_takes_the_usual_time(tmp_path, clock, crm, monkeypatch):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.book(clinic_branch="Newtown")
        choices = await desk.bookings.choices()
        assert choices.branches == ("Newtown",)
        assert choices.minutes_of("Anything") == USUAL_MINUTES
