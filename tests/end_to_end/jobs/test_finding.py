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
        await person.to_card(0)
        person.begin()
        await person.press(Key.Key_F, CTRL)
        await person.write(text, at="find")
        await person.press(Key.Key_Return)
        drawer = person.window.today.drawer
        await person.until(drawer.isVisible)
        await person.until_told(drawer, "Alice Brown", "9:00 am")
        view = person.columns[0].view
        card = view.current_card
        assert card is not None
        person.done()  # the check, and going back, are not part of the three
        await person.press(Key.Key_Escape)
        await person.until(view.hasFocus)
        await person.press(Key.Key_D)
        for number in range(3):
            await person.press_until_focused(Key.Key_Tab, f"identity_{number}")
            await person.press(Key.Key_Space, at=f"identity_{number}")
        assert "Alice Brown" in person.text("identity_0")
        assert "3 Mar 1984" in person.text("identity_1")
        await person.until(lambda: person.text("identity_result") == "Identity checked.")
        for _ in range(2):
            await person.press(Key.Key_Escape)
            await person.until(view.hasFocus)
        await person.until(lambda: person.row_count == 22)
        assert view.current_card is not None
        assert view.current_card.id == card.id


async def test_j7_while_privacy_is_on_the_answer_is_initials_and_a_time(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J7 What time am I? (privacy)", budget_actions=2, budget_s=2
    ) as person:
        await person.open()
        await person.to_card(0)
        await person.press(Key.Key_F8)
        person.begin()
        await person.press(Key.Key_F, CTRL)
        await person.write("alice bro", at="find")
        await person.until(lambda: person.row_count == 1)
        (card,) = person.cards(0)
        assert card.startswith("9:00 am, A.B.")
        assert "Brown" not in card
