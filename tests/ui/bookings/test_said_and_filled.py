"""A sentence fills the form, which says what is still open; what was said is not asked again."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.bookings.deeds import Deed
from tests.ui.bookings.test_page import Desk, bookings

WEDNESDAY, THURSDAY, FRIDAY = date(2025, 11, 19), date(2025, 11, 20), date(2025, 11, 21)


async def say(desk: Desk, sentence: str) -> None:
    """Types it, Enter; until it is worked out."""
    desk.page.quick_box.line.setFocus()
    QTest.keyClicks(desk.page.quick_box.line, sentence)
    desk.press(Qt.Key.Key_Return)
    await desk.studio.until(lambda: not desk.page.quick_box.tasks.running)
    await desk.studio.until(lambda: desk.page.is_settled and not desk.page.form.tasks.running)


async def test_words_that_are_in_no_field_stand_above_the_filled_form(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        form = desk.page.form
        await say(desk, "book Mary Johnson root canal Thursday 3 pm")
        assert (form.parts.when.day, form.parts.when.clock) == (THURSDAY, time(15))
        assert form.shown.heard.text == "Not understood: root canal."
        form.clear()
        assert form.shown.heard.text == ""


async def test_a_day_that_was_not_said_is_asked_for_beside_the_one_filled_in(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        form = desk.page.form
        await say(desk, "book Mary Johnson next Thursday 3 pm")
        assert form.shown.heard.text == "On which day? Today is filled in."
        form.close_form()
        assert form.shown.heard.text == ""
        await say(desk, "book Mary Johnson Thursday 3 pm")
        assert form.shown.heard.text == "", "the empty fields say what is open"


async def test_a_move_to_a_day_leaves_only_the_time_open(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        await desk.confirmed("Thomas", "Nguyen")
        await say(desk, "move Thomas Nguyen to Friday ring first")
        form = desk.page.form
        assert (form.parts.when.day, form.parts.when.clock) == (FRIDAY, None)
        assert form.parts.when.at.box.hasFocus()
        assert form.shown.heard.text == "Not understood: ring first."
        desk.page.context.privacy.turn_on()
        assert form.shown.heard.text == "", "words that are not understood may be a name"


async def test_the_booking_that_is_chosen_of_two_goes_to_the_time_that_was_said(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        for days in (1, 2):
            await desk.confirmed("Thomas", "Nguyen", days=days)
        await say(desk, "move Thomas Nguyen to Friday 3 pm")
        assert len(desk.page.model.rows) == 2
        await desk.do(Deed.MOVE)
        when = desk.page.form.parts.when
        assert (when.day, when.clock) == (FRIDAY, time(15))
        assert desk.page.quick_box.line.text() == ""
        desk.page.form.close_form()
        await desk.studio.until(lambda: desk.page.is_settled)
        await desk.do(Deed.MOVE)
        assert when.day == WEDNESDAY, "it was said once"


async def test_a_sentence_that_is_typed_over_is_not_meant_any_more(qapp, tmp_path):
    async with bookings(qapp, tmp_path) as desk:
        for days in (1, 2):
            await desk.confirmed("Thomas", "Nguyen", days=days)
        await say(desk, "move Thomas Nguyen to Friday 3 pm")
        QTest.keyClicks(desk.page.quick_box.line, " or later")
        await desk.do(Deed.MOVE)
        assert desk.page.form.parts.when.day == WEDNESDAY
