"""A clock that runs faster than the world's, for the services and everything that waits by it."""

import asyncio
import time
from datetime import datetime, timedelta


class FastClock:
    """`speed` virtual seconds pass in a real one; it can be set while the clock runs."""

    def __init__(self, start: datetime, *, speed: float) -> None:
        self._start, self._speed = start, speed
        self._mark_real = time.monotonic()
        self._mark_virtual = 0.0

    def now(self) -> datetime:
        """Aware UTC."""
        return self._start + timedelta(seconds=self.elapsed())

    def elapsed(self) -> float:
        """Virtual seconds since the start."""
        return self._mark_virtual + (time.monotonic() - self._mark_real) * self._speed

    async def sleep(self, seconds: float) -> None:
        """Virtual seconds."""
        await asyncio.sleep(seconds / self._speed)

    def run_at(self, speed: float) -> None:
        """From now on at this speed; no jump."""
        self._mark_virtual, self._mark_real = self.elapsed(), time.monotonic()
        self._speed = speed
