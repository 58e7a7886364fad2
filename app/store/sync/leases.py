"""The lease that makes a second sync of a connection impossible, in this process or another.

A claim raises the epoch; the commit checks it in its own transaction, so a run whose lease was
taken over (the PC slept) can write nothing. Each holder keeps a lock file as long as it lives: the
operating system drops the lock with the process, however it ends, and so a dead holder's lease is
free at once without any clock deciding.
"""

import contextlib
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout
from sqlalchemy import Connection as Sql
from sqlalchemy import select, update

from app.domain.errors import ConnectionNotFound, SyncFenced, SyncRunning
from app.store.schema import AnyRow, sync_leases

LEASE = timedelta(seconds=120)
RENEW_EVERY_S = 40.0


class LeaseHolder:
    """This running program as a holder of leases; keeps its lock file until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Call it while the data folder's opening lock is held: it clears dead holders' files."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.id = str(uuid4())
        self._folder = folder
        self._lock = FileLock(self._path(self.id))
        for path in folder.glob("*.lock"):
            self._is_alive(path.stem)
        self._lock.acquire(timeout=5)
        self._running: set[tuple[str, int]] = set()

    def take(self, connection_id: str, epoch: int) -> None:
        """Note that a run of ours holds this lease."""
        self._running.add((connection_id, epoch))

    def let_go(self, connection_id: str, epoch: int) -> None:
        """Note that it ended, even where the database could not be told (a full disk)."""
        self._running.discard((connection_id, epoch))

    def is_running(self, connection_id: str, *, holder: str, epoch: int) -> bool:
        """True while the run behind a lease lives, in this process or another."""
        if holder == self.id:
            return (connection_id, epoch) in self._running
        return self._is_alive(holder)

    def _is_alive(self, holder: str) -> bool:
        """True while the process behind this holder runs. Clears the file of a dead one away."""
        path = self._path(holder)
        if not path.exists():
            return False
        try:
            FileLock(path, timeout=0).acquire().lock.release()
        except Timeout:
            return True
        _forget(path)
        return False

    def close(self) -> None:
        """Give the lock file back."""
        self._lock.release()
        _forget(self._path(self.id))

    def _path(self, holder: str) -> Path:
        return self._folder / f"{holder}.lock"


class Onlooker(LeaseHolder):
    """Where nothing can be written: it holds nothing, and takes nobody for alive."""

    def __init__(self) -> None:
        self.id = str(uuid4())
        self._running = set()

    def _is_alive(self, holder: str) -> bool:  # noqa: ARG002
        return False

    def close(self) -> None:
        """There is nothing to give back."""


def is_anybody_there(folder: Path, *, but: str | None = None) -> bool:
    """True while a RunSheet has the data folder of these holders open; `but`: one that may."""
    for path in folder.glob("*.lock"):
        if path.stem == but:
            continue
        try:
            FileLock(path, timeout=0).acquire().lock.release()
        except Timeout:
            return True
    return False


def _forget(path: Path) -> None:
    """Tidy a released lock file away; Windows may refuse for a moment, and then it just stays."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def claim(sql: Sql, connection_id: str, *, holder: LeaseHolder, now: datetime) -> int:
    """Take the lease; the new epoch. Raises SyncRunning while another holds it."""
    row = _lease(sql, connection_id)
    if is_held(row, holder=holder, now=now):
        raise SyncRunning()
    epoch: int = row.epoch + 1
    sql.execute(
        update(sync_leases)
        .where(sync_leases.c.connection_id == connection_id)
        .values(holder=holder.id, epoch=epoch, expires_at=now + LEASE)
    )
    holder.take(connection_id, epoch)
    return epoch


def renew(sql: Sql, connection_id: str, *, epoch: int, now: datetime) -> None:
    """Hold the lease for longer; raises SyncFenced when it is another's by now."""
    changed = sql.execute(
        update(sync_leases)
        .where(sync_leases.c.connection_id == connection_id, sync_leases.c.epoch == epoch)
        .values(expires_at=now + LEASE)
    )
    if changed.rowcount == 0:
        raise SyncFenced()


def release(sql: Sql, connection_id: str, *, epoch: int, holder: LeaseHolder) -> None:
    """Give the lease back within the transaction that ends the run; raises SyncFenced."""
    changed = sql.execute(
        update(sync_leases)
        .where(
            sync_leases.c.connection_id == connection_id,
            sync_leases.c.epoch == epoch,
            sync_leases.c.holder == holder.id,
        )
        .values(holder=None, expires_at=None)
    )
    if changed.rowcount == 0:
        raise SyncFenced()


def is_held(row: AnyRow, *, holder: LeaseHolder, now: datetime) -> bool:
    """True while a living process holds this lease and has renewed it in time."""
    if row.holder is None or row.expires_at is None or row.expires_at <= now:
        return False
    return holder.is_running(row.connection_id, holder=row.holder, epoch=row.epoch)


def _lease(sql: Sql, connection_id: str) -> AnyRow:
    row = sql.execute(
        select(
            sync_leases.c.connection_id,
            sync_leases.c.holder,
            sync_leases.c.epoch,
            sync_leases.c.expires_at,
        ).where(sync_leases.c.connection_id == connection_id)
    ).one_or_none()
    if row is None:
        raise ConnectionNotFound()
    return row
