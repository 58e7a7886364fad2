"""Whatever a password store does: the window says it, no key is in clear, nothing is lost."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError, KeyringLocked
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.errors import SecretTooLong
from app.secrets import LONGEST_SECRET
from app.services import Services, Settings, open_services
from app.services.start import Start
from app.store.file.key_file import read_key_file
from app.ui.run import Application, live
from app.ui.window.main_window import MainWindow
from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring
from tests.support.waiting import patience, until


class Locked(FolderKeyring):
    """Nobody has unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise KeyringLocked


class Denying(FolderKeyring):
    """It lets this program read nothing."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise KeyringError


class Another(FolderKeyring):
    """Another store than the key was put into, and empty."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        return None


class Empty(FolderKeyring):
    """The same kind of store without the key, as for another person of this PC."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        return None


Empty.__module__, Empty.__qualname__ = FolderKeyring.__module__, FolderKeyring.__qualname__


class Wrong(FolderKeyring):
    """It gives another key."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        return "ab" * 32


class Waiting(FolderKeyring):
    """It asks for its own password first, and waits for that."""

    answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return super().get_password(service, username)


MODES: tuple[tuple[Callable[[], keyring.backend.KeyringBackend], str, str], ...] = (
    (NoKeyring, "KEY-01", "no password store"),
    (Locked, "KEY-02", "locked"),
    (Denying, "KEY-01", "no password store"),
    (Empty, "KEY-03", "not in this PC's password store"),
    (Another, "KEY-03", "was put into"),
    (Wrong, "KEY-04", "does not open"),
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose store can be exchanged; the session's is back afterwards."""
    before = keyring.get_keyring()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    keyring.set_keyring(FolderKeyring())
    yield tmp_path
    keyring.set_keyring(before)


@pytest.mark.proves("R15")
async def test_whatever_a_password_store_does_the_window_says_it_and_nothing_is_lost(
    qapp: Application, place: Path, figure: Callable[[str], None]
) -> None:
    data = place / "data"
    services = await open_services(Settings(data_dir=data))
    key = services.core.database.key
    await services.preferences.write("kept", "yes")
    await services.core.secrets.write("RunSheet/test", "x" * 1281)
    assert await services.core.secrets.read("RunSheet/test") == "x" * 1281
    with pytest.raises(SecretTooLong):
        await services.core.secrets.write("RunSheet/test", "x" * (LONGEST_SECRET + 1))
    await services.aclose()
    before = (data / "key.json").read_bytes()
    for store, code, words in MODES:
        keyring.set_keyring(store())
        async with failing(qapp, Start(data)) as window:
            await until(lambda code=code: f"({code})" in window.failure.text)
            assert words in window.failure.text
        assert (data / "key.json").read_bytes() == before
    keyring.set_keyring(Waiting())
    async with failing(qapp, Start(data)) as window:
        told = window.findChild(QLabel, "starting_words")
        assert told is not None
        await until(told.isVisible)
        window.privacy.turn_on()  # the window is alive meanwhile
        Waiting.answered.set()
        async with patience():
            await until(lambda: window.shows_first_look)
        opened: Services = window.context.services
        assert (await opened.preferences.read())["kept"] == "yes"
    on_disk = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert key not in on_disk
    assert key.hex().encode() not in on_disk
    assert read_key_file(data).key is not None
    figure(f"{len(MODES) + 2} kinds of trouble: told, 0 keys in clear, 0 lost")


@contextlib.asynccontextmanager
async def failing(qapp: Application, start: Start) -> AsyncIterator[MainWindow]:
    """The window of a start that a store is in the way of; closed afterwards."""
    life = asyncio.create_task(live(qapp, start))
    await until(lambda: bool(_shown()))
    (window,) = _shown()
    yield window
    window.quit_wanted.emit()
    async with patience():
        await life


def _shown() -> list[MainWindow]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, MainWindow) and each.isVisible()]
