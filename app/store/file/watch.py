"""Whether anything was committed to the file: told at once, without the database's thread."""

import itertools
from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

Commits = tuple[int, int]
"""Another one after every commit, whoever made it."""

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

    def commits(self) -> Commits | None:
        """None where it can't be told without waiting, and once closed: then anything may be."""
        if self._is_closed:
            return None
        try:
            if self._raw is None:
                self._raw = self._opened()
            # All of it: a read that is left open keeps the write-ahead log from being emptied.
            ((count,),) = self._raw.execute("PRAGMA data_version").fetchall()
        except sqlcipher.Error:
            return None
        return self._number, count

    def close(self) -> None:
        """For good. It must not be the last to close: that one empties the write-ahead log."""
        self._is_closed = True
        if self._raw is not None:
            self._raw.close()

    def _opened(self) -> Any:
        raw = self._open_file()
        for pragma in ("query_only = ON", "busy_timeout = 0", "cache_size = -64"):
            raw.execute(f"PRAGMA {pragma}")
        return raw
