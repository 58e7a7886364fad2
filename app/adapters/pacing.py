"""When a call may go out: the clock, the rate limit and what Retry-After asks for."""

import asyncio
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from app.adapters.base import RateLimit

LONGEST_PAUSE_S = 15 * 60.0
"""No vendor makes us wait longer than this, whatever its Retry-After says."""

_TRAVEL_S = 0.2
_DIGITS = re.compile(r"[0-9]{1,12}")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time as the adapters see it; tests pass their own. `now` is aware UTC, the rest seconds."""

    now: Callable[[], datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a call may take. `attempt_s` bounds one attempt from connect to the last byte,
    `call_s` all attempts of a call with the pauses between them (waiting for the rate limit
    is not counted); a pause that would not fit is not begun.
    """

    connect_s: float = 5.0
    attempt_s: float = 30.0
    call_s: float = 60.0
    attempts: int = 3
    first_pause_s: float = 0.5
    longest_backoff_s: float = 8.0


class RateGate:
    """Lets at most `limit.requests` through in ANY span of `limit.per_s`, first come first served.

    aiolimiter was tried: its leaky bucket lets burst + refill through, 119 in the first minute of
    a limit of 60.
    """

    def __init__(self, limit: RateLimit | None, clock: Clock) -> None:
        self.limit = limit
        self._told: int | None = None
        self._clock = clock
        self._turn = asyncio.Lock()
        self._passed: deque[float] = deque()

    def learn(self, *, told: int | None, remaining: int | None) -> None:
        """Take over what the vendor says of its window: `told` requests in all, `remaining` left.

        Requests that we did not make are another program's with the same key; they count as made
        now, so that both together keep the limit.
        """
        if self.limit is None:
            return
        self._told = told or self._told
        if remaining is not None:
            self._drop_old(self.limit)
            others = self._most(self.limit) - remaining - len(self._passed)
            self._passed.extend([self._clock.monotonic()] * max(others, 0))

    async def enter(self) -> float:
        """Wait until one more request keeps the limit, and count it; the seconds that took."""
        if self.limit is None:
            return 0.0
        came = self._clock.monotonic()
        async with self._turn:
            while (wait_s := self._wait_s(self.limit)) > 0:
                await self._clock.sleep(wait_s)
            passed = self._clock.monotonic()
            self._passed.append(passed)
        return passed - came

    def _wait_s(self, limit: RateLimit) -> float:
        self._drop_old(limit)
        most = self._most(limit)
        if len(self._passed) < most:
            return 0.0
        since = self._passed[len(self._passed) - most]
        return _free_at(since, limit) - self._clock.monotonic()

    def _drop_old(self, limit: RateLimit) -> None:
        now = self._clock.monotonic()
        while self._passed and _free_at(self._passed[0], limit) <= now:
            self._passed.popleft()

    def _most(self, limit: RateLimit) -> int:
        return min(limit.requests, self._told or limit.requests)


def _free_at(passed: float, limit: RateLimit) -> float:
    """When a request counts no more. One sum for waiting and for dropping: let through over old
    ones that a rounding still counts, a request would hide what others used.
    """
    return passed + limit.per_s + _TRAVEL_S


class Turns:
    """`await turns.come()` returns to one caller per round of the event loop.

    Answers come in bunches; worked through in one round, sixteen of them would hold up a window.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def come(self) -> None:
        """Wait for a round of one's own; it ends by itself."""
        await self._turn.acquire()
        asyncio.get_running_loop().call_soon(self._turn.release)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, 0 to 900, from whole seconds or an HTTP-date; None for anything else."""
    if value is None:
        return None
    text = value.strip()
    if _DIGITS.fullmatch(text):
        return min(float(text), LONGEST_PAUSE_S)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_PAUSE_S)
