"""Renders every window and state into PNG files: `python -m tests.shots [folder]`.

Real services on a sandbox, a fixed clock, light and dark. Other helpers of the tests add their own
shots by listing them: `tests.ui.connections.shots.SHOTS`.
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
from app.ui.theme import SchemeChoice
from tests.ui import desk_shots, edit_shots, fault_shots, today_shots
from tests.ui.studio import Shot, Studio


def all_shots() -> list[Shot]:
    """Every shot there is, in order."""
    shots = [*today_shots.SHOTS, *edit_shots.SHOTS, *fault_shots.SHOTS, *desk_shots.SHOTS]
    for page in ("today", "connections", "history", "support"):
        shots += importlib.import_module(f"tests.ui.{page}.shots").SHOTS
    return shots


async def take(app: Application, shot: Shot, folder: Path, wanted: Sequence[SchemeChoice]) -> None:
    """Builds one state afresh and photographs it in the wanted schemes and sizes."""
    with tempfile.TemporaryDirectory() as private:
        async with shot.opens(Path(private), now=shot.now) as desk:
            studio = Studio(app, desk)
            try:
                await shot.build(studio)
                for scheme in wanted:
                    await studio.photograph(folder / f"{shot.name}-{scheme}.png", scheme)
                if shot.is_small_too:
                    await studio.photograph_small(folder / f"{shot.name}-small.png")
                if shot.is_large_too:
                    await studio.photograph_large(folder / f"{shot.name}-200.png")
            finally:
                await studio.aclose()


async def take_all(app: Application, folder: Path, names: Sequence[str]) -> int:
    """Takes the shots with these names (none: all); how many."""
    schemes = (SchemeChoice.LIGHT, SchemeChoice.DARK)
    shots = [shot for shot in all_shots() if not names or shot.name in names]
    for shot in shots:
        await take(app, shot, folder, schemes)
        print(f"  {shot.name}", flush=True)
    return len(shots)


def main(arguments: Sequence[str]) -> int:
    """`[folder] [name …]`; returns the exit code."""
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
