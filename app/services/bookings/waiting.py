"""Waits for what becomes of a booking, whoever sends it: this process or another."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from app.domain.stored_booking import Booking
from app.services.changes import Change, ChangeBus, Topic

_LOOK_EVERY_S = 1.0
"""Another process may send it, and this one hears nothing of it."""


async def until(
    look: Callable[[], Awaitable[Booking | None]], changes: ChangeBus, within_s: float
) -> Booking | None:
    """What `look` first finds, asked at every change of a booking; None when the time is over."""
    changed = asyncio.Event()

    def hear(change: Change) -> None:
        if change.topic is Topic.BOOKINGS:
            changed.set()

    unsubscribe = changes.subscribe(hear)
    try:
        async with asyncio.timeout(within_s):
            while True:
                changed.clear()
                found = await look()
                if found is not None:
                    return found
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_EVERY_S):
                        await changed.wait()
    except TimeoutError:
        return None
    finally:
        unsubscribe()
