"""An answer as bytes, kept while it is true: programs ask often, and mostly nothing has changed."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from app.domain.errors import RunSheetError
from app.services.core import Core
from app.services.logs import log_bug
from app.store.file.watch import Commits

Key = TypeVar("Key", bound=Hashable)

_MOST = 8
"""So many answers are kept ready."""

_MOST_PREPARED = 2
"""So many are made anew before a commit, which waits for them."""

_RECENTLY = timedelta(minutes=1)
_MINUTE_S = 60
"""In every zone a day ends with a minute of UTC; so long *today* is the same day."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What was committed, and the minute."""

    commits: Commits
    minute: int


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What will be true once the transaction of this stamp is committed."""

    stamp: int
    minute: int
    content: bytes


class KeptBytes(Generic[Key]):
    """Bytes that are made from the database and the clock's minute, by key.

    They are true until anything is committed, by this process or another, or the minute ends. Which
    commits matter is not guessed: making them anew costs less than an old list.

    What was asked for within the last minute is made anew in each transaction of this process, from
    what that is about to commit. Until then the old bytes are true, from then on the new ones are,
    and nobody waits.
    """

    def __init__(self, core: Core, make: Callable[[Any, Key, datetime], bytes]) -> None:
        """`make(connection, key, now)` runs in the database's thread, in one transaction."""
        self._core = core
        self._make = make
        self._making = asyncio.Lock()
        self._kept: OrderedDict[Key, tuple[_Mark, bytes]] = OrderedDict()
        self._asked: OrderedDict[Key, datetime] = OrderedDict()
        self._prepared: dict[Key, _Prepared] = {}
        core.database.before_commit(self._prepare)

    def ready(self, key: Key) -> bytes | None:
        """What is true now, without waiting; None where it has to be made."""
        now = self._core.now()
        self._note_asked(key, now)
        return self._true(key, self._mark(now))

    async def read(self, key: Key) -> bytes:
        """What is true, or was when it was asked for. Who asks while it is made shares it."""
        now = self._core.now()
        self._note_asked(key, now)
        asked_at = self._mark(now)
        async with self._making:
            now = self._core.now()
            mark = self._mark(now)  # before it is read: a commit in between is seen the next time
            content = self._true(key, mark, asked_at)
            if content is None:
                content = await self._core.database.read(self._make, key, now)
                if mark is not None:
                    self._keep(key, mark, content)
            return content

    def _true(self, key: Key, now: _Mark | None, asked_at: _Mark | None = None) -> bytes | None:
        prepared = self._prepared.get(key)
        if now is not None and prepared is not None and prepared.stamp == now.commits.stamp:
            self._prepared.pop(key, None)
            if prepared.minute == now.minute:
                self._keep(key, now, prepared.content)
        mark, content = self._kept.get(key, (None, None))
        return content if mark is not None and mark in (now, asked_at) else None

    def _prepare(self, connection: Any, stamp: int) -> None:
        """In the database's thread, before a commit."""
        now = self._core.now()
        asked = [key for key, at in tuple(self._asked.items()) if now - at <= _RECENTLY]
        for key in asked:
            try:
                content = self._make(connection, key, now)
            except RunSheetError:  # who asks will meet it; the commit must not
                continue
            except Exception as error:  # noqa: BLE001  # the same
                log_bug(error)
            else:
                self._prepared[key] = _Prepared(stamp, _minute(now), content)

    def _mark(self, now: datetime) -> _Mark | None:
        """None where it can't be told; nothing is true by that."""
        commits = self._core.database.commits()
        return None if commits is None else _Mark(commits, _minute(now))

    def _note_asked(self, key: Key, at: datetime) -> None:
        self._asked[key] = at
        self._asked.move_to_end(key)
        while len(self._asked) > _MOST_PREPARED:
            self._asked.popitem(last=False)

    def _keep(self, key: Key, mark: _Mark, content: bytes) -> None:
        self._kept[key] = (mark, content)
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)


def _minute(now: datetime) -> int:
    return int(now.timestamp() // _MINUTE_S)
