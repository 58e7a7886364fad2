"""Whether anything was committed to the file: told at once, without the database's thread."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher


@dataclass(frozen=True, slots=True)
class Commits:
    """Another one after every commit, whoever made it.

    `count` is of one watch and nobody knows it beforehand; `stamp` was drawn by lot and written
    with the last change that RunSheet committed (`Database.before_commit`).
    """

    watch: int
    count: int
    stamp: int


_numbers = itertools.count()


class CommitWatch:
    """A connection that only looks whether others wrote; used on the loop's thread alone.

    In WAL mode it waits for nobody: a few microseconds, whatever is being written. It is opened
    when first asked, so that nobody else pays for it.
    """

    def __init__(self, open_file: Callable[[], Any]) -> None:
        self._open_file = open_file
        self._raw: Any = None
        self._is_closed = False
        self._number = next(_numbers)  # what two connections count can't be compared
        self._last: Commits | None = None

    def commits(self) -> Commits | None:
        """None where it can't be told without waiting, and once closed: then anything may be."""
        if self._is_closed:
            return None
        try:
            if self._raw is None:
                self._raw = self._opened()
            count = self._value("data_version")
            if self._last is None or self._last.count != count:
                # A commit in between: the stamp is its, and the next look finds another count.
                self._last = Commits(self._number, count, self._value("user_version"))
        except sqlcipher.Error:
            return None
        return self._last

    def close(self) -> None:
        """For good. It must not be the last to close: that one empties the write-ahead log."""
        self._is_closed = True
        if self._raw is not None:
            self._raw.close()

    def _value(self, pragma: str) -> int:
        """All of it is fetched: a read that is left open keeps the log from being emptied."""
        ((value,),) = self._raw.execute(f"PRAGMA {pragma}").fetchall()
        return int(value)

    def _opened(self) -> Any:
        raw = self._open_file()
        for pragma in ("query_only = ON", "busy_timeout = 0", "cache_size = -64"):
            raw.execute(f"PRAGMA {pragma}")
        return raw
