"""Walks every state, or those named, in the made-up languages, and tells what is wrong with which.

`python -m tests.ui.language [long|rtl] [name …]`, on a screen; returns 1 where anything is.
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
from tests.support.pseudo import Pseudo
from tests.ui.language.walk import walk
from tests.ui.studio import Shot


async def _walk_one(app: Application, shot: Shot, pseudo: Pseudo) -> list[str]:
    with tempfile.TemporaryDirectory() as private:
        async with shot.opens(Path(private), now=shot.now) as desk:
            try:
                async with asyncio.timeout(60):
                    return await walk(app, desk, shot, pseudo)
            except TimeoutError:
                return ["its state was never reached"]


async def _walk_all(app: Application, pseudos: Sequence[Pseudo], names: Sequence[str]) -> int:
    total = 0
    for shot in (shot for shot in all_shots() if not names or shot.name in names):
        for pseudo in pseudos:
            found = await _walk_one(app, shot, pseudo)
            total += len(found)
            print(f"{shot.name}, {pseudo}: {len(found) or 'well'}", *found, sep="\n  ", flush=True)
    print(f"{total} findings")
    return 1 if total else 0


def main(words: Sequence[str]) -> int:
    """The exit code."""
    pseudos = [pseudo for pseudo in Pseudo if pseudo in words] or list(Pseudo)
    names = [word for word in words if word not in list(Pseudo)]
    app = make_application(["language"])
    GarbageCollector(app)
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        return runner.run(_walk_all(app, pseudos, names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
