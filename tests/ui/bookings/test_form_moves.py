"""A kept booking gets another time, or is mended and sent again."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from app.domain.booking import BookingStatus, Person
from app.domain.booking_request import BookingRequest
from app.ui.bookings.form.start import FormStart
from tests.support.crms import CRMS
from tests.ui.bookings.desk import BookingDesk, booking_desk

SARA = Person(first_name="Sara", last_name="Ali", phone="0491 570 159")


@pytest.fixture
def hubspot():
    with CRMS["hubspot"].running() as sandbox:
        yield sandbox


async def booked(desk: BookingDesk, **more):
    """Sara's tomorrow at 9:30 am, 45 minutes long, as the CRM has answered."""
    start = (desk.scene.clock() + timedelta(days=1)).replace(minute=30, second=0)
    told = {"patient": SARA, "service": "Check-up", "start": start, "duration_minutes": 45}
    request = BookingRequest(provider="hubspot", **{**told, **more})
    made = await desk.services.bookings.book(request, reference=str(uuid4()))
    return await desk.services.bookings.settled(made.id, within_s=60)


async def test_a_move_keeps_the_length_and_asks_for_nothing_but_the_time(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        await desk.open(lambda: desk.form.open_move(booking))
        assert desk.focus.objectName() == "form_day"
        assert desk.seek("form_phone") is None
        assert desk.seek("form_service") is None
        assert desk.text("form_about").startswith("Sara Ali, Check-up: now 9:30 am Wed 19 Nov")
        desk.press(Qt.Key.Key_Up)
        desk.alt(Qt.Key.Key_T)
        desk.type_over("2 pm")
        assert desk.text("form_end").startswith("to 2:45 pm")
        desk.book()
        await desk.until(lambda: desk.booked)
        moved = await desk.services.bookings.settled(booking.id, within_s=60)
    assert moved.status is BookingStatus.CONFIRMED
    assert moved.order.length == timedelta(minutes=45)
    assert moved.start_at == booking.start_at + timedelta(days=1, hours=4, minutes=30)
    assert len(hubspot.account.records("meetings")) == 1


async def test_a_move_that_names_its_time_waits_for_a_person(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        later = FormStart(at=time(11, 30))
        await desk.open(lambda: desk.form.open_move(booking, later))
        assert desk.focus.objectName() == "form_book"
        assert desk.text("form_book") == "Move in HubSpot"
        assert desk.booked == []
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.booked)
        assert (
            await desk.services.bookings.get(booking.id)
        ).start_at == booking.start_at + timedelta(hours=2)


async def test_a_move_into_the_past_is_refused_at_the_time(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        await desk.open(lambda: desk.form.open_move(booking))
        for _ in range(2):
            desk.press(Qt.Key.Key_Down)
        desk.book()
        await desk.until(lambda: desk.text("form_time_problem") == "That time has passed.")
        assert desk.booked == []
        assert (await desk.services.bookings.get(booking.id)).start_at == booking.start_at


async def test_a_move_names_nobody_while_names_are_hidden(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        await desk.open(lambda: desk.form.open_move(booking))
        desk.context.privacy.turn_on()
        assert desk.form.is_open
        assert desk.text("form_about").startswith("S.A.")
        assert "Ali" not in desk.all_text()


async def test_a_refused_booking_is_mended_with_what_was_wrong_above_it(qapp, tmp_path, hubspot):
    hubspot.faults.add("status_400", times=1, method="POST", path="/meetings")
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        refused = await booked(desk, price=80.0, currency="AUD", metadata={"lead": "web"})
        assert refused.status is BookingStatus.REFUSED
        await desk.open(lambda: desk.form.open_fix(refused))
        await desk.answered()
        assert desk.text("form_error") == f"{refused.error_message} ({refused.error_code})"
        shown = [desk.text(f"form_{name}") for name in ("service", "minutes", "time")]
        assert shown == ["Check-up", "45", "9:30 am"]
        desk.alt(Qt.Key.Key_S)
        desk.type_over("Scale and clean")
        desk.book()
        await desk.until(lambda: desk.booked == [refused.id])
        mended = await desk.services.bookings.settled(refused.id, within_s=60)
    assert (mended.status, mended.error_message) == (BookingStatus.CONFIRMED, None)
    assert mended.order.service == "Scale and clean"
    assert mended.reference == refused.reference
    assert mended.extra == refused.extra


async def test_a_booking_is_not_shown_for_mending_while_names_are_hidden(qapp, tmp_path, hubspot):
    hubspot.faults.add("status_400", times=1, method="POST", path="/meetings")
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        refused = await booked(desk)
        desk.context.privacy.turn_on()
        await desk.open(lambda: desk.form.open_fix(refused))
        await desk.until(lambda: desk.closed)
        assert not desk.form.is_open
        assert "Ali" not in desk.all_text()
