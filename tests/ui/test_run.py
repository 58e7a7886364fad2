"""The window's life: it paints, quits cleanly while a sync runs, and survives a failed start."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import Connection

from app.domain.errors import SecretStoreMissing
from app.services import Services
from app.services.sync.scheduler import Scheduler
from app.store.file.folder import DATA_FILE
from app.ui.process.single import SingleInstance, Word
from app.ui.run import Application, live
from app.ui.window.main_window import MainWindow
from tests.support.waiting import on_this_machine, patience, until
from tests.ui.scene import Scene, scene

ROOT = Path(__file__).resolve().parents[2]


def the_window() -> MainWindow:
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return next(window for window in windows if window.isVisible())


@contextlib.asynccontextmanager
async def living(app: Application, desk: Scene) -> AsyncIterator[asyncio.Task[int]]:
    """The window open on a ready desk, painted."""
    painted = asyncio.Event()

    async def open_services() -> Services:
        return desk.hand_over()

    life = asyncio.create_task(live(app, open_services, on_painted=painted.set))
    async with patience():
        await painted.wait()
    yield life


async def test_a_quit_during_a_sync_ends_within_two_seconds(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        async with living(qapp, desk) as life:
            window = the_window()
            desk.clock.pass_by(minutes=6)
            desk.gentu.latency_s = 30
            asked: list[object] = []
            desk.gentu.on_request.append(asked.append)
            window.today.header.sync_button.click()
            await until(lambda: bool(asked))
            assert window.today.context.sync.is_running
            QCoreApplication.postEvent(qapp, QEvent(QEvent.Type.Quit))
            async with asyncio.timeout(on_this_machine(2)):
                assert await life == 0
        assert len(asyncio.all_tasks()) == 1


async def test_a_quit_remembers_the_windows_place(qapp: Application, tmp_path: Path) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        saved = _noted_writes(desk)
        async with living(qapp, desk) as life:
            the_window().quit_wanted.emit()
            async with asyncio.timeout(on_this_machine(2)):
                assert await life == 0
        assert "window.geometry" in saved


async def test_privacy_that_was_switched_on_just_before_a_quit_is_on_at_the_next_start(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        saved = _noted_writes(desk)
        async with living(qapp, desk) as life:
            window = the_window()
            window.privacy.turn_on()
            window.quit_wanted.emit()
            async with patience():
                assert await life == 0
        assert saved["privacy.on"] == "yes"


async def test_privacy_that_was_switched_on_while_the_services_open_survives_a_quit(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        saved, may_open = _noted_writes(desk), asyncio.Event()

        async def open_services() -> Services:
            await may_open.wait()
            return desk.hand_over()

        life = asyncio.create_task(live(qapp, open_services))
        await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
        window = the_window()
        window.privacy.turn_on()
        window.quit_wanted.emit()
        asyncio.get_running_loop().call_later(0.3, may_open.set)  # later than the quit is heard
        async with patience():
            assert await life == 0
        assert saved["privacy.on"] == "yes"


def _noted_writes(desk: Scene) -> dict[str, str]:
    """What is saved from now on: the services close before a test can read it."""
    saved: dict[str, str] = {}
    write = desk.services.preferences.write

    async def note(name: str, value: str) -> None:
        await write(name, value)
        saved[name] = value

    desk.services.preferences.write = note  # type: ignore[method-assign]
    return saved


async def test_without_its_saved_choices_the_window_opens_and_quits_all_the_same(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        await _damage_the_file(desk)

        async def open_services() -> Services:
            return desk.hand_over()

        life = asyncio.create_task(live(qapp, open_services))
        await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
        await until(lambda: "(LOC-" in the_window().message_bar.text)
        QCoreApplication.postEvent(qapp, QEvent(QEvent.Type.Quit))
        async with patience():
            assert await life == 0


async def _damage_the_file(desk: Scene) -> None:
    """Every page but the first is garbage, and none is kept in memory."""
    data_file = desk.services.settings.data_dir / DATA_FILE
    await desk.services.core.database.read(_let_go_of_pages)
    with data_file.open("r+b") as file:
        length = file.seek(0, os.SEEK_END) - 4096
        file.seek(4096)
        file.write(os.urandom(length))


def _let_go_of_pages(sql: Connection) -> None:
    sql.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sql.exec_driver_sql("PRAGMA shrink_memory")


async def test_a_failed_start_is_shown_and_tried_again(qapp: Application, tmp_path: Path) -> None:
    async with scene(tmp_path) as desk:
        tries: list[bool] = []
        painted = asyncio.Event()

        async def open_services() -> Services:
            tries.append(True)
            if len(tries) == 1:
                raise SecretStoreMissing(advice="Start gnome-keyring.")
            return desk.hand_over()

        life = asyncio.create_task(live(qapp, open_services, on_painted=painted.set))
        await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
        window = the_window()
        assert "(KEY-01)" in window.failure.findChild(object, "start_failure_text").text()
        window.failure.findChild(QPushButton, "start_failure_action_1").click()
        async with patience():
            await painted.wait()
        assert len(tries) == 2
        window.quit_wanted.emit()
        assert await life == 0


async def test_quit_on_the_failure_page_ends_with_an_error_code(qapp: Application) -> None:
    async def open_services() -> Services:
        raise SecretStoreMissing(advice="Start gnome-keyring.")

    life = asyncio.create_task(live(qapp, open_services))
    await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
    the_window().failure.findChild(QPushButton, "start_failure_action_2").click()
    async with asyncio.timeout(on_this_machine(2)):
        assert await life == 1


@pytest.mark.expected_logs("runsheet.events")
async def test_a_bug_at_the_start_is_shown_noted_and_tried_again(
    qapp: Application, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with scene(tmp_path) as desk:
        tries: list[bool] = []
        painted = asyncio.Event()

        async def open_services() -> Services:
            tries.append(True)
            if len(tries) == 1:
                raise ValueError("Alice Brown")
            return desk.hand_over()

        life = asyncio.create_task(live(qapp, open_services, on_painted=painted.set))
        await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
        window = the_window()
        assert "(APP-01)" in window.failure.findChild(object, "start_failure_text").text()
        assert [record.getMessage() for record in caplog.records] == ["bug"]
        window.failure.findChild(QPushButton, "start_failure_action_1").click()
        async with patience():
            await painted.wait()
        window.quit_wanted.emit()
        assert await life == 0


async def test_what_is_due_is_synced_by_itself_until_the_window_closes(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path) as desk:
        await desk.connect()
        await desk.map_everybody()
        async with living(qapp, desk) as life:
            window = the_window()
            await until(lambda: "✓  Up to date" in window.today.header.pill_text)
            window.quit_wanted.emit()
            async with asyncio.timeout(on_this_machine(2)):
                assert await life == 0
        assert len(asyncio.all_tasks()) == 1


async def test_a_bug_in_a_timed_sync_is_told_and_the_next_one_runs(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: seen.append(kind))
    monkeypatch.setattr("app.services.by_itself._AFTER_BUG_S", 0.01)
    runs: list[bool] = []

    class Broken:
        def note_use(self) -> None: ...

        async def run(self) -> None:
            runs.append(True)
            if len(runs) == 1:
                raise ZeroDivisionError
            await asyncio.Event().wait()

    async with scene(tmp_path) as desk:
        desk.services = replace(desk.services, scheduler=cast("Scheduler", Broken()))
        async with living(qapp, desk) as life:
            await until(lambda: len(runs) == 2)
            the_window().quit_wanted.emit()
            assert await life == 0
    assert seen == [ZeroDivisionError]


async def another_start(name: str, word: Word) -> bool:
    """True when the window of this process has heard the word of another one."""
    program = (
        "import sys; from app.ui.process.single import Word, hand_over; "
        "sys.exit(not hand_over(sys.argv[1], Word(sys.argv[2])))"
    )
    command = [sys.executable, "-c", program, name, word.value]
    ended = await asyncio.to_thread(subprocess.run, command, check=False, cwd=ROOT)
    return ended.returncode == 0


async def test_a_second_start_raises_a_window_that_cannot_start(
    qapp: Application, tmp_path: Path
) -> None:
    async def open_services() -> Services:
        raise SecretStoreMissing(advice="Start gnome-keyring.")

    name = f"runsheet-test-{os.getpid()}"
    single = SingleInstance(name, parent=qapp)
    assert single.claim()
    life = asyncio.create_task(live(qapp, open_services, single=single))
    await until(lambda: any(w.isVisible() for w in QApplication.topLevelWidgets()))
    window = the_window()
    window.showMinimized()
    assert await another_start(name, Word.PAUSE)
    assert await another_start(name, Word.OPEN)
    await until(lambda: not window.isMinimized())
    assert single.word is Word.PAUSE
    await until(lambda: bool(window.failure.findChild(QPushButton, "start_failure_action_2")))
    window.failure.findChild(QPushButton, "start_failure_action_2").click()
    async with patience():
        assert await life == 1
    single.close()
