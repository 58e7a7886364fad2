"""The desktop around the living window: a tray and notifications on the session's own bus.

In a thread with a loop of its own, because Qt asks the tray's watcher and waits for the answer.
"""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from tests.support.desktop_bus import Desktop, Item, desktop

Answer = TypeVar("Answer")


class Surroundings:
    """What the desktop shows of RunSheet: every toast, and the tray icon's words."""

    def __init__(self, loop: asyncio.AbstractEventLoop, shown: Desktop) -> None:
        self._loop, self._desktop = loop, shown
        self._item: Item | None = None
        self.toasts: list[str] = []

    async def look(self) -> list[str]:
        """Every text of the tray as it is now, and all toasts so far."""
        return [*await self._run(self._tray_words()), *await self._run(self._toasts())]

    async def tooltip(self) -> str:
        """The words under the pointer at the tray icon."""
        return (await self._run(self._tray_words()))[0]

    async def _tray_words(self) -> list[str]:
        if self._item is None:
            self._item = await self._desktop.item()
        return [await self._item.tooltip(), *await self._item.labels()]

    async def _toasts(self) -> list[str]:
        shown = self._desktop.notifications.shown
        while not shown.empty():
            self.toasts.append(" ".join(shown.get_nowait()))
        return self.toasts

    async def _run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))


@contextlib.asynccontextmanager
async def surroundings() -> AsyncIterator[Surroundings]:
    """A desktop on the session's bus for as long as the block runs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="desktop", daemon=True)
    thread.start()
    stack = contextlib.AsyncExitStack()
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]

    async def begin() -> Desktop:
        return await stack.enter_async_context(desktop(address))

    try:
        shown = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(begin(), loop))
        yield Surroundings(loop, shown)
    finally:
        ending = asyncio.run_coroutine_threadsafe(stack.aclose(), loop)
        await asyncio.wrap_future(ending)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
