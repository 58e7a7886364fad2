"""A form that is left keeps what was typed; nobody's name stays where it can be seen."""

import pytest
from PySide6.QtCore import Qt

from app.domain.stored_booking import BookingView
from app.sandbox.hubspot.account import HubSpotAccount
from tests.support.crms import CRMS
from tests.ui.bookings.desk import booking_desk
from tests.ui.bookings.test_form import ALICE, fill_visit, look_up, new_person, sent


@pytest.fixture
def hubspot():
    account = HubSpotAccount(index_lag_s=0)
    account.create("contacts", ALICE)
    account.catch_up()
    with CRMS["hubspot"].running(account) as sandbox:
        yield sandbox


async def test_esc_closes_an_empty_form_and_keeps_nothing(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        desk.press(Qt.Key.Key_Escape)
        assert len(desk.closed) == 1
        assert desk.window.message_bar.text == ""
        await desk.open(desk.form.open_new)
        assert desk.text("form_about") == ""


async def test_what_was_typed_comes_back_and_is_the_same_booking(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        fill_visit(desk)
        reference = desk.form.desk.job.reference
        desk.press(Qt.Key.Key_Escape)
        assert not desk.form.is_open
        assert "Ali" not in desk.all_text()
        await desk.open(desk.form.open_new)
        await desk.answered()
        shown = [desk.text(f"form_{name}") for name in ("phone", "first", "service", "time")]
        assert shown == ["0491 570 159", "Sara", "Check-up", "4:00 pm"]
        assert desk.form.desk.job.reference == reference
        desk.book()
        assert (await sent(desk)).reference == reference


async def test_the_chosen_person_of_a_draft_is_chosen_again(qapp, tmp_path, hubspot):
    hubspot.account.create("contacts", ALICE)  # of the same name: only the record tells
    hubspot.account.catch_up()
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await look_up(desk)
        desk.find("form_candidate_2").setFocus()
        desk.press(Qt.Key.Key_Space)
        chosen = desk.form.parts.person.person.external_contact_id
        desk.press(Qt.Key.Key_Escape)
        await desk.open(desk.form.open_new)
        await desk.answered()
        assert desk.form.parts.person.person.external_contact_id == chosen


async def test_esc_right_after_book_never_leaves_a_second_booking_to_make(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        fill_visit(desk)
        desk.book()
        desk.press(Qt.Key.Key_Escape)
        await desk.settle()
        kept = await desk.services.bookings.list(BookingView.ALL)
        await desk.open(desk.form.open_new)
        assert (desk.text("form_last") == "Ali") is (len(kept) == 0)


async def test_clear_begins_another_booking(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        reference = desk.form.desk.job.reference
        desk.find("form_clear").setFocus()
        desk.press(Qt.Key.Key_Return)
        assert desk.text("form_phone") == ""
        assert desk.focus.objectName() == "form_phone"
        assert desk.form.desk.job.reference != reference
        desk.press(Qt.Key.Key_Escape)
        await desk.open(desk.form.open_new)
        assert desk.text("form_phone") == ""


async def test_hiding_names_puts_the_form_away_until_they_are_shown(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        desk.context.privacy.turn_on()
        assert len(desk.closed) == 1
        await desk.settle()
        words = [each.text() for each in _boxes(desk)]
        assert not any("Ali" in each or "0491" in each for each in (*words, desk.all_text()))
        await desk.open(desk.form.open_new)
        assert desk.text("form_phone") == ""
        desk.press(Qt.Key.Key_Escape)
        desk.context.privacy.turn_off()
        await desk.open(desk.form.open_new)
        assert desk.text("form_last") == "Ali"


async def test_candidates_are_masked_while_names_are_hidden(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        desk.context.privacy.turn_on()
        await desk.open(desk.form.open_new)
        await look_up(desk)
        assert desk.find("form_candidate_1").accessibleName() == "A.B."
        assert "Brown" not in desk.all_text()
        desk.find("form_candidate_1").setFocus()
        desk.press(Qt.Key.Key_Space)
        fill_visit(desk)
        desk.find("form_outline").setFocus()
        desk.press(Qt.Key.Key_Space)
        await desk.until(lambda: "Meeting" in desk.text("form_outline_lines"))
        assert "Brown" not in desk.all_text()
        desk.context.privacy.turn_off()
        assert desk.find("form_candidate_1").accessibleName() == "Alice Brown"
        assert desk.form.parts.person.person.external_contact_id is not None
        desk.book()
        assert (await sent(desk)).person.full_name == "Alice Brown"


def _boxes(desk):
    part = desk.form.parts.person
    return [each.line for each in (part.phone, part.email, part.first, part.last)]
