"""Wrong tokens: counted, audited, and slowed once they come too often."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from app.api.refusal import Refusal

MOST_A_MINUTE = 60
_WINDOW_S = 60.0
_PAUSE_S = 1.0


class FailedTokens:
    """All callers together: on one PC nobody's address says who they are.

    A good token is answered all the while, or anybody could shut the practice's programs out.
    """

    def __init__(
        self,
        audit: Callable[[int], Awaitable[object]],
        *,
        most: int = MOST_A_MINUTE,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._audit = audit
        self._most = most
        self._elapsed = elapsed
        self._began_at = -_WINDOW_S
        self._count = 0

    async def note(self) -> None:
        """Count one more. Raises Refusal 429, after a pause, when there were too many."""
        now = self._elapsed()
        if now - self._began_at >= _WINDOW_S:
            self._began_at, self._count = now, 0
        self._count = count = self._count + 1
        left = self._began_at + _WINDOW_S - now
        if count & (count - 1) == 0:  # the 1st, 2nd, 4th …: a flood is a few lines
            await self._audit(count)
        if count > self._most:
            await asyncio.sleep(_PAUSE_S)
            wait = {"Retry-After": str(int(left) + 1)}
            raise Refusal(429, "Too many wrong tokens. Wait a minute.", headers=wait)
