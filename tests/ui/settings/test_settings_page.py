"""Settings: what is chosen is in force at once, can be taken back, and survives a restart."""

import contextlib
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import SettingsNotSaved
from app.domain.opening_hours import DEFAULT_HOURS, HOURS_PREFERENCE, OpeningHours
from app.services.pc.autostart import Autostart
from app.ui.settings.autostart_row import AutostartRow, autostart_hint
from app.ui.settings.hours_row import ClosedDaysRow, HoursRow
from app.ui.settings.licences_row import LicencesRow
from app.ui.settings.page import GROUPS, SettingsPage
from app.ui.settings.row import ChoiceRow, SwitchRow, TextRow
from app.ui.theme import SchemeChoice
from tests.ui.connections.desk import Desk, desk, window_on
from tests.ui.scene import scene


@contextlib.asynccontextmanager
async def settings(qapp: QApplication, folder: Path):
    """A window on Settings, with the desk it stands on."""
    async with desk(qapp, folder, is_ready=True) as opened:
        yield opened, await to_settings(opened)


async def to_settings(opened: Desk) -> SettingsPage:
    opened.window.open_settings()
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    await opened.until(lambda: not page.tasks.running and not running_of(page))
    return page


def running_of(page: SettingsPage):
    return page.saved._tasks.running


def pick(row: ChoiceRow, value: str) -> None:
    """Chooses as the keyboard does: the item, then Enter's `activated`."""
    row.combo.setCurrentIndex(row.combo.findData(value))
    row.combo.activated.emit(row.combo.currentIndex())


async def saved(opened: Desk, name: str) -> str | None:
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    await opened.until(lambda: not running_of(page))
    return (await opened.services.preferences.read()).get(name)


