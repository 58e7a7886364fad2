"""Every step by ear, by keyboard and without markup: names, targets, plain text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.sandbox.gentu.made_up import made_up_practice
from app.ui.theme import SchemeChoice
from tests.ui.connections import shots
from tests.ui.connections.desk import Desk, desk, window_on
from tests.ui.connections.vendor_desk import VENDORS, hands
from tests.ui.scene import DAY, scene

TARGET_PX = 32
CTRL = Qt.KeyboardModifier.ControlModifier


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says first."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def check_page(opened: Desk) -> None:
    """Names, stable object names and sizes of all that can have the focus; plain labels."""
    reachable = [
        each
        for each in opened.page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert reachable
    for each in reachable:
        about = f"{type(each).__name__} {each.objectName()!r}"
        assert spoken_name(each).strip(), f"{about} has no spoken name"
        assert each.objectName(), f"{about} {spoken_name(each)!r} has no object name"
        is_inner = each.focusProxy() is not None  # the field inside a spin box
        if isinstance(each, QAbstractButton | QComboBox | QLineEdit) and not is_inner:
            assert each.height() >= TARGET_PX, f"{about} is {each.height()} px high"
    for each in opened.page.findChildren(QLabel):
        assert each.textFormat() is Qt.TextFormat.PlainText, f"{each.text()!r} may be markup"


async def test_every_step_can_be_heard_and_reached(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        check_page(opened)
        shots.press(opened, "choose_gentu")
        field = await opened.until_shown("pairing_code")
        await opened.until(field.hasFocus)
        check_page(opened)
        opened.type_text("unknown0")
        await opened.until_shown("pairing_error")
        check_page(opened)
        opened.type_text("abcd1234")
        await opened.until_shown("practice_name")
        check_page(opened)
        shots.press(opened, "yes_continue")
        await opened.until(lambda: "will show" in opened.text("preview_summary"))
        check_page(opened)
        shots.press(opened, "next")
        await opened.until(lambda: "today's" in opened.text("types_summary"))
        check_page(opened)
        shots.press(opened, "next")
        await opened.until_shown("first_list")
        check_page(opened)


async def test_cards_and_their_panels_can_be_heard_and_reached(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        card = opened.page.list.cards[opened.scene.connection_id]
        for act in (card.open_settings, card.open_rename, card.ask_to_remove):
            act()
            check_page(opened)


async def test_tab_follows_the_reading_order(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path) as opened:
        shots.press(opened, "choose_gentu")
        field = await opened.until_shown("pairing_code")
        await opened.until(field.hasFocus)
        opened.type_text("abcd1234")
        await opened.until_shown("practice_name")
        shots.press(opened, "yes_continue")
        await opened.until(lambda: "will show" in opened.text("preview_summary"))
        opened.find("column_1").setFocus()
        visited = []
        for _ in range(8):
            visited.append(opened.focus.objectName())
            opened.press(Qt.Key.Key_Tab)
        columns = [f"column_{number}" for number in range(1, 6)]
        assert visited == [*columns, "back", "finish_later", "next"]


async def test_controls_say_what_they_are_about(qapp: QApplication, tmp_path: Path) -> None:
    async with scene(tmp_path) as around, window_on(qapp, around) as opened:
        shots.press(opened, "choose_gentu")
        field = await opened.until_shown("pairing_code")
        assert spoken_name(field) == "Pairing code, 8 letters or numbers"
        await opened.until(field.hasFocus)
        opened.type_text("abcd1234")
        await opened.until_shown("practice_name")
        shots.press(opened, "yes_continue")
        combo = await opened.until_shown("column_1")
        assert combo.accessibleName() == (
            "Column for Dr Priya Raghunathan, suggested New column: Dr P Raghunathan "
            "because no match found"
        )
        await opened.until(opened.find("next").isEnabled)
        shots.press(opened, "next")
        await opened.until(lambda: "today's" in opened.text("types_summary"))
        box = opened.find("type_4")
        assert spoken_name(box) == "Telehealth Consultation, 20 minutes, 13 today, not ticked"
        box.setFocus()
        opened.press(Qt.Key.Key_Space)
        assert spoken_name(box) == "Telehealth Consultation, 20 minutes, 13 today, ticked"


async def test_names_from_the_vendor_are_never_markup(qapp: QApplication, tmp_path: Path) -> None:
    practice = made_up_practice(DAY)
    practice.name = "<b>Smith</b> & Sons"
    practice.add_practitioner("<img src=x>", "A&B")
    async with desk(qapp, tmp_path, practice=practice) as opened:
        shots.press(opened, "choose_gentu")
        field = await opened.until_shown("pairing_code")
        await opened.until(field.hasFocus)
        opened.type_text("abcd1234")
        await opened.until_shown("practice_name")
        assert opened.text("practice_name") == "<b>Smith</b> & Sons"
        shots.press(opened, "yes_continue")
        await opened.until_shown("column_1")
        check_page(opened)


async def test_a_practice_without_a_time_zone_is_asked_for_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    practice = made_up_practice(DAY)
    practice.zone = None
    async with desk(qapp, tmp_path, practice=practice) as opened:
        shots.press(opened, "choose_gentu")
        field = await opened.until_shown("pairing_code")
        await opened.until(field.hasFocus)
        opened.type_text("abcd1234")
        combo = await opened.until_shown("practice_zone")
        assert isinstance(combo, QComboBox)
        assert combo.findText("Sydney (Australia)") in (0, 1)  # after *Choose…*, if it is there
        check_page(opened)
        combo.setCurrentIndex(combo.findData("Australia/Adelaide"))
        shots.press(opened, "yes_continue")
        await opened.until_shown("column_1")
        (overview,) = await opened.services.connections.list()
        assert overview.connection.timezone == "Australia/Adelaide"


async def test_a_telehealth_only_list_without_ticks_is_warned_of(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        shots.press(opened, "card_types")
        await opened.until(lambda: "today's" in opened.text("types_summary"))
        shots.press(opened, "show_only")
        for number in range(1, 9):
            box = opened.find(f"type_{number}")
            assert isinstance(box, QAbstractButton)
            box.setChecked(False)
        assert opened.text("types_warning_text").startswith("Nothing will show.")
        shots.press(opened, "show_all")
        assert not opened.text("types_warning_text")
        opened.press(Qt.Key.Key_S, CTRL)
        await opened.until_shown("list_message")
        (overview,) = await opened.services.connections.list()
        assert overview.telehealth_types == 0
        assert not overview.connection.sync_telehealth_only


@pytest.mark.parametrize("vendor", VENDORS)
async def test_yes_is_in_view_with_large_text_in_a_small_window(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        opened.window.resize(1024, 640)
        opened.page.context.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        await opened.connect()
        yes = opened.find("yes_continue")
        await opened.until(lambda: yes.visibleRegion().boundingRect() == yes.rect())
