"""Jobs J2, J3 and J13: from an empty window to today's list, by keyboard, over the sandbox."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.domain.connection import SetupStep
from app.services.connections.service import ConnectionChanges
from tests.ui.connections.desk import Desk, desk, window_on
from tests.ui.scene import scene

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


async def begin(opened: Desk) -> QLineEdit:
    """From the tile to the code's field."""
    opened.page.focus_first()
    assert opened.focus.objectName() == "choose_gentu"
    opened.press(Qt.Key.Key_Return)
    field = await opened.until_shown("pairing_code")
    assert isinstance(field, QLineEdit)
    await opened.until(field.hasFocus)
    return field


async def pair(opened: Desk, code: str = "abcd 1234") -> None:
    """Pastes a code and waits for the practice."""
    await begin(opened)
    QGuiApplication.clipboard().setText(code)
    opened.press(Qt.Key.Key_V, CTRL)
    await opened.until_shown("practice_name")


async def answer_people(opened: Desk) -> None:
    """Waits for the table and leaves nobody on *Choose…*."""
    await opened.until(lambda: "will show" in opened.text("preview_summary"))
    for combo in opened.page.findChildren(QComboBox):
        if combo.isVisible() and combo.currentData() == "choose":
            combo.setFocus()
            opened.type_text("New")


async def test_a_practice_is_set_up_by_keyboard(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        assert opened.text("nothing_connected") == "Nothing connected yet."
        await pair(opened)
        assert opened.text("wizard_heading") == "Step 2 of 5: Connect to Gentu"
        assert opened.focus.objectName() == "yes_continue"
        opened.press(Qt.Key.Key_Return)
        await answer_people(opened)
        await opened.until(opened.find("next").isEnabled)
        opened.press(Qt.Key.Key_S, CTRL)
        first = await opened.until_shown("type_1")
        await opened.until(first.hasFocus)
        opened.press(Qt.Key.Key_Space)
        await opened.until(lambda: opened.text("types_summary").startswith("1 type ticked → "))
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until_shown("first_list")
        assert opened.text("wizard_heading") == "Step 5 of 5: Check today's list"
        (before,) = await opened.services.connections.list()
        assert before.connection.setup_step is SetupStep.CHECK
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        (overview,) = await opened.services.connections.list()
        assert overview.connection.setup_step is SetupStep.DONE
        assert overview.connection.sync_enabled
        assert not overview.connection.sync_telehealth_only
        assert overview.people_shown > 0
        assert overview.telehealth_types == 1
        assert not opened.scene.gentu.violations


async def test_a_wrong_code_is_said_at_the_field(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        field = await begin(opened)
        opened.type_text("unknown0")
        await opened.until_shown("pairing_error")
        assert "(AUTH-04)" in opened.text("pairing_error")
        assert field.property("invalid") == "true"
        assert field.hasFocus()
        assert field.selectedText() == "UNKN-OWN0"
        (overview,) = await opened.services.connections.list()
        assert not overview.connection.is_paired
        opened.type_text("used0000")
        await opened.until(lambda: "(AUTH-05)" in opened.text("pairing_error"))
        opened.type_text("ab-cd 12.34")
        await opened.until_shown("practice_name")
        assert not opened.text("pairing_error")


async def test_an_unreachable_gentu_offers_to_try_again(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        opened.scene.gentu.faults.add("html_200", path="/oauth2/token")
        await begin(opened)
        opened.type_text("abcd1234")
        await opened.until(lambda: "(NET-03)" in opened.text("pairing_error"))
        assert opened.text("connect") == "Try again"
        assert opened.find("pairing_code").property("invalid") == "false"  # it may well be right
        opened.scene.gentu.faults.clear()
        opened.press(Qt.Key.Key_Return)
        await opened.until_shown("practice_name")


async def test_the_step_and_the_answers_outlive_a_restart(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with scene(tmp_path) as around:
        async with window_on(qapp, around) as opened:
            await pair(opened)
            opened.press(Qt.Key.Key_Return)
            await opened.until(lambda: "will show" in opened.text("preview_summary"))
            combo = opened.find("column_1")
            assert isinstance(combo, QComboBox)
            combo.setCurrentIndex(combo.findData("hide"))
            opened.press(Qt.Key.Key_Escape)
            await opened.until_shown("card_setup")
        async with window_on(qapp, around) as opened:
            card = await opened.until_shown("connection_card")
            assert "set-up not finished" in card.accessibleName()
            opened.find("card_setup").setFocus()
            opened.press(Qt.Key.Key_Return)
            combo = await opened.until_shown("column_1")
            assert isinstance(combo, QComboBox)
            assert opened.text("wizard_heading") == "Step 3 of 5: People in Gentu"
            assert combo.currentData() == "hide"


async def test_back_never_clears_what_was_typed(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        await pair(opened)
        opened.press(Qt.Key.Key_Return)
        await answer_people(opened)
        opened.press(Qt.Key.Key_B, ALT)
        field = await opened.until_shown("pairing_code")
        assert isinstance(field, QLineEdit)
        assert field.text() == "ABCD-1234"
        await opened.until_shown("yes_continue")
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until_shown("column_1")


async def test_another_code_may_bring_another_practice(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        await pair(opened)
        opened.find("not_this_practice").setFocus()
        opened.press(Qt.Key.Key_Return)
        assert opened.focus.objectName() == "pairing_code"
        opened.type_text("zzzz9999")
        await opened.until_shown("practice_name")
        assert len(await opened.services.connections.list()) == 1


async def test_a_wrong_other_code_loses_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        await pair(opened)
        opened.find("not_this_practice").setFocus()
        opened.press(Qt.Key.Key_Return)
        opened.type_text("unknown0")
        await opened.until_shown("pairing_error")
        (overview,) = await opened.services.connections.list()
        assert overview.connection.is_paired


async def test_the_wizard_is_not_asked_to_be_continued(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        changes = ConnectionChanges(setup_step=SetupStep.PEOPLE)
        await opened.services.connections.change(opened.scene.connection_id, changes)
        await opened.until(lambda: opened.window.banner.text == "Setting up Gentu isn't finished.")
        opened.window.banner.buttons[0].click()
        await opened.until_shown("column_1")
        assert not opened.window.banner.text
        opened.press(Qt.Key.Key_Escape)
        await opened.until(lambda: bool(opened.window.banner.text))


async def test_where_there_are_no_types_nothing_is_ticked_and_enter_asks_again(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path) as opened:
        types = opened.scene.gentu.practice._types
        kept = dict(types)
        types.clear()
        await pair(opened)
        opened.press(Qt.Key.Key_Return)
        await answer_people(opened)
        await opened.until(opened.find("next").isEnabled)
        opened.press(Qt.Key.Key_S, CTRL)
        await opened.until(lambda: "no appointment types" in opened.text("types_notice_text"))
        await opened.until(lambda: "Check Gentu again" in opened.focus.accessibleName())
        assert opened.seek("types_summary") is None
        assert opened.seek("types_frame") is None
        types.update(kept)
        opened.press(Qt.Key.Key_Return)
        first = await opened.until_shown("type_1")
        await opened.until(first.hasFocus)
        await opened.until_shown("types_summary")


async def test_where_nobody_is_found_enter_asks_again(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        for each in opened.scene.gentu.practice.practitioners():
            opened.scene.gentu.practice._practitioners.pop(each.id)
        await pair(opened)
        opened.press(Qt.Key.Key_Return)
        await opened.until(lambda: "(MAP-03)" in opened.text("people_notice_text"))
        await opened.until(lambda: opened.focus.accessibleName() == "Try again")
