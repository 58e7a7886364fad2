"""The desktop around the living window: a tray and notifications on the session's own bus."""

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Surroundings:
    """What a passer-by sees of RunSheet outside its window."""

    def __init__(self, desktop: "subprocess.Popen[str]") -> None:
        self._desktop = desktop

    async def look(self) -> list[str]:
        """The tray's tooltip, its menu's labels, and every toast so far."""
        assert self._desktop.stdin is not None
        self._desktop.stdin.write("look\n")
        self._desktop.stdin.flush()
        return await self.answer()

    async def answer(self) -> list[str]:
        """The next line the desktop says."""
        assert self._desktop.stdout is not None
        line = await asyncio.to_thread(self._desktop.stdout.readline)
        answer: list[str] = json.loads(line)
        return answer


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
