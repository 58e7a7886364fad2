"""What a RunSheet that runs does by itself, whichever its face: no bug ends it for good."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

# How long the work by the clock waits after a bug in it.
_AFTER_BUG_S = 60.0


async def for_good(work: Callable[[], Awaitable[None]]) -> None:
    """Until it is cancelled; each bug is told to `sys.excepthook`, then the work begins anew."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001
            sys.excepthook(type(error), error, error.__traceback__)
        await asyncio.sleep(_AFTER_BUG_S)
