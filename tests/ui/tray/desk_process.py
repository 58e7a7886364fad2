"""The desk in its own process, as a test talks to it."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.waiting import patience

ROOT = Path(__file__).parents[3]


@dataclass
class DeskProcess:
    """`ask` tells it a word and gives its state."""

    process: asyncio.subprocess.Process

    async def ask(self, word: str = "state") -> dict[str, Any]:
        """Its state after it did what the word says."""
        self.tell(word)
        return await self.answer()

    def tell(self, word: str) -> None:
        """Says a word, and waits for nothing."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())

    async def answer(self) -> dict[str, Any]:
        """The next line it says."""
        assert self.process.stdout is not None
        async with patience():
            line = await self.process.stdout.readline()
        assert line, "the desk has ended"
        return dict(json.loads(line))

    async def until(self, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The state as soon as it is so."""
        async with patience():
            while not is_so(state := await self.ask()):  # noqa: ASYNC110  # it only answers
                await asyncio.sleep(0.05)
        return state


@contextlib.asynccontextmanager
async def desk_process(
    folder: Path, environment: Mapping[str, str], *saved: str
) -> AsyncIterator[DeskProcess]:
    """A desk with its window open and painted; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.tray_desk", str(folder), *saved),
        cwd=ROOT,
        env=dict(environment),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    desk = DeskProcess(process)
    try:
        assert await desk.answer() == {"ready": True}
        yield desk
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()
