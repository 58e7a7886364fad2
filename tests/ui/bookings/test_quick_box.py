"""One typed sentence leads to the form, or asks back; it never books."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from app.domain.booking_request import BookingRequest
from app.domain.stored_booking import BookingView
from app.ui.bookings.form.start import FormStart
from tests.support.crms import CRMS
from tests.ui.bookings.desk import BookingDesk, booking_desk
from tests.ui.bookings.test_form_moves import SARA


@pytest.fixture
def hubspot():
    with CRMS["hubspot"].running() as sandbox:
        yield sandbox


async def say(desk: BookingDesk, sentence: str) -> str:
    """Types it, Enter; what is said below the box."""
    desk.box.line.setFocus()
    desk.type_over(sentence)
    desk.press(Qt.Key.Key_Return)
    await desk.settle()
    return desk.text("quick_box_answer")


async def booked(desk: BookingDesk, *, days: int = 1):
    start = (desk.scene.clock() + timedelta(days=days)).replace(minute=30, second=0)
    request = BookingRequest(provider="hubspot", patient=SARA, service="Check-up", start=start)
    made = await desk.services.bookings.book(request, reference=str(uuid4()))
    return await desk.services.bookings.settled(made.id, within_s=60)


async def test_a_sentence_fills_the_form_and_books_nothing(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        question = await say(desk, "book Alice Brown Thursday 3 pm")
        ((name, start),) = desk.told
        assert name == "form_wanted"
        assert (start.first_name, start.last_name, start.provider) == ("Alice", "Brown", "hubspot")
        assert (start.day, start.at) == (date(2025, 11, 20), time(15))
        assert question == "What is their phone number or e-mail?"
        assert desk.text("quick_box") == ""
        assert await desk.services.bookings.list(BookingView.ALL) == ()


async def test_words_that_are_in_no_field_are_told_beside_the_question(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        question = await say(desk, "book Mary Johnson root canal Thursday 3 pm")
        start = desk.told[0][1]
        assert (start.first_name, start.last_name) == ("Mary", "Johnson")
        assert question == "Not understood: root canal. What is their phone number or e-mail?"


async def test_a_whole_sentence_books_nothing_either(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        service = (await desk.services.bookings.choices()).services[0]
        said = f"book Alice Brown 0412 345 678 {service} Thursday 3 pm"
        assert await say(desk, said) == ""
        assert desk.told[0][1].service == service
        assert await desk.services.bookings.list(BookingView.ALL) == ()


async def test_a_move_goes_to_the_form_with_its_new_time(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        await say(desk, "move Sara Ali to Thursday 3 pm")
        ((name, meant, start),) = desk.told
        assert (name, meant.id) == ("move_wanted", booking.id)
        assert start == FormStart(day=date(2025, 11, 20), at=time(15))
        assert (await desk.services.bookings.get(booking.id)).start_at == booking.start_at


async def test_a_cancellation_is_handed_on_and_cancels_nothing(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        booking = await booked(desk)
        assert await say(desk, "cancel Sara Ali") == ""
        assert [(name, meant.id) for name, meant in desk.told] == [("cancel_wanted", booking.id)]
        assert (await desk.services.bookings.get(booking.id)).status is booking.status


async def test_of_two_bookings_a_person_chooses(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        both = {(await booked(desk, days=days)).id for days in (1, 2)}
        assert await say(desk, "cancel Sara Ali") == "Which of these 2 bookings is meant?"
        ((name, candidates, intent),) = desk.told
        assert (name, intent.name) == ("choose_wanted", "Sara Ali")
        assert {each.id for each in candidates} == both


async def test_what_is_no_sentence_stays_and_says_how_one_begins(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        assert (await say(desk, "Alice please")).startswith("Begin with book, move or cancel")
        assert (desk.text("quick_box"), desk.told) == ("Alice please", [])
        desk.type_text("x")
        assert desk.text("quick_box_answer") == ""


async def test_a_booking_that_is_not_there_is_asked_for(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        answer = await say(desk, "cancel Nobody Known")
        assert answer == "Which booking is meant? We found none for that person."
        assert desk.told == []


async def test_hiding_names_empties_the_box(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await say(desk, "Alice Brown please")
        desk.context.privacy.turn_on()
        assert (desk.text("quick_box"), desk.text("quick_box_answer")) == ("", "")
