"""A CRM set up in Settings by keyboard and ear: opened, typed, tested, saved, removed."""

import asyncio
import contextlib
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from app.domain.crm import ToldBy
from app.ui.run import Application
from app.ui.settings.crm_row import CrmRow
from app.ui.theme import SchemeChoice
from tests.support.crms import CRMS
from tests.support.waiting import until
from tests.ui.connections.test_accessibility import TARGET_PX, spoken_name
from tests.ui.scene import scene
from tests.ui.studio import Studio

URL, TOKEN = "PMS_HUBSPOT_BASE_URL", "PMS_HUBSPOT_PRIVATE_APP_TOKEN"


@contextlib.asynccontextmanager
async def crm_settings(qapp: Application, folder: Path, environment=None, provider="hubspot"):
    """A window on Settings with one CRM's row in view."""
    async with scene(folder, environment=environment or {}) as around:
        studio = Studio(qapp, around)
        try:
            window = await studio.open()
            window.open_settings("crm")
            page = window.page
            await studio.until(lambda: page.is_filled and not page.tasks.running)
            row = next(each for each in page.findChildren(CrmRow) if each._provider == provider)
            await settled(row)
            page.findChild(QScrollArea).ensureWidgetVisible(row)
            yield studio, row
        finally:
            await studio.aclose()


async def settled(row: CrmRow) -> None:
    await until(lambda: row.entries and not row._tasks.running)


def press(key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)


def focus() -> QWidget:
    widget = Application.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def edit(row: CrmRow, variable: str) -> QLineEdit:
    found = row.findChild(QLineEdit, f"entry_{variable}")
    assert isinstance(found, QLineEdit)
    return found


def words(row: CrmRow) -> str:
    """Everything that stands in the row, on screen or not."""
    return "\n".join(each.text() for each in row.findChildren(QLabel))


async def open_form(row: CrmRow) -> None:
    row.toggle.setFocus()
    press(Qt.Key.Key_Space)
    await until(row.entries[URL].isVisible)


async def click(row: CrmRow, button: QAbstractButton) -> None:
    await until(lambda: button.isVisible() and button.isEnabled())
    button.setFocus()
    press(Qt.Key.Key_Return)
    await settled(row)


async def test_it_is_set_up_tested_saved_and_removed_by_keyboard(qapp, tmp_path):
    with CRMS["hubspot"].running() as hubspot:
        async with crm_settings(qapp, tmp_path) as (studio, row):
            assert "Not set up. It asks for: Address, Service key" in words(row)
            assert f"In the environment: {TOKEN}." in words(row)
            await open_form(row)
            assert edit(row, URL).hasFocus()
            assert edit(row, URL).text() == "https://api.hubapi.com", "the usual address"
            QTest.keyClicks(focus(), hubspot.base_url)  # over what is selected
            press(Qt.Key.Key_Tab)
            assert edit(row, TOKEN).hasFocus(), focus()
            assert edit(row, TOKEN).echoMode() is QLineEdit.EchoMode.Password
            QTest.keyClicks(focus(), hubspot.token)
            await click(row, row.test_button)
            await until(lambda: row.result.text().startswith("✓ Working. The key may read"))
            assert not (await studio.scene.services.crm.provider("hubspot")).configured
            await click(row, row.save_button)
            await until(lambda: row.result.text() == "✓ Saved.")
            provider = await studio.scene.services.crm.provider("hubspot")
            assert (provider.configured, provider.base_url) == (True, hubspot.base_url)
            assert "Ready. Bookings and reports can be sent here." in words(row)
            assert "One is saved. Leave this empty to keep it." in words(row)
            assert edit(row, TOKEN).text() == ""
            await click(row, row.test_button)
            await until(lambda: row.result.text().startswith("✓ Working."))
            await click(row, row.remove_button)
            await until(lambda: row.result.text().startswith("✓ Removed."))
            assert not (await studio.scene.services.crm.provider("hubspot")).configured
            assert "One is saved" not in words(row)
            assert not row.remove_button.isVisible()
            assert hubspot.token not in words(row)


async def test_tab_goes_down_the_form_and_enter_saves(qapp, tmp_path):
    async with crm_settings(qapp, tmp_path) as (studio, row):
        await open_form(row)
        seen = []
        while focus() is not row.test_button:
            seen.append(focus().accessibleName())
            press(Qt.Key.Key_Tab)
        assert seen == [
            "Address",
            "Service key",
            "Show Service key",
            "Pipeline for deals",
            "Stage for deals",
            "API version (optional)",
            "Contact that reports are put on (optional)",
            "Longest wait, in milliseconds (optional)",
            "Save HubSpot",
        ]
        edit(row, TOKEN).setFocus()
        QTest.keyClicks(focus(), "pat-typed")
        press(Qt.Key.Key_Return)
        await until(lambda: row.result.text() == "✓ Saved.")
        assert focus().objectName() == f"entry_{TOKEN}"
        assert (await studio.scene.services.crm.provider("hubspot")).configured


