"""J7: the phone rings, somebody asks what time they are on."""

import pytest
from PySide6.QtCore import Qt

from tests.end_to_end.jobs.reception import reception

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("text", ["0412", "alice bro", "3/3/84"])
async def test_j7_a_phone_a_name_or_a_birth_date_leads_to_the_person(qapp, tmp_path, text):
    async with reception(
        qapp, tmp_path, job=f"J7 What time am I? ({text[:3]}…)", budget_actions=3, budget_s=2
    ) as person:
        await person.open()
        person.window.today.focus_first()
        person.begin()
        person.press(Key.Key_F, CTRL)
        person.write(text)
        person.press(Key.Key_Return)
        await person.until(person.window.today.drawer.isVisible)
        words = person.words_in(person.window.today.drawer)
        assert "Alice Brown" in words
        assert "9:00 am" in words
        card = person.window.today.board.columns[0].view.current_card
        assert card is not None
        person.done()  # the check, and going back, are not part of the three
        person.press(Key.Key_Escape)
        person.press(Key.Key_D)
        for number in range(3):
            person.press_until_focused(Key.Key_Tab, f"identity_{number}")
            person.press(Key.Key_Space)
        assert "Alice Brown" in person.find("identity_0").text()
        assert "3 Mar 1984" in person.find("identity_1").text()
        assert person.find("identity_result").text() == "Identity checked."
        person.press(Key.Key_Escape)
        person.press(Key.Key_Escape)
        await person.until(lambda: person.row_count == 22)
        after = person.window.today.board.columns[0].view
        assert after.hasFocus()
        assert after.current_card is not None
        assert after.current_card.id == card.id


async def test_j7_while_privacy_is_on_the_answer_is_initials_and_a_time(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J7 What time am I? (privacy)", budget_actions=2, budget_s=2
    ) as person:
        await person.open()
        person.window.today.focus_first()
        person.press(Key.Key_F8)
        person.begin()
        person.press(Key.Key_F, CTRL)
        person.write("alice bro")
        await person.until(lambda: person.row_count == 1)
        (card,) = person.cards(0)
        assert card.startswith("9:00 am, A.B.")
        assert "Brown" not in card
