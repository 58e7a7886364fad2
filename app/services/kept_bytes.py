"""An answer as bytes, kept while it is true: programs ask often, and mostly nothing has changed."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.services.core import Core
from app.store.file.watch import Commits

Key = TypeVar("Key", bound=Hashable)

_MOST = 8
"""So many answers are kept ready."""

_MINUTE_S = 60
"""In every zone a day ends with a minute of UTC; so long *today* is the same day."""

_Mark = tuple[Commits, int]
"""What was committed, and the minute."""


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: _Mark
    content: bytes


class KeptBytes(Generic[Key]):
    """Bytes that are made from the database and the clock's minute, by key.

    They are true until anything is committed, by this process or another, or the minute ends. Which
    commits matter is not guessed: making them anew costs less than an old list.
    """

    def __init__(self, core: Core, make: Callable[[Key], Awaitable[bytes]]) -> None:
        self._core = core
        self._make = make
        self._making = asyncio.Lock()
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    def ready(self, key: Key) -> bytes | None:
        """What is true now, without waiting; None where it has to be made."""
        kept, mark = self._kept.get(key), self._mark()
        return kept.content if kept is not None and kept.mark == mark else None

    async def read(self, key: Key) -> bytes:
        """What is true, or was when it was asked for. Who asks while it is made shares it."""
        asked_at = self._mark()
        async with self._making:
            now = self._mark()  # before it is read: a commit in between is seen the next time
            kept = self._kept.get(key)
            if kept is not None and kept.mark in (asked_at, now):
                return kept.content
            content = await self._make(key)
            if now is not None:
                self._keep(key, _Kept(now, content))
            return content

    def _mark(self) -> _Mark | None:
        """None where it can't be told; nothing is true by that."""
        commits = self._core.database.commits()
        minute = int(self._core.now().timestamp() // _MINUTE_S)
        return None if commits is None else (commits, minute)

    def _keep(self, key: Key, kept: _Kept) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