async def test_everything_of_it_can_be_heard_and_reached(qapp, tmp_path):
    for provider, name in (("ghl", "GoHighLevel"), ("salesforce", "Salesforce")):
        async with crm_settings(qapp, tmp_path / provider, provider=provider) as (_studio, row):
            assert spoken_name(row.toggle) == f"Set up: {name}"
            row.toggle.click()
            await until(lambda row=row: next(iter(row.entries.values())).isVisible())
            assert spoken_name(row.toggle) == f"Close: {name}"
            reachable = [
                each
                for each in row.findChildren(QWidget)
                if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            ]
            assert len(reachable) > 8
            for each in reachable:
                assert spoken_name(each).strip(), each
                assert each.objectName(), each
                if isinstance(each, QAbstractButton | QComboBox | QLineEdit):
                    assert each.height() >= TARGET_PX, each
            spoken = [spoken_name(each) for each in reachable]
            assert {f"Save {name}", f"Test {name}"} <= set(spoken)
            assert len(set(spoken)) == len(spoken), "two controls of one name"


async def test_a_wrong_key_is_said_beside_the_buttons_and_saves_nothing(qapp, tmp_path):
    with CRMS["hubspot"].running() as hubspot:
        told = hubspot.environment | {TOKEN: "not-the-key"}
        async with crm_settings(qapp, tmp_path, told) as (studio, row):
            await open_form(row)
            await click(row, row.test_button)
            await until(lambda: "(CRM-02)" in row.fault.text)
            assert not row.result.isVisible()
            area = row.window().page.findChild(QScrollArea).viewport()
            row.window().page.findChild(QScrollArea).ensureWidgetVisible(row.test_button)
            top = row.fault.mapTo(area, QPoint(0, 0)).y()
            assert 0 <= top < area.height(), "on screen beside the button that was pressed"
            assert "not-the-key" not in words(row)
            edit(row, TOKEN).setFocus()
            QTest.keyClicks(focus(), hubspot.token)
            await click(row, row.test_button)
            await until(lambda: row.result.text().startswith("✓ Working."))
            assert row.fault.text == ""
            settings = await studio.scene.services.crm.settings("hubspot")
            assert {each.told_by for each in settings} == {ToldBy.ENVIRONMENT, ToldBy.NOBODY}


async def test_what_is_typed_stays_when_the_window_was_away(qapp, tmp_path):
    async with crm_settings(qapp, tmp_path) as (studio, row):
        await open_form(row)
        edit(row, TOKEN).setFocus()
        QTest.keyClicks(focus(), "half a ke")
        studio.window.hide()
        studio.window.show()
        await settled(row)
        await asyncio.sleep(0)
        assert edit(row, TOKEN).text() == "half a ke"


async def test_where_a_value_comes_from_is_said_and_no_secret_is_shown(qapp, tmp_path):
    told = {URL: "https://api.hubapi.com", TOKEN: "pat-canary"}
    async with crm_settings(qapp, tmp_path, told) as (_studio, row):
        await open_form(row)
        assert words(row).count("It comes from this PC's environment.") == 2
        assert edit(row, TOKEN).text() == ""
        toggle = row.findChild(QAbstractButton, f"show_{TOKEN}")
        toggle.click()
        assert edit(row, TOKEN).text() == ""
        assert "pat-canary" not in words(row) + repr(row.values)
        await click(row, row.save_button)
        await until(lambda: row.result.text() == "✓ Saved.")
        assert words(row).count("It comes from this PC's environment.") == 1, "the key's"


async def test_a_longest_wait_that_is_no_number_is_refused_in_words(qapp, tmp_path):
    async with crm_settings(qapp, tmp_path) as (_studio, row):
        await open_form(row)
        wait = edit(row, "PMS_HUBSPOT_TIMEOUT_MS")
        wait.setFocus()
        wait.selectAll()
        QTest.keyClicks(wait, "soon")
        await click(row, row.save_button)
        await until(lambda: "number of milliseconds" in row.fault.text)
        assert wait.text() == "soon"


async def test_an_open_form_fits_with_large_text_in_the_smallest_window(qapp, tmp_path):
    async with crm_settings(qapp, tmp_path, provider="salesforce") as (studio, row):
        studio.window.resize(1024, 640)
        row.toggle.click()
        await until(lambda: next(iter(row.entries.values())).isVisible())
        studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        (area,) = [e for e in studio.window.page.findChildren(QScrollArea) if e.isVisible()]
        await until(lambda: area.horizontalScrollBar().maximum() == 0)
        studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
