"""A booking is asked about while the run sheet that it is checked against is out of date."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt

from app.ui.bookings.form.start import FormStart
from tests.support.crms import CRMS
from tests.ui.bookings.desk import BookingDesk, booking_desk
from tests.ui.bookings.test_form_clash import open_with, someone_else
from tests.ui.scene import DAY

SARA = FormStart(
    first_name="Sara",
    last_name="Ali",
    phone="0491 570 159",
    service="Check-up",
    day=DAY + timedelta(days=1),
    at=time(12, 40),
    length_minutes=5,
)


@pytest.fixture
def hubspot():
    with CRMS["hubspot"].running() as sandbox:
        yield sandbox


async def press_book(desk: BookingDesk) -> None:
    """Ctrl+Enter, and what is asked back has the focus."""
    desk.book()
    await desk.until(lambda: desk.focus.objectName() == "form_old_list_action_1")
    await desk.settle()
    assert desk.booked == []


async def test_an_old_list_is_asked_about_and_a_press_books_all_the_same(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        desk.scene.clock.pass_by(minutes=70)
        await open_with(desk, SARA)
        await press_book(desk)
        assert desk.text("form_old_list_text") == (
            "The run sheet is out of date, last good check 1 h 10 min ago. "
            "Later changes are not in it. Book anyway?"
        )
        desk.press(Qt.Key.Key_Tab)
        assert desk.focus.text() == "Book anyway"
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.booked)
        assert desk.seek("form_old_list") is None


async def test_a_reason_that_was_given_is_not_asked_for_again(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        sheet = await desk.services.run_sheet.sheet()
        soonest = desk.scene.clock() + timedelta(minutes=80)
        row = next(each for each in sheet.rows if each.start > soonest and not each.is_off)
        desk.scene.clock.pass_by(minutes=70)
        await open_with(desk, someone_else(row))
        await desk.until(lambda: desk.seek("form_anyway"))
        desk.find("form_anyway").setFocus()
        desk.press(Qt.Key.Key_Space)
        await desk.until(lambda: desk.focus.objectName() == "form_old_list_action_1")
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.booked)
        assert (await desk.services.bookings.get(desk.booked[0])).clash_reason == "emergency"


async def test_once_it_is_checked_nothing_is_asked(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        desk.scene.clock.pass_by(minutes=70)
        await open_with(desk, SARA)
        await press_book(desk)
        assert desk.focus.text() == "Check first"
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.focus.objectName() == "form_book")
        assert desk.context.sync.is_running
        await desk.until(lambda: not desk.context.sync.is_running)
        desk.book()
        await desk.until(lambda: desk.booked)
