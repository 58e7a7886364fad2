"""The window on Today, a first sync and a re-sync of it by its own control, and the loop's gaps."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.secrets import MemorySecrets
from app.services import Services, Settings, data_folder, opening
from app.services.connections.service import ConnectionChanges
from app.ui.run import run_window
from app.ui.sync_control import SyncControl
from app.ui.window.main_window import MainWindow
from tests.benchmarks.heartbeat import Beats, Heartbeat

QUIET_S = 1.0


async def _open() -> Services:
    secrets = MemorySecrets()
    for name, secret in json.loads(os.environ["BENCH_SECRETS"]).items():
        await secrets.write(name, secret)
    data_folder.MemorySecrets = lambda: secrets  # type: ignore[assignment,attr-defined]
    settings = Settings(
        data_dir=Path(os.environ["RUNSHEET_DATA_DIR"]),
        environment={k: v for k, v in os.environ.items() if k.startswith("RUNSHEET_")},
        memory_secrets=True,
        has_rate_limit=False,
    )
    services = await opening.open_services(settings)
    for overview in await services.connections.list():  # only the measured syncs run
        await services.connections.change(
            overview.connection.id, ConnectionChanges(sync_enabled=False)
        )
    _opened.append(services)
    return services


_opened: list[Services] = []
_measuring: set[asyncio.Task[None]] = set()


def _start_measuring() -> None:
    task = asyncio.ensure_future(_measure())
    _measuring.add(task)


async def _measure() -> None:
    try:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        ids = [one.connection.id for one in await _opened[0].connections.list()]
        found = {}
        for kind in ("idle", "first", "re-sync"):
            await asyncio.sleep(QUIET_S)
            found[kind] = _figures(await _beats_while(window, ids if kind != "idle" else []))
        print(json.dumps(found), flush=True)
    finally:
        QApplication.instance().lastWindowClosed.emit()  # type: ignore[union-attr]


async def _beats_while(window: MainWindow, ids: list[str]) -> Beats:
    """The beats from the press of the button until the result has been on screen for a while."""
    control = window.findChild(SyncControl)
    assert control is not None
    heartbeat = Heartbeat()
    heartbeat.start()
    if ids:
        ended = asyncio.Event()
        mark: Callable[[object], None] = lambda _runs: ended.set()  # noqa: E731
        control.ended.connect(mark)
        control.start(ids)
        await ended.wait()
    await asyncio.sleep(QUIET_S)
    return heartbeat.stop()


def _figures(beats: Beats) -> dict[str, Any]:
    longest, busy = beats.longest
    return {
        "max_ms": longest * 1000,
        "max_busy_ms": busy * 1000,
        "busiest_ms": beats.busiest * 1000,
        "p99_ms": beats.percentile(0.99) * 1000,
        "over_20_ms": sum(gap > 0.020 for gap in beats.gaps),
        "places": beats.places.most_common(12),
    }


if __name__ == "__main__":
    sys.exit(run_window(_open, argv=sys.argv[:1], on_painted=_start_measuring))
