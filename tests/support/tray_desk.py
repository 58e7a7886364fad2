"""A front desk in a process of its own, for tests that look at it from outside: tray, D-Bus, X.

    python -m tests.support.tray_desk FOLDER [hubspot] [PREFERENCE=VALUE …]

The window lives as in the app, on a Gentu sandbox. It says `ready`, and answers every line it is
told with one line of JSON: `state`, `revoke`, `sync`, `another_day`, `more`, `close`, `quit`.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.domain.sync_run import SyncTrigger
from app.sandbox import running_hubspot
from app.sandbox.hubspot.account import HubSpotAccount
from app.services import Services
from app.ui.process.event_loop import new_event_loop
from app.ui.process.garbage import GarbageCollector
from app.ui.process.single import SingleInstance, name_of
from app.ui.run import Application, live, make_application
from app.ui.window.main_window import MainWindow
from tests.ui.scene import Scene, scene


def the_window() -> MainWindow:
    """The one there is, hidden or not."""
    found = QApplication.topLevelWidgets()
    return next(window for window in found if isinstance(window, MainWindow))


@contextlib.contextmanager
def _crm(*, is_wanted: bool) -> Iterator[Mapping[str, str]]:
    """What leads to a HubSpot that knows nobody; nothing where none is wanted."""
    if not is_wanted:
        yield {}
        return
    with running_hubspot(HubSpotAccount(index_lag_s=0)) as hubspot:
        yield hubspot.environment


async def _desk(
    app: Application, folder: Path, saved: dict[str, str], environment: Mapping[str, str]
) -> int:
    async with scene(folder, environment=environment) as desk:
        await desk.ready()
        for name, value in saved.items():
            await desk.services.preferences.write(name, value)
        painted = asyncio.Event()

        async def open_services() -> Services:
            return desk.hand_over()

        single = SingleInstance(name_of(folder), parent=app)
        assert single.claim()
        life = asyncio.create_task(live(app, open_services, on_painted=painted.set, single=single))
        await painted.wait()
        listening = asyncio.create_task(_listen(desk))
        _say({"ready": True})
        code = await life
        listening.cancel()
        return code


async def _listen(desk: Scene) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().strip():
        _say(await _do(desk, line))


async def _do(desk: Scene, word: str) -> dict[str, object]:
    window = the_window()
    match word:
        case "revoke":
            desk.gentu.practice.revoke()
            desk.clock.pass_by(minutes=6)
            await desk.sync()
        case "sync":
            desk.clock.pass_by(minutes=6)
            await desk.sync()
        case "more":
            window.navigation.more_button.click()
        case "another_day":
            window.context.feed.step_day(1)
        case "close":
            window.close()
        case "quit":
            window.quit_wanted.emit()
    return await _state(desk, window)


async def _state(desk: Scene, window: MainWindow) -> dict[str, object]:
    services = desk.services
    runs = await services.sync.history(desk.connection_id, limit=100)
    sheet = await services.run_sheet.sheet()
    preferences = await services.preferences.read()
    return {
        "visible": window.isVisible(),
        "minimised": window.isMinimized(),
        "page": window.windowTitle(),
        "message": window.message_bar.text,
        "buttons": [button.text() for button in window.message_bar.buttons],
        "runs": sum(run.trigger is SyncTrigger.MANUAL for run in runs),
        "running": window.context.sync.is_running,
        "paused": (await services.connections.list())[0].connection.paused_until is not None,
        "muted": preferences.get("notify.muted_until", ""),
        "private": window.privacy.is_on,
        "tray": _tray_place(),
        "menu": QApplication.activePopupWidget() is not None,
        "coming": sum(not row.is_off for row in sheet.rows),
        "telehealth": sum(row.is_telehealth and not row.is_off for row in sheet.rows),
        "names": sorted({part for row in sheet.rows for part in row.patient_name.split()}),
    }


def _tray_place() -> list[int]:
    """Where the icon is on the screen; empty without one that tells."""
    for window in QApplication.topLevelWidgets():
        for icon in window.findChildren(QSystemTrayIcon):
            place = icon.geometry()
            if icon.isVisible() and place.width():
                return [place.x(), place.y(), place.width(), place.height()]
    return []


def _say(told: dict[str, object]) -> None:
    print(json.dumps(told), flush=True)


def main(arguments: list[str]) -> int:
    """The exit code of the window."""
    app = make_application(["runsheet"])
    collector = GarbageCollector(app)
    folder, *rest = arguments
    saved = dict(pair.split("=", 1) for pair in rest if "=" in pair)
    try:
        with (
            _crm(is_wanted="hubspot" in rest) as environment,
            asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner,
        ):
            return runner.run(_desk(app, Path(folder), saved, environment))
    finally:
        collector.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
