"""HubSpot's limits: so many requests in ten seconds, and searches on a scale of their own."""

import collections
import dataclasses
import time

from app.sandbox.exchange import Refused
from app.sandbox.hubspot import answers


@dataclasses.dataclass(slots=True, kw_only=True)
class Window:
    """At most `most` requests in `seconds`; None: any number."""

    most: int | None
    seconds: float
    policy: str
    _times: collections.deque[float] = dataclasses.field(default_factory=collections.deque)

    def enter(self) -> None:
        """Count one. Raises `Refused` when the window is full."""
        now = time.monotonic()
        while self._times and now - self._times[0] >= self.seconds:
            self._times.popleft()
        if self.most is not None and len(self._times) >= self.most:
            raise Refused(answers.too_many(self.policy))
        self._times.append(now)


class Limits:
    """The two that a desk may meet: each may be changed or taken away by a test."""

    def __init__(self) -> None:
        self.rolling = Window(most=100, seconds=10, policy="TEN_SECONDLY_ROLLING")
        self.searches = Window(most=5, seconds=1, policy="SECONDLY")
