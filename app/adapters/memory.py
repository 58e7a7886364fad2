"""What a connection's adapter remembers from sync to sync: in this process only, and not for long.

Not cachetools: its TTL caches keep one life per cache and count with a clock of their own, which
is more to wire up than these lines.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

_Value = TypeVar("_Value")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Value]):
    value: _Value
    until: datetime


class Shelf(Generic[_Value]):
    """Values by key, each for `life`; the oldest go first when there are too many."""

    def __init__(self, *, life: timedelta, now: Callable[[], datetime]) -> None:
        self._life = life
        self._now = now
        self._kept: dict[str, _Kept[_Value]] = {}

    def get(self, key: str) -> _Value | None:
        """The value, None when there is none or its time is over."""
        kept = self._kept.get(key)
        if kept is None or kept.until <= self._now():
            return None
        return kept.value

    def put(self, key: str, value: _Value) -> None:
        """Keep the value from now on."""
        self._kept.pop(key, None)
        self._kept[key] = _Kept(value, self._now() + self._life)
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]


class Memory:
    """One connection's shelves, by name; made when first asked for."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._shelves: dict[str, Shelf[object]] = {}

    def shelf(self, name: str, *, life: timedelta) -> Shelf[object]:
        """The shelf of that name, as it was left by the adapter before."""
        return self._shelves.setdefault(name, Shelf(life=life, now=self._now))
