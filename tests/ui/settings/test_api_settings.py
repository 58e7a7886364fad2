"""Other programs of the practice: switched on in Settings, given a token, sent away."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.__main__ import _open_api
from app.domain.api_access import Scope
from app.services import Services
from app.ui.run import Application, live
from app.ui.settings.api_programs_row import ApiProgramsRow
from app.ui.settings.api_row import ApiPortRow, ApiSwitchRow
from app.ui.settings.page import SettingsPage
from app.ui.window.main_window import MainWindow
from tests.support.waiting import patience, until
from tests.ui.scene import scene
from tests.ui.studio import studio_on


@dataclass
class Open:
    """A window that lives, on Settings."""

    window: MainWindow
    page: SettingsPage
    services: Services

    @property
    def switch(self) -> ApiSwitchRow:
        row = self.page.row("api.on")
        assert isinstance(row, ApiSwitchRow)
        return row

    @property
    def port(self) -> ApiPortRow:
        row = self.page.row("api.port")
        assert isinstance(row, ApiPortRow)
        return row

    def press(self) -> None:
        QTest.mouseClick(self.switch.box, Qt.MouseButton.LeftButton)

    def type_port(self, text: str) -> None:
        self.port.field.setText(text)
        self.port.field.editingFinished.emit()

    async def answers(self, port: int) -> bool:
        """Whether the API's health is told there."""
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            try:
                found = await client.get(f"http://127.0.0.1:{port}/api/health")
            except httpx.ConnectError:
                return False
        return found.is_success


@contextlib.asynccontextmanager
async def living(qapp: Application, folder: Path) -> AsyncIterator[Open]:
    """The whole window, as a start opens it, until it is closed."""
    async with scene(folder) as desk:
        await desk.ready()

        async def open_services() -> Services:
            return desk.hand_over()

        painted = asyncio.Event()
        life = asyncio.create_task(
            live(qapp, open_services, on_painted=painted.set, open_api=_open_api)
        )
        async with patience():
            await painted.wait()
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        window = next(each for each in windows if each.isVisible())
        window.open_settings("api")
        page = window.page
        assert isinstance(page, SettingsPage)
        await until(lambda: page.is_filled and not page.saved._tasks.running)
        try:
            yield Open(window, page, desk.services)
        finally:
            window.quit_wanted.emit()
            assert await life == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_it_is_off_until_somebody_switches_it_on_and_off_again_at_once(qapp, tmp_path):
    port = free_port()
    async with living(qapp, tmp_path) as opened:
        opened.type_port(str(port))
        await until(lambda: opened.port.value == str(port) and not opened.page.saved._tasks.running)
        assert not opened.switch.box.isChecked()
        assert not opened.switch.state.isVisible()
        assert not await opened.answers(port)
        opened.press()
        await until(opened.switch.state.isVisible)
        assert opened.switch.state.text() == f"RunSheet answers at http://127.0.0.1:{port}."
        assert await opened.answers(port)
        opened.press()
        await until(lambda: not opened.switch.state.isVisible())
        assert not await opened.answers(port)


async def test_what_a_program_changes_is_on_screen_at_once(qapp, tmp_path):
    async with living(qapp, tmp_path) as opened:
        opened.type_port(str(free_port()))
        opened.press()
        await until(lambda: opened.services.api_access.address is not None)
        _, secret = await opened.services.api_access.create("Booking desk", list(Scope))
        address = opened.services.api_access.address
        assert address is not None
        headers = {"Authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient(
            base_url=address.url, headers=headers, trust_env=False, timeout=60
        ) as client:
            rows = (await client.get("/api/run-sheet")).json()["appointments"]
            changed = rows[0]["id"]
            opened.window.open_today()
            note = {"notes": "Bring the referral"}
            answer = await client.patch(f"/api/run-sheet/appointments/{changed}", json=note)
        assert answer.status_code == 200
        feed = opened.window.today.context.feed
        await until(
            lambda: any(row.notes == "Bring the referral" for row in feed.snapshot.sheet.rows)
        )


