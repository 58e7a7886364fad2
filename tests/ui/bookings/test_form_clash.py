"""What stands against a time is named, and booked over only with a reason."""

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.practice_day import local
from app.domain.words import clock_time
from app.ui.bookings.form.start import FormStart
from tests.support.crms import CRMS
from tests.ui.bookings.desk import BookingDesk, booking_desk


@pytest.fixture
def hubspot():
    with CRMS["hubspot"].running() as sandbox:
        yield sandbox


async def a_busy_row(desk: BookingDesk):
    """Somebody later today."""
    sheet = await desk.services.run_sheet.sheet()
    soon = desk.scene.clock() + timedelta(minutes=10)
    rows = [each for each in sheet.rows if each.start > soon and not each.is_off]
    return next(each for each in rows if each.patient_first_name and each.patient_last_name)


def someone_else(row, **more) -> FormStart:
    """A new person at the row's very time, with its clinician."""
    begins = local(row.start, row.timezone)
    told = {
        "first_name": "Sara",
        "last_name": "Ali",
        "phone": "0491 570 159",
        "service": "Check-up",
        "doctor": row.clinician_name,
        "day": begins.date(),
        "at": begins.time(),
        "length_minutes": 5,
    }
    return FormStart(**{**told, **more})


async def open_with(desk: BookingDesk, start: FormStart) -> None:
    await desk.open(lambda: desk.form.open_new(start))
    await desk.answered()


async def test_a_busy_clinician_is_named_and_nothing_booked_without_a_reason(
    qapp, tmp_path, hubspot
):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        await open_with(desk, someone_else(row))
        await desk.until(lambda: desk.text("form_clash_words"))
        words = desk.text("form_clash_words")
        span = f"{clock_time(row.start, row.timezone)} to {clock_time(row.end, row.timezone)}"
        assert words.startswith(
            f"! {row.clinician_name} already has {row.patient_name} from {span}"
        )
        assert "(from Gentu)" in words
        desk.book()
        await desk.until(lambda: desk.focus.objectName() == "form_other_time")
        await desk.settle()
        assert desk.booked == []
        desk.press(Qt.Key.Key_Return)
        assert desk.focus.objectName() == "form_time"


async def test_the_answer_to_a_clash_may_be_the_very_next_key(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        await open_with(desk, someone_else(row))
        free = clock_time(row.start + timedelta(days=1), row.timezone)

        def take_the_next_day() -> None:
            desk.alt(Qt.Key.Key_D)
            desk.press(Qt.Key.Key_Up)
            desk.alt(Qt.Key.Key_T)
            desk.type_over(free)
            desk.book()

        soon = asyncio.get_running_loop().call_soon
        asked = desk.form.desk._sending.clash_found
        asked.connect(lambda: soon(take_the_next_day))
        desk.book()
        await desk.until(lambda: desk.booked)
        booking = await desk.services.bookings.get(desk.booked[0])
        assert booking.start_at == row.start + timedelta(days=1)


async def test_it_is_booked_anyway_with_the_reason_that_is_kept(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        await open_with(desk, someone_else(await a_busy_row(desk)))
        await desk.until(lambda: desk.seek("form_clash"))
        desk.find("form_clash_reason").setFocus()
        desk.press(Qt.Key.Key_Down)
        desk.find("form_anyway").setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.booked)
        booking = await desk.services.bookings.get(desk.booked[0])
        assert booking.clash_reason == "clinician_agreed"


async def test_another_time_takes_the_clash_away(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        await open_with(desk, someone_else(row))
        await desk.until(lambda: desk.seek("form_clash"))
        desk.alt(Qt.Key.Key_C)
        desk.type_over("Dr Nobody Here")
        await desk.until(lambda: desk.seek("form_clash") is None)
        desk.book()
        await desk.until(lambda: desk.booked)
        assert (await desk.services.bookings.get(desk.booked[0])).clash_reason is None


async def test_a_row_of_the_run_sheet_does_not_clash_with_itself(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        start = FormStart.from_row(row)
        await desk.open(lambda: desk.form.open_new(start))
        desk.alt(Qt.Key.Key_M)
        desk.type_over("0491 570 159")
        await desk.answered()
        if not desk.text("form_service"):
            desk.alt(Qt.Key.Key_S)
            desk.type_text("Check-up")
        desk.book()
        await desk.until(lambda: desk.booked)
        booking = await desk.services.bookings.get(desk.booked[0])
        assert booking.run_sheet_appointment_id == row.id
        assert (booking.start_at, booking.end_at) == (row.start, row.end)
        assert booking.order.doctor_name == row.clinician_name
        assert booking.notes is None


async def test_a_persons_own_booking_at_that_time_is_a_clash(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        start = someone_else(row, doctor="")
        await open_with(desk, start)
        desk.book()
        await desk.until(lambda: desk.booked)
        await open_with(desk, start)
        await desk.until(lambda: desk.seek("form_clash"))
        assert "Sara Ali already has a booking from" in desk.text("form_clash_words")
        assert "(booked in HubSpot)" in desk.text("form_clash_words")
        desk.book()
        await desk.until(lambda: desk.focus.objectName() == "form_other_time")
        assert len(desk.booked) == 1


async def test_a_clash_names_nobody_while_names_are_hidden(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        row = await a_busy_row(desk)
        desk.context.privacy.turn_on()
        await open_with(desk, someone_else(row))
        await desk.until(lambda: desk.seek("form_clash"))
        assert row.patient_last_name not in desk.all_text()
        assert f"already has {row.patient_first_name[0]}." in desk.text("form_clash_words")
