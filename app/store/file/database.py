"""The one database: an encrypted SQLite file behind a SQLAlchemy URL, used from one thread.

`await database.write(fn, *args)` is one call and one transaction; `fn` gets the connection first.
A fault becomes a RunSheetError here and nowhere else; no message of SQLite's or SQLAlchemy's is
carried along, because they quote rows.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from app.domain.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseKeyWrong,
    DataReadOnly,
    DiskFull,
    NotWritable,
    RunSheetError,
)
from app.domain.said import say
from app.store.file.cipher import check_sqlite_version, open_encrypted, open_unwritable
from app.store.file.damage import is_damaged
from app.store.file.folder import translated_faults
from app.store.file.rekey import re_encrypt
from app.store.file.watch import Commits, CommitWatch

Preparing = Callable[[Connection, int], None]
"""What is done with a transaction's stamp just before its commit; it raises nothing."""

P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """The open database. One thread does all the work; calls from anywhere queue up for it.

    `key` is the file's present one: backups are made with it. `read_only` is raised by whoever
    would write; None where everybody may.
    """

    def __init__(
        self, data_file: Path, key: bytes, *, read_only: DataReadOnly | None = None
    ) -> None:
        self.data_file, self.key, self.read_only = data_file, key, read_only
        self._open = open_encrypted if read_only is None else open_unwritable
        self._engine = encrypted_engine(data_file, key, open_file=self._open)
        self._watch = self._new_watch()
        self._preparing: list[Preparing] = []
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="runsheet-database")

    @property
    def engine(self) -> Engine:
        """For migrations, in `run_unmanaged`."""
        return self._engine

    async def read(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, ...)` in one read transaction (a consistent view of the database)."""
        return await self._submit(partial(self._transact, True, fn, *args, **kwargs))

    async def write(
        self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, ...)` in one write transaction: committed whole, or not at all.

        A cancelled caller doesn't tear the transaction: it ends by itself, and only then is the
        cancellation passed on, so that nobody closes or reads the database in its middle.
        """
        if self.read_only is not None:
            raise self.read_only
        return await self._submit(partial(self._transact, False, fn, *args, **kwargs))

    def commits(self) -> Commits | None:
        """Another value after every commit, whoever made it, told at once; None where that can't be
        told. Ask on the loop's thread.
        """
        return self._watch.commits()

    def before_commit(self, prepare: Preparing) -> None:
        """From now on `prepare(connection, stamp)` ends each transaction that changes anything: it
        sees what is about to be committed, and `commits().stamp` tells of it once it is.
        """
        self._preparing.append(prepare)

    async def run_unmanaged(self, work: Callable[[], T]) -> T:
        """Run `work` in the database's thread without a transaction: for migrations."""
        return await self._submit(work)

    async def change_key(self, new: bytes) -> None:
        """Encrypt the file anew; who calls meanwhile waits. Raises LOC-01, LOC-08, LOC-09."""
        self._watch.close()  # only who is alone with the file can
        try:
            await self._submit(partial(self._change_key, new))
        finally:
            self._watch = self._new_watch()

    async def aclose(self) -> None:
        """Finish what runs, close the file, end the thread."""
        self._watch.close()
        await self._submit(self._dispose)
        self._executor.shutdown(wait=True)

    async def _submit(self, work: Callable[[], T]) -> T:
        future = asyncio.get_running_loop().run_in_executor(self._executor, work)
        return await to_its_end(future)

    def _dispose(self) -> None:
        self._engine.dispose()

    def _new_watch(self) -> CommitWatch:
        return CommitWatch(partial(self._open, self.data_file, self.key))

    def _change_key(self, new: bytes) -> None:
        self._engine.dispose()
        with translated_errors(), translated_faults():
            re_encrypt(self.data_file, old=self.key, new=new)
            self.key, self._engine = new, encrypted_engine(self.data_file, new)

    def _transact(
        self,
        read_only: bool,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The key has opened this file: what it opens no more, or too little of, is damage."""
        try:
            return self._transacted(read_only, fn, *args, **kwargs)
        except DatabaseKeyWrong:
            raise DatabaseDamaged() from None
        except NotWritable:
            if is_damaged(self.data_file, self.key):
                raise DatabaseDamaged() from None
            raise

    def _transacted(
        self,
        read_only: bool,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        with translated_errors(), self._engine.connect() as connection:
            connection = connection.execution_options(runsheet_read_only=read_only)
            with connection.begin():
                before = _changes(connection)
                result = fn(connection, *args, **kwargs)
                if _changes(connection) != before:
                    self._stamp(connection)
                return result

    def _stamp(self, connection: Connection) -> None:
        """By lot, not counted up: of a transaction that fails, nobody else will have the number."""
        stamp = secrets.randbits(31)
        connection.exec_driver_sql(f"PRAGMA user_version = {stamp}")
        for prepare in self._preparing:
            prepare(connection, stamp)


async def to_its_end(work: Awaitable[T]) -> T:
    """Await what must not be half done: a cancellation, or several, waits for its end and is then
    raised, whatever the work came to.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()
        raise


def encrypted_engine(
    data_file: Path, key: bytes, *, open_file: Callable[[Path, bytes], Any] = open_encrypted
) -> Engine:
    """SQLCipher through SQLAlchemy's own SQLite dialect. The key never is in a URL or an echo."""
    check_sqlite_version(sqlcipher.sqlite_version_info)
    engine = create_engine(
        URL.create("sqlite", database=str(data_file)),
        module=sqlcipher,
        creator=partial(open_file, data_file, key),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """SQLite begins by itself only at the first write: begin ourselves, and lock early to write."""
    read_only = connection.get_execution_options().get("runsheet_read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _changes(connection: Connection) -> int:
    """How many rows this connection has written so far."""
    raw: Any = connection.connection.driver_connection
    count: int = raw.total_changes
    return count


class translated_errors(contextlib.AbstractContextManager[None]):  # noqa: N801 (reads as a phrase)
    """Turns the driver's errors into ours; the driver's words go no further."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, DBAPIError):
            raise _translate(cast("BaseException", error.orig)) from None
        if isinstance(error, sqlcipher.Error):
            raise _translate(error) from None


_WORDS: tuple[tuple[str, Callable[[], RunSheetError]], ...] = (
    ("disk is full", DiskFull),
    ("is locked", DatabaseBusy),
    ("not a database", DatabaseKeyWrong),
    ("malformed", DatabaseDamaged),
    ("readonly", partial(NotWritable, reason=say("it is read-only."))),
    ("unable to open", partial(NotWritable, reason=say("the data file can't be opened."))),
    ("disk i/o error", partial(NotWritable, reason=say("the disk reports a fault."))),
)


def _translate(error: BaseException) -> BaseException:
    """Ours for a fault of the PC; a fault of our own SQL stays what it is (a bug, seen as one)."""
    message = str(error).casefold()
    for words, ours in _WORDS:
        if words in message:
            return ours()
    return RuntimeError(f"database error: {type(error).__name__}")
