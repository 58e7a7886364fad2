"""Renders every window and state into PNG files.

`python -m tests.shots [folder] [look …] [name …]`: without looks or names, every state in every
look (`Look`: light, dark, small, 1280, 200, private, long, rtl). Real services on a sandbox, a
fixed clock.
Other helpers of the tests add their own shots by listing them: `tests.ui.connections.shots.SHOTS`.
"""

import asyncio
import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.ui.process.event_loop import new_event_loop
from app.ui.process.garbage import GarbageCollector
from app.ui.run import Application, make_application
from tests.support.pseudo import Pseudo, speaking
from tests.ui import (
    desk_shots,
    edit_shots,
    fault_shots,
    frame_shots,
    lock_shots,
    menu_shots,
    rarer_shots,
    today_shots,
)
from tests.ui.bookings import state_shots
from tests.ui.studio import Look, Shot, Studio

_MODULES = (
    today_shots,
    edit_shots,
    fault_shots,
    desk_shots,
    frame_shots,
    menu_shots,
    lock_shots,
    rarer_shots,
    state_shots,
)


def all_shots() -> list[Shot]:
    """Every shot there is, in order."""
    shots = [shot for module in _MODULES for shot in module.SHOTS]
    for page in (
        "start",
        "today",
        "bookings",
        "connections",
        "help",
        "history",
        "reports",
        "settings",
        "support",
    ):
        shots += importlib.import_module(f"tests.ui.{page}.shots").SHOTS
    return shots


async def take(app: Application, shot: Shot, folder: Path, looks: Sequence[Look]) -> None:
    """Builds one state afresh and photographs it in these looks; in each language by itself."""
    spoken = {look: Pseudo(look) for look in looks if look in list(Pseudo)}
    if looks := [look for look in looks if look not in spoken]:
        await _take(app, shot, folder, looks)
    for look, pseudo in spoken.items():
        with speaking(app, pseudo):
            await _take(app, shot, folder, [look])


async def _take(app: Application, shot: Shot, folder: Path, looks: Sequence[Look]) -> None:
    with tempfile.TemporaryDirectory() as private:
        async with shot.opens(Path(private), now=shot.now) as desk:
            studio = Studio(app, desk)
            try:
                await shot.build(studio)
                for look in looks:
                    await studio.photograph(folder / f"{shot.name}-{look}.png", look)
            finally:
                await studio.aclose()


async def take_all(app: Application, folder: Path, wanted: Sequence[str]) -> int:
    """Takes the wanted looks and names (none: all); how many states."""
    looks = [look for look in Look if look in wanted] or list(Look)
    names = {word for word in wanted if word not in list(Look)}
    shots = [shot for shot in all_shots() if not names or shot.name in names]
    for shot in shots:
        await take(app, shot, folder, looks)
        print(f"  {shot.name}", flush=True)
    return len(shots)


def main(arguments: Sequence[str]) -> int:
    """`[folder] [look …] [name …]`; returns the exit code."""
    folder = Path(arguments[0] if arguments else "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(["shots"])
    GarbageCollector(app)
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        count = runner.run(take_all(app, folder, arguments[1:]))
    print(f"{count} states in {folder}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