async def test_a_look_and_a_text_size_are_in_force_at_once_and_saved(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        pick(page.row("theme"), "dark")
        pick(page.row("text.scale"), "1.3")
        theme = page.context.theme
        await opened.until(lambda: theme.is_dark and theme.scale == 1.3)
        assert await saved(opened, "theme") == "dark"
        assert await saved(opened, "text.scale") == "1.3"
        theme.choose(SchemeChoice.LIGHT, scale=1.0)


async def test_undo_brings_the_former_choice_back_by_ctrl_z(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        pick(page.row("privacy.idle_minutes"), "5")
        await opened.until(lambda: page.undo_bar.text)
        assert page.undo_bar.text == "Hide names when nobody uses this PC: After 5 minutes."
        page.find_box.setFocus()
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await opened.until(lambda: page.row("privacy.idle_minutes").value == "2")
        assert await saved(opened, "privacy.idle_minutes") == "2"


async def test_reset_is_offered_only_for_what_differs_from_the_default(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        reset = page.findChild(QWidget, "reset_notify.level")
        assert not reset.isVisible()
        pick(page.row("notify.level"), "people")
        await opened.until(reset.isVisible)
        QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
        await opened.until(lambda: page.row("notify.level").combo.currentData() == "faults")
        assert not reset.isVisible()


async def test_typing_leaves_the_rows_that_hold_the_words(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (_opened, page):
        QTest.keyClicks(page.find_box, "holiday")
        rows = [row.title for panel in page.panels.values() for row in panel.rows]
        seen = [
            row.title
            for panel in page.panels.values()
            for row in panel.rows
            if row.isVisibleTo(page)
        ]
        assert seen == ["Closed days"]
        assert len(rows) > 10
        QTest.keyClicks(page.find_box, "xyz")
        assert page.findChild(QWidget, "settings_nothing").isVisible()


async def test_opening_hours_are_saved_day_by_day_and_closing_follows_opening(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.row(HOURS_PREFERENCE)
        assert isinstance(row, HoursRow)
        QTest.keyClick(row.days[6].is_open, Qt.Key.Key_Space)
        await opened.until(lambda: saved_hours(row).week[6] is not None)
        monday = row.days[0]
        monday.opens.setCurrentIndex(monday.opens.findData("20:00:00"))
        monday.opens.activated.emit(monday.opens.currentIndex())
        await opened.until(lambda: saved_hours(row).week[0].opens == time(20))
        assert saved_hours(row).week[0].closes == time(21)
        assert OpeningHours.from_text(await saved(opened, HOURS_PREFERENCE)) == saved_hours(row)


def saved_hours(row: HoursRow) -> OpeningHours:
    return OpeningHours.from_text(row.value)


async def test_closed_days_come_and_go_one_by_one(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(ClosedDaysRow)
        row.date_field.setDate(QDate(2030, 12, 25))
        QTest.keyClick(row.add_button, Qt.Key.Key_Return)
        await opened.until(lambda: row.findChild(QWidget, "remove_2030-12-25"))
        remove = row.findChild(QWidget, "remove_2030-12-25")
        assert remove.accessibleName() == "Remove Wed 25 Dec 2030"
        await opened.until(remove.isVisible)
        QTest.keyClick(remove, Qt.Key.Key_Return)
        await opened.until(lambda: OpeningHours.from_text(row.value) == DEFAULT_HOURS)


async def test_a_disk_that_is_full_says_so_at_the_setting_and_keeps_the_old_one(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        database = opened.services.core.database
        await fill_the_disk(opened)
        row = page.row("pc.name")
        assert isinstance(row, TextRow)
        before = row.field.text()
        row.field.setFocus()
        row.field.setText("Front desk 1" * 5)
        QTest.keyClick(row.field, Qt.Key.Key_Return)
        page.find_box.setFocus()
        await opened.until(lambda: row.error)
        assert row.error == (
            "We couldn't save this setting. The disk is full. The list stays as it was; free some "
            "space and sync again. (LOC-03)"
        )
        await opened.until(lambda: row.field.text() == before)
        await database.read(_make_room)


async def fill_the_disk(opened: Desk) -> None:
    """The file may not grow, and whatever room was left in it is used up."""
    await opened.services.core.database.read(_forbid_growth)
    for size in (2000, 200, 20, 1):
        with contextlib.suppress(SettingsNotSaved):
            for number in range(1000):
                await opened.services.preferences.write(f"filler.{size}.{number}", "x" * size)


def _forbid_growth(sql):
    sql.exec_driver_sql("PRAGMA max_page_count = 1")


def _make_room(sql):
    sql.exec_driver_sql("PRAGMA max_page_count = 1000000")


async def test_every_control_says_what_it_is_and_its_default(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (_opened, page):
        for name in ("theme", "text.scale", "notify.level", "privacy.level"):
            combo = page.row(name).combo
            assert combo.accessibleName() == page.row(name).title
            assert "Default: " in combo.accessibleDescription()
        switch = page.row("keys.single_letters")
        assert isinstance(switch, SwitchRow)
        assert switch.box.accessibleName() == "Single letters on the board"


@pytest.mark.parametrize("name", [group.name for group in GROUPS])
async def test_a_group_can_be_gone_to(qapp, tmp_path, name):
    async with settings(qapp, tmp_path) as (opened, page):
        opened.window.open_settings(name)
        panel = page.panels[name]
        top = panel.mapTo(page._area.viewport(), panel.rect().topLeft()).y()
        bar = page._area.verticalScrollBar()
        assert abs(top) <= 1 or bar.value() == bar.maximum()


async def test_choices_survive_a_restart(qapp, tmp_path):
    async with scene(tmp_path) as around:
        await around.ready()
        async with window_on(qapp, around) as opened:
            page = await to_settings(opened)
            pick(page.row("privacy.level"), "times")
            await opened.until(lambda: page.row("privacy.level").value == "times")
        async with window_on(qapp, around) as opened:
            page = await to_settings(opened)
            await opened.until(lambda: page.row("privacy.level").combo.currentData() == "times")


async def test_start_with_this_pc_is_what_the_system_says(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(AutostartRow)
        entry = Autostart.of(opened.services.settings)
        assert not row.box.isChecked()
        QTest.keyClick(row.box, Qt.Key.Key_Space)
        await opened.until(lambda: not row._tasks.running)
        assert await entry.is_on()
        assert row.box.isChecked()
        await entry.turn_off()
        opened.window.open_today()
        opened.window.open_settings()
        await opened.until(lambda: not row.box.isChecked())


async def test_days_added_quickly_one_after_the_other_are_all_kept(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(ClosedDaysRow)
        row.date_field.setDate(QDate(2030, 12, 24))
        for _ in range(3):
            row.add_button.click()
        await opened.until(lambda: not running_of(page))
        text = await saved(opened, HOURS_PREFERENCE)
        assert len(OpeningHours.from_text(text).holidays) == 3


async def test_resetting_the_week_keeps_the_closed_days(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        reset = page.row(HOURS_PREFERENCE)._reset
        row = page.findChild(ClosedDaysRow)
        row.date_field.setDate(QDate(2030, 12, 25))
        row.add_button.click()
        await opened.until(lambda: not running_of(page))
        assert not reset.isVisible()
        QTest.keyClick(page.row(HOURS_PREFERENCE).days[5].is_open, Qt.Key.Key_Space)
        await opened.until(reset.isVisible)
        reset.click()
        await opened.until(lambda: not reset.isVisible())
        opening = OpeningHours.from_text(await saved(opened, HOURS_PREFERENCE))
        assert opening.week == DEFAULT_HOURS.week
        assert len(opening.holidays) == 1


async def test_opening_settings_changes_no_look(qapp, tmp_path):
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        theme = opened.window.today.context.theme
        await opened.services.preferences.write("theme", "dark")
        await opened.services.preferences.write("text.scale", "1.8")
        theme.choose(SchemeChoice.DARK, scale=1.8)
        looks = []
        theme.changed.connect(lambda: looks.append((theme.choice, theme.scale)))
        page = await to_settings(opened)
        assert page.row("theme").combo.currentData() == "dark"
        assert looks == []
        theme.choose(SchemeChoice.LIGHT, scale=1.0)


def test_a_mac_s_own_switch_is_told_of_where_it_can_t_be_seen() -> None:
    assert "Login Items" in autostart_hint("darwin")
    assert "can't see that" in autostart_hint("darwin")
    assert autostart_hint("win32") == autostart_hint("linux")
    assert "Login Items" not in autostart_hint("win32")


async def test_the_licences_open_below_their_row_and_close_again(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(LicencesRow)
        assert row is not None
        row.button.setFocus()
        QTest.keyClick(row.button, Qt.Key.Key_Space)
        await opened.until(row.text.isVisible)
        assert "SQLAlchemy" in row.text.toPlainText()
        assert row.text.hasFocus()
        row.button.click()
        assert row.text.isHidden()
