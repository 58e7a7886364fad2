"""Walks every state, or those named, and tells what is wrong with which.

`python -m tests.ui.accessibility [name …]`, on a screen; returns 1 where anything is.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.ui.process.event_loop import new_event_loop
from app.ui.process.garbage import GarbageCollector
from app.ui.run import Application, make_application
from tests.shots import all_shots
from tests.ui.accessibility.walk import walk
from tests.ui.studio import Shot, Studio


async def _walk_one(app: Application, shot: Shot) -> list[str]:
    with tempfile.TemporaryDirectory() as private:
        async with shot.opens(Path(private), now=shot.now) as desk:
            studio = Studio(app, desk)
            try:
                return await walk(studio, shot)
            finally:
                await studio.aclose()


async def _walk_all(app: Application, names: Sequence[str]) -> int:
    states = [shot for shot in all_shots() if not names or shot.name in names]
    total = 0
    for shot in states:
        found = await _walk_one(app, shot)
        total += len(found)
        print(f"{shot.name}: {len(found) or 'well'}", *found, sep="\n  ", flush=True)
    print(f"{len(states)} states, {total} findings")
    return 1 if total or not states else 0


def main(names: Sequence[str]) -> int:
    """The exit code."""
    app = make_application(["accessibility"])
    GarbageCollector(app)
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        return runner.run(_walk_all(app, names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
