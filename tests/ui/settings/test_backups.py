"""Backups in Settings, in a window that lives; damaged and unwritable data at a start."""

import asyncio
import contextlib
from datetime import timedelta

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.words import short_date
from app.services import Settings, open_services
from app.services.logs import close_logging
from app.services.settings import utc_now
from app.services.start import Start
from app.store.file.folder import DATA_FILE
from app.ui.run import live
from app.ui.settings.backups_row import BackupsRow
from app.ui.settings.put_aside_row import PutAsideRow
from app.ui.window.main_window import MainWindow
from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring
from tests.support.unwritable import unwritable
from tests.support.waiting import until


@pytest.fixture(autouse=True)
def own_keyring(tmp_path, monkeypatch):
    """The same key at the next opening."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    before = keyring.get_keyring()
    keyring.set_keyring(FolderKeyring())
    yield
    keyring.set_keyring(before)
    close_logging()


@contextlib.asynccontextmanager
async def opened(folder):
    services = await open_services(Settings(data_dir=folder))
    try:
        yield services
    finally:
        await services.aclose()


def windows():
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return [window for window in found if window.isVisible()]


@contextlib.asynccontextmanager
async def living(qapp, folder):
    """Whole windows, as a start opens them, until the last is closed."""
    life = asyncio.create_task(live(qapp, Start(folder)))
    await until(lambda: bool(windows()))
    try:
        yield life
    finally:
        if not life.done():
            qapp.quit_wanted.emit()
        await life


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def backups_row(window):
    await until(lambda: window._late.is_open)
    window.open_settings("backups")
    page = window.page
    await until(lambda: page.is_filled)
    row = page.findChild(BackupsRow)
    await until(lambda: not row._tasks.running)
    return row


async def test_one_is_made_at_a_press_and_listed(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder):
        pass
    async with living(qapp, folder):
        (window,) = windows()
        row = await backups_row(window)
        assert [each.backup for each in row.entries] == []
        press(row.make_button)
        await until(lambda: len(row.entries) == 1)
        assert row.entries[0].backup.name in {each.name for each in (folder / "backups").iterdir()}


async def test_a_backup_is_put_back_after_a_question_and_the_window_opens_anew(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder) as services:
        await services.preferences.write("theme", "dark")
        await services.backups.back_up()
        await services.preferences.write("theme", "light")
    async with living(qapp, folder) as life:
        (before,) = windows()
        row = await backups_row(before)
        (entry,) = row.entries
        press(entry.restore_button)
        assert "is lost" in entry._question.text()
        press(entry.keep_button)
        assert entry.restore_button.isVisible()
        press(entry.restore_button)
        press(entry.sure_button)
        await until(lambda: windows() and windows()[0] is not before and windows()[0]._late.is_open)
        assert not life.done()
        (after,) = windows()
        assert (await after._late.services.preferences.read())["theme"] == "dark"
        assert len(list(folder.glob("runsheet-replaced-*.db"))) == 1
        assert after.message_bar.text.startswith("The backup is back")
        qapp.quit_wanted.emit()
        assert await life == 0


async def test_a_backup_that_was_damaged_meanwhile_is_told_and_nothing_closes(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder) as services:
        backup = await services.backups.back_up()
    async with living(qapp, folder):
        (window,) = windows()
        row = await backups_row(window)
        path = folder / "backups" / backup.name
        path.write_bytes(path.read_bytes()[:-4096])
        press(row.entries[0].restore_button)
        press(row.entries[0].sure_button)
        await until(lambda: bool(row.error))
        assert row.error.endswith("(LOC-12)")
        assert windows() == [window]


async def test_a_damaged_file_offers_its_newest_good_backup_at_the_start(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder) as services:
        await services.preferences.write("theme", "dark")
        await services.backups.back_up()
    data_file = folder / DATA_FILE
    data_file.write_bytes(data_file.read_bytes()[:9000])
    async with living(qapp, folder):
        (window,) = windows()
        await until(lambda: window.findChild(QPushButton, "start_way_restore_open") is not None)
        assert "(LOC-06)" in window.failure.text
        button = window.findChild(QPushButton, "start_way_restore_open")
        assert button.text().startswith("Restore the backup of ")
        press(button)
        await until(lambda: window._late.is_open)
        assert (await window._late.services.preferences.read())["theme"] == "dark"
        assert len(list(folder.glob("runsheet-damaged-*.db"))) == 1


async def test_damage_that_shows_while_it_runs_leads_to_the_same_offer(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder) as services:
        await services.backups.back_up()
    async with living(qapp, folder):
        (window,) = windows()
        await until(lambda: window._late.is_open and window._feed.snapshot is not None)
        core = window._late.services.core
        await core.database.aclose()
        data_file = folder / DATA_FILE
        data_file.write_bytes(data_file.read_bytes()[:9000])
        core.database.__init__(data_file, core.database.key)
        window._feed.refresh()
        await until(lambda: "(LOC-06)" in window.banner.text)
        (button,) = window.banner.buttons
        assert button.text() == "See what can be done"
        press(button)
        await until(lambda: windows() and windows()[0] is not window)
        (after,) = windows()
        await until(lambda: after.findChild(QPushButton, "start_way_restore_open") is not None)


async def test_a_folder_that_cannot_be_written_to_opens_with_its_list_and_says_so(qapp, tmp_path):
    folder = tmp_path / "desk"
    async with opened(folder):
        pass
    with unwritable(folder, *folder.rglob("*")):
        async with living(qapp, folder):
            (window,) = windows()
            await until(lambda: "(LOC-13)" in window.banner.text)
            assert "Allow your user to write there" in window.banner.text
            assert not window.message_bar.isVisible(), window.message_bar.text
            again = window.banner.buttons[0]
            assert again.text() == "Try again"
            press(again)
            await until(lambda: windows() and windows()[0] is not window)
            (after,) = windows()
            await until(lambda: "(LOC-13)" in after.banner.text)


async def test_what_was_put_aside_is_listed_with_its_end_and_goes_at_once_for_who_is_sure(
    qapp, tmp_path
):
    folder = tmp_path / "desk"
    async with opened(folder):
        pass
    name = f"runsheet-damaged-{utc_now():%Y%m%dT%H%M%SZ}.db"
    (folder / name).write_bytes(b"torn")
    async with living(qapp, folder):
        (window,) = windows()
        await until(lambda: window._late.is_open)
        window.open_settings("data")
        await until(lambda: window.page.is_filled)
        row = window.page.findChild(PutAsideRow)
        await until(lambda: len(row.entries) == 1)
        (entry,) = row.entries
        end = short_date((utc_now() + timedelta(days=30)).astimezone().date())
        assert entry.told.text().endswith(f"It goes by itself on {end}.")
        press(entry.remove_button)
        press(entry.keep_button)
        assert (folder / name).exists()
        press(entry.remove_button)
        press(entry.sure_button)
        await until(lambda: row.entries == [] and not row._tasks.running)
        assert not (folder / name).exists()
