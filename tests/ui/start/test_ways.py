"""A start that fails for want of its key: each way out by the keyboard, with the real store."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.services import Services, Settings, open_services
from app.services.start import Start
from app.store.file.key_file import KEY_FILES, read_key_file
from app.ui.run import Application, live
from app.ui.window.main_window import MainWindow
from tests.support.waiting import patience, until
from tests.ui.test_fault_catalogue import by_keyboard

WORDS = "four plain words here"


@pytest.fixture
def store() -> object:
    """The session's password store, back again afterwards."""
    before = keyring.get_keyring()
    yield before
    keyring.set_keyring(before)


async def make(folder: Path) -> str:
    """A folder of a first start; its recovery code."""
    services = await open_services(Settings(data_dir=folder))
    code = await services.keys.new_recovery_code()
    await services.preferences.write("kept", "yes")
    await services.aclose()
    return code


def lose_the_key(folder: Path) -> None:
    keyring.delete_password(read_key_file(folder).secret_name(), "RunSheet")


class Failed:
    """The window of a start that failed; `ends` is its life."""

    def __init__(self, window: MainWindow, ends: asyncio.Future[int]) -> None:
        self.window, self.ends = window, ends

    def part(self, name: str) -> QWidget | None:
        return self.window.start_page.findChild(QWidget, name)

    async def there(self, name: str) -> QWidget:
        await until(lambda: (found := self.part(name)) is not None and found.isVisible())
        found = self.part(name)
        assert found is not None
        return found

    async def press(self, name: str) -> None:
        await by_keyboard(await self.there(name))

    async def type(self, name: str, text: str) -> None:
        field = await self.there(f"start_way_{name}")
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, text)

    async def fault(self, code: str) -> None:
        def told() -> bool:
            found = self.part("start_way_fault")
            return isinstance(found, QLabel) and f"({code})" in found.text()

        await until(told)

    def wrong(self) -> list[str]:
        """The fields that are marked."""
        form = self.window.start_page.form
        assert form is not None
        return [at for at, each in form.fields.items() if each.property("invalid") == "true"]

    async def opens(self) -> dict[str, str]:
        """What was saved before is there again."""
        async with patience():
            await until(lambda: self.window.shows_first_look)
        services: Services = self.window.context.services
        return await services.preferences.read()


@contextlib.asynccontextmanager
async def failed(qapp: Application, start: Start, code: str) -> AsyncIterator[Failed]:
    life = asyncio.create_task(live(qapp, start))
    await until(lambda: any(f"({code})" in each.failure.text for each in _shown()))
    (window,) = _shown()
    window.activateWindow()  # without a window manager nobody else does
    await until(window.isActiveWindow)
    yield Failed(window, life)
    window.quit_wanted.emit()
    async with patience():
        await life


def _shown() -> list[MainWindow]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, MainWindow) and each.isVisible()]


async def test_the_recovery_code_opens_what_lost_its_key(qapp: Application, tmp_path: Path) -> None:
    """KEY-09 on the way there."""
    code = await make(tmp_path)
    lose_the_key(tmp_path)
    async with failed(qapp, Start(tmp_path), "KEY-03") as page:
        await page.press("start_way_recover_open")
        await page.type("code", "wrong")
        await page.press("start_way_go")
        await page.fault("KEY-09")
        assert page.wrong() == ["code"]
        await page.type("code", code.lower())
        await page.press("start_way_go")
        assert (await page.opens())["kept"] == "yes"
        entries = await page.window.context.services.audit.entries()
        assert ("unlocked", ("recovery-code",)) in [(each.deed, each.objects) for each in entries]
    lose_the_key(tmp_path)


async def test_starting_fresh_says_what_will_be_missing_and_keeps_the_old_data(
    qapp: Application, tmp_path: Path
) -> None:
    await make(tmp_path)
    lose_the_key(tmp_path)
    async with failed(qapp, Start(tmp_path), "KEY-03") as page:
        await page.press("start_way_fresh_open")
        told = await page.there("start_way_text")
        assert isinstance(told, QLabel)
        for word in ("notes", "only in this app", "bookings", "column", "kept"):
            assert word in told.text()
        await page.press("start_way_back")
        assert not list(tmp_path.glob("locked-*"))
        await page.press("start_way_fresh_open")
        await page.press("start_way_go")
        assert "kept" not in await page.opens()
        (aside,) = tmp_path.glob("locked-*")
        first = (await page.window.context.services.audit.entries())[0]
        assert (first.number, first.deed, first.objects) == (1, "started_fresh", (aside.name,))
    assert (aside / "runsheet.db").exists()
    lose_the_key(tmp_path)


async def test_where_nobody_can_tell_of_the_key_the_sheet_can_be_begun_anew(
    qapp: Application, tmp_path: Path
) -> None:
    """A key.json that can't be read, and no copy of it."""
    await make(tmp_path)
    for name in KEY_FILES:
        (tmp_path / name).write_bytes(b"\0" * 100)
    async with failed(qapp, Start(tmp_path), "LOC-09") as page:
        await page.press("start_way_fresh_open")
        await page.press("start_way_go")
        assert "kept" not in await page.opens()
    (aside,) = tmp_path.glob("locked-*")
    assert (aside / "runsheet.db").exists()
    lose_the_key(tmp_path)


async def test_without_a_password_store_a_passphrase_is_chosen_and_asked_for(
    qapp: Application, tmp_path: Path, store: object
) -> None:
    """KEY-07 and KEY-08."""
    keyring.set_keyring(NoKeyring())
    async with failed(qapp, Start(tmp_path), "KEY-01") as page:
        await page.press("start_way_passphrase_open")
        await page.type("passphrase", WORDS)
        await page.type("again", WORDS + "!")
        await page.press("start_way_go")
        await page.fault("ASK-01")
        assert page.wrong() == ["again"]
        await page.type("passphrase", "short")
        await page.type("again", "short")
        await page.press("start_way_go")
        await until(lambda: page.wrong() == ["passphrase"])
        await page.type("passphrase", WORDS)
        await page.type("again", WORDS)
        await page.press("start_way_go")
        await page.opens()
    async with failed(qapp, Start(tmp_path), "KEY-07") as page:
        await page.type("passphrase", "something else")
        await page.press("start_way_go")
        await page.fault("KEY-08")
        assert page.wrong() == ["passphrase"]
        assert page.window.failure.title == "RunSheet is locked."
        await page.type("passphrase", WORDS)
        await page.press("start_way_go")
        await page.opens()


async def test_a_store_that_keeps_a_start_waiting_is_pointed_at(
    qapp: Application, tmp_path: Path
) -> None:
    may_open, start = asyncio.Event(), Start(tmp_path)

    async def slow() -> Services:
        await may_open.wait()
        return await start()

    life = asyncio.create_task(live(qapp, slow))
    await until(lambda: bool(_shown()))
    (window,) = _shown()
    words = window.findChild(QLabel, "starting_words")
    assert words is not None
    await until(words.isVisible)
    assert "another window asks" in words.text()
    may_open.set()
    async with patience():
        await until(lambda: window.shows_first_look)
    assert not words.isVisible()
    window.quit_wanted.emit()
    assert await life == 0
    lose_the_key(tmp_path)
