"""Requests whose sender was cut off and that are carried out all the same, later."""

import asyncio
import collections.abc as c
import math
import threading

from app.sandbox.exchange import Answer, Call


class LateCalls:
    """What a server still has to do. `answer` carries a request out."""

    def __init__(self, answer: c.Callable[[Call], Answer]) -> None:
        self._answer = answer
        self._lock = threading.Lock()
        self._waiting: list[Call] = []

    def keep(self, call: Call, *, seconds: float) -> None:
        """Carry `call` out in `seconds` (infinite: only by `commit`). For the server's loop."""
        with self._lock:
            self._waiting.append(call)
        if math.isfinite(seconds):
            asyncio.get_running_loop().call_later(seconds, self._come_due, call)

    def commit(self) -> list[Answer]:
        """Carry all out now, from any thread; gives the answers that nobody will read."""
        with self._lock:
            due, self._waiting = self._waiting, []
        return [self._answer(call) for call in due]

    def _come_due(self, call: Call) -> None:
        with self._lock:
            is_due = any(each is call for each in self._waiting)
            self._waiting = [each for each in self._waiting if each is not call]
        if is_due:
            self._answer(call)
