"""A desktop in a process of its own: answers each line on stdin with what it shows of RunSheet.

In its own process, because Qt asks the tray's watcher and waits for the answer with Python's lock
held: a thread of the same process could never give it.
"""

import asyncio
import json
import os
import sys

from tests.support.desktop_bus import Desktop, Item, desktop


async def serve() -> None:
    """Until stdin ends."""
    loop = asyncio.get_running_loop()
    async with desktop(os.environ["DBUS_SESSION_BUS_ADDRESS"]) as shown:
        _say([], [])
        item: Item | None = None
        toasts: list[str] = []
        while await loop.run_in_executor(None, sys.stdin.readline):
            item, words = await _tray(shown, item)
            _say(words, _toasts(shown, toasts))


def _say(tray: list[str], toasts: list[str]) -> None:
    print(json.dumps({"tray": tray, "toasts": toasts}), flush=True)


async def _tray(shown: Desktop, item: Item | None) -> tuple[Item, list[str]]:
    """The icon and its words; RunSheet may have been started again since it was last seen."""
    while True:
        item = item or await shown.item()
        try:
            return item, [await item.tooltip(), *await item.labels()]
        except AssertionError:
            item = None


def _toasts(shown: Desktop, so_far: list[str]) -> list[str]:
    while not shown.notifications.shown.empty():
        so_far.append(" ".join(shown.notifications.shown.get_nowait()))
    return so_far


if __name__ == "__main__":
    asyncio.run(serve())
