"""The CRM's own free times, and how old they are."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.support.crms import CRMS
from tests.ui.bookings.desk import booking_desk
from tests.ui.bookings.test_form import new_person


@pytest.fixture
def ghl():
    with CRMS["ghl-v2"].running() as sandbox:
        yield sandbox


def times(desk) -> list[str]:
    combo = desk.find("form_time")
    return [combo.itemText(number) for number in range(combo.count())]


async def test_free_times_are_offered_with_their_age(qapp, tmp_path, ghl):
    async with booking_desk(qapp, tmp_path, ghl) as desk:
        await desk.open(desk.form.open_new)
        desk.alt(Qt.Key.Key_D)
        desk.press(Qt.Key.Key_Up)
        await desk.until(lambda: desk.text("form_slots").startswith("Free times checked just now"))
        assert "11:00 am" in times(desk)
        desk.alt(Qt.Key.Key_T)
        desk.type_over("11:07 am")
        assert desk.text("form_slots").startswith("This time is not among the free times")
        desk.scene.clock.pass_by(minutes=2)
        desk.type_over("11:00 am")
        assert desk.text("form_slots") == "Free times checked 2 min ago."


async def test_free_times_older_than_five_minutes_are_checked_before_booking(qapp, tmp_path, ghl):
    async with booking_desk(qapp, tmp_path, ghl) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        desk.alt(Qt.Key.Key_S)
        desk.type_text("Check-up")
        desk.alt(Qt.Key.Key_D)
        desk.press(Qt.Key.Key_Up)
        await desk.until(lambda: desk.text("form_slots").startswith("Free times checked"))
        desk.alt(Qt.Key.Key_T)
        desk.type_over(times(desk)[3])
        assert desk.seek("form_check_slots") is None
        desk.scene.clock.pass_by(minutes=6)
        desk.book()
        await desk.until(lambda: "Check free times first" in desk.text("form_time_problem"))
        assert desk.booked == []
        desk.find("form_check_slots").setFocus()
        desk.press(Qt.Key.Key_Return)
        await desk.until(lambda: desk.text("form_slots").endswith("just now."))
        desk.book()
        await desk.until(lambda: desk.booked)
        booking = await desk.services.bookings.settled(desk.booked[0], within_s=60)
        assert (booking.status.value, booking.error_message) == ("confirmed", None)


async def test_times_that_arrive_leave_selected_what_is_to_be_typed_over(qapp, tmp_path, ghl):
    async with booking_desk(qapp, tmp_path, ghl) as desk:
        await desk.open(desk.form.open_new)
        desk.alt(Qt.Key.Key_T)
        desk.type_text("11:07 am")
        desk.alt(Qt.Key.Key_D)
        desk.press(Qt.Key.Key_Up)
        desk.alt(Qt.Key.Key_T)
        before = times(desk)
        await desk.until(lambda: times(desk) != before)
        desk.type_text("2 pm")
        assert desk.text("form_time") == "2 pm"


async def test_a_crm_without_a_calendar_offers_the_opening_hours(qapp, tmp_path):
    with CRMS["hubspot"].running() as sandbox:
        async with booking_desk(qapp, tmp_path, sandbox) as desk:
            await desk.open(desk.form.open_new)
            choices = await desk.services.bookings.choices()
            hours = choices.hours.of(desk.form.parts.when.day)
            assert len(times(desk)) == _quarters(hours)
            assert desk.text("form_slots") == ""


def _quarters(hours) -> int:
    begins = timedelta(hours=hours.opens.hour, minutes=hours.opens.minute)
    ends = timedelta(hours=hours.closes.hour, minutes=hours.closes.minute)
    return int((ends - begins) / timedelta(minutes=15))