async def test_a_port_that_is_taken_is_told_in_plain_words_and_another_one_answers(qapp, tmp_path):
    """PortUnusable (LOC-11)."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with living(qapp, tmp_path) as opened:
            opened.type_port(str(port))
            opened.press()
            await until(lambda: opened.switch.error)
            assert opened.switch.error == (
                f"Port {port} can't be used: another program has it. Choose another port. (LOC-11)"
            )
            other = free_port()
            opened.type_port(str(other))
            await until(opened.switch.state.isVisible)
            assert opened.switch.error == ""
            assert await opened.answers(other)


async def test_what_is_no_port_is_told_at_its_field_and_not_kept(qapp, tmp_path):
    async with studio_on(qapp, tmp_path) as studio:
        page = await settings_of(studio)
        row = page.row("api.port")
        for wrong in ("80", "70000", "abc", "-1"):
            row.field.setText(wrong)
            row.field.editingFinished.emit()
            assert "A port is a number from 1024 to 65535." in row.error
            assert row.value == "3000"
            assert row.field.property("invalid") == "true"
        idle = page.row("privacy.idle_minutes")
        idle.choose("5")
        await studio.until(lambda: idle.value == "5")
        assert row.field.text() == wrong
        row.field.setText("3001")
        row.field.editingFinished.emit()
        assert (row.error, row.field.property("invalid")) == ("", "false")
        await studio.until(lambda: row.value == "3001")


async def settings_of(studio) -> SettingsPage:
    window = await studio.open()
    window.open_settings("api")
    page = window.page
    assert isinstance(page, SettingsPage)
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    return page


def words(row: QWidget) -> str:
    """What stands in the row, for eyes."""
    labels = row.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible())


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


async def test_a_program_is_added_given_its_token_once_and_sent_away_by_keyboard(qapp, tmp_path):
    async with studio_on(qapp, tmp_path) as studio:
        page = await settings_of(studio)
        row = page.findChild(ApiProgramsRow)
        access = studio.scene.services.api_access
        await until(lambda: "No program has access yet." in words(row))
        row.add_button.setFocus()
        press(Qt.Key.Key_Return)
        await until(row.form.name_field.hasFocus)
        QTest.keyClicks(row.form.name_field, "Web run sheet")
        press(Qt.Key.Key_Return)
        await until(row.secret.copy_button.hasFocus)
        secret = row.secret.field.text()
        grant = await access.check(secret)
        assert grant is not None
        assert grant.scopes == {Scope.READ}
        press(Qt.Key.Key_Return)
        assert QApplication.clipboard().text() == secret
        row.secret.done_button.click()
        assert not row.secret.isVisible()
        assert row.secret.field.text() == ""
        await until(row.add_button.hasFocus)
        await until(lambda: "Web run sheet\nMay look. Added " in words(row))
        (program,) = row.programs
        program.end_button.click()
        await until(program.keep_button.hasFocus)
        program.keep_button.click()
        assert await access.check(secret)
        program.end_button.click()
        program.sure_button.click()
        await until(lambda: "No program has access yet." in words(row))
        assert await access.check(secret) is None
        QApplication.clipboard().clear()


async def test_hiding_names_covers_a_new_token_which_can_be_copied_all_the_same(qapp, tmp_path):
    async with studio_on(qapp, tmp_path) as studio:
        page = await settings_of(studio)
        row = page.findChild(ApiProgramsRow)
        row.add_button.click()
        row.form.name_field.setText("Wall screen")
        row.form.add_button.click()
        await until(row.secret.isVisible)
        token = row.secret.field.text()
        assert row.secret.field.displayText() == token
        page.context.privacy.turn_on()
        assert token not in row.secret.field.displayText()
        row.secret.copy_button.click()
        assert QApplication.clipboard().text() == token
        page.context.privacy.turn_off()
        assert row.secret.field.displayText() == token
        QApplication.clipboard().clear()


async def test_a_program_without_a_name_or_a_use_is_told_at_the_form(qapp, tmp_path):
    async with studio_on(qapp, tmp_path) as studio:
        page = await settings_of(studio)
        row = page.findChild(ApiProgramsRow)
        row.add_button.click()
        row.form.add_button.click()
        await until(lambda: "Give the program a name" in row.form.fault.text)
        assert row.form.name_field.property("invalid") == "true"
        row.form.name_field.setText("Wall screen")
        for box in row.form.boxes.values():
            box.setChecked(False)
        await until(row.form.add_button.isEnabled)
        row.form.add_button.click()
        await until(lambda: "Choose what the program may do" in row.form.fault.text)
        assert row.form.name_field.property("invalid") == "false"
        assert await studio.scene.services.api_access.list() == []
        row.form.cancel_button.click()
        await until(row.add_button.hasFocus)
        assert not row.form.isVisible()
