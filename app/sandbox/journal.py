"""What was asked of a sandbox, so that a test can prove how a client behaved."""

import collections
import collections.abc as c
import dataclasses
import threading
import time


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequestRecord:
    """One finished request; times are `time.monotonic()` seconds.

    `status` is None when no whole answer was given (dropped, hanging, cut, or the client left).
    `violation` says how the request broke the contract, `fault` names the fault it met.
    """

    method: str
    path: str
    query: c.Mapping[str, str]
    started: float
    ended: float
    status: int | None
    violation: str | None = None
    fault: str | None = None


class Journal:
    """The finished requests in the order of their ends; safe to read while the server runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: list[RequestRecord] = []

    def write(self, record: RequestRecord) -> None:
        with self._lock:
            self._records.append(record)

    def clear(self) -> None:
        with self._lock:
            self._records.clear()

    @property
    def requests(self) -> list[RequestRecord]:
        with self._lock:
            return list(self._records)

    @property
    def violations(self) -> list[RequestRecord]:
        return [record for record in self.requests if record.violation is not None]


def most_at_once(records: c.Iterable[RequestRecord]) -> int:
    """The largest number of `records` that were open at the same moment."""
    ends = [(record.ended, -1) for record in records]
    starts = [(record.started, 1) for record in records]
    open_now = most = 0
    for _, step in sorted(ends + starts):
        open_now += step
        most = max(most, open_now)
    return most


class Quota:
    """Counts requests of the last 60 seconds against `per_minute`; None allows everything."""

    def __init__(self, per_minute: int | None) -> None:
        self.per_minute = per_minute
        self._times: collections.deque[float] = collections.deque()

    def seconds_to_wait(self) -> float:
        """0 when the request may pass (it is then counted), else the seconds until one may."""
        if self.per_minute is None:
            return 0
        now = self._forget_the_old()
        if len(self._times) >= self.per_minute:
            return 60 - (now - self._times[0]) if self._times else 60
        self._times.append(now)
        return 0

    @property
    def remaining(self) -> int | None:
        """How many more may pass at this moment; None: any number."""
        if self.per_minute is None:
            return None
        self._forget_the_old()
        return max(0, self.per_minute - len(self._times))

    def _forget_the_old(self) -> float:
        """Drop what is a minute old; gives the time it is."""
        now = time.monotonic()
        while self._times and now - self._times[0] >= 60:
            self._times.popleft()
        return now
