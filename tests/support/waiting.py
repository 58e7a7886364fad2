"""Waiting for what will be so: with a limit that only a fault reaches, on a busy machine, too."""

import asyncio
import os
import time
from collections.abc import Callable

PATIENCE_S = 60.0


def patience() -> asyncio.Timeout:
    """A limit for what has an event to await: `async with patience(): await painted.wait()`."""
    return asyncio.timeout(PATIENCE_S)


async def until(is_so: Callable[[], object]) -> None:
    """Waits for a condition that has no event, such as the state of a window."""
    async with patience():
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def wait_until(is_so: Callable[[], object]) -> None:
    """The same without a loop, for what a thread or another process does."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < give_up_at, "waited in vain"
        time.sleep(0.01)


def on_this_machine(seconds: float) -> float:
    """A time that is promised for a machine of one's own, for one that others use as well."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
