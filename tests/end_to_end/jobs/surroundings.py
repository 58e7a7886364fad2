"""The desktop around the living window: a tray and notifications on the session's own bus."""

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60


@dataclass(frozen=True)
class Outside:
    """What stands beside the window: the tray's tooltip and menu, and every toast so far."""

    tray: list[str]
    toasts: list[str]


class Surroundings:
    """What a passer-by sees of RunSheet outside its window."""

    def __init__(self, desktop: "subprocess.Popen[str]") -> None:
        self._desktop = desktop

    async def look(self) -> Outside:
        """As it is now."""
        assert self._desktop.stdin is not None
        self._desktop.stdin.write("look\n")
        self._desktop.stdin.flush()
        return await self.answer()

    async def answer(self) -> Outside:
        """The next line the desktop says."""
        assert self._desktop.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            line = await asyncio.to_thread(self._desktop.stdout.readline)
        return Outside(**json.loads(line))


@contextlib.asynccontextmanager
async def surroundings() -> AsyncIterator[Surroundings]:
    """A desktop on the session's bus for as long as the block runs."""
    with _desktop() as desktop:
        around = Surroundings(desktop)
        try:
            await around.answer()
            yield around
        finally:
            desktop.terminate()


def _desktop() -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.end_to_end.jobs.desktop_process"]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
