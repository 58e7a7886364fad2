"""Putting a backup in the place of the data file, which is renamed and kept.

Each step leaves files that the next start understands, so that it may be killed at any of them.
Call it while the folder's opening lock is held and no other RunSheet has the folder open.
"""

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.set_aside import SetAside
from app.store.file.backup import sync_to_disk, verify_backup
from app.store.file.cipher import open_encrypted
from app.store.file.database import translated_errors
from app.store.file.folder import translated_faults

RESTORED_AT = "restored_at"
"""The preference of a file that came from a backup, until what that means for it was done."""

_READY = ".ready-"
_BESIDE = ("-wal", "-shm")
_LIVING = "SELECT digest FROM api_tokens WHERE revoked_at IS NULL"
_HAS_TOKENS = "SELECT 1 FROM sqlite_master WHERE name = 'api_tokens'"


def restore(data_file: Path, backup: Path, *, key: bytes, why: SetAside, now: datetime) -> Path:
    """Puts the backup in the data file's place; the path that the old file has from then on.

    Raises BackupUnusable (nothing was changed then), LOC-01, LOC-09.
    """
    verify_backup(backup, key=key)
    with translated_faults(), translated_errors():
        alive = _living_tokens(data_file, key) if why is SetAside.REPLACED else frozenset()
        partial = data_file.with_name(f"{data_file.name}.partial")
        shutil.copyfile(backup, partial)
        partial.chmod(0o600)
        _mark(partial, key, alive, now)
        sync_to_disk(partial)
        stamp = f"{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        ready = data_file.with_name(f"{data_file.name}{_READY}{stamp}")
        partial.replace(ready)
        sync_to_disk(data_file.parent)
        finish_restore(data_file)
    return _aside(data_file, stamp)


def finish_restore(data_file: Path) -> None:
    """Ends what was killed in its middle; does nothing where there is nothing to end."""
    for ready in data_file.parent.glob(f"{data_file.name}{_READY}*"):
        stamp = ready.name.removeprefix(f"{data_file.name}{_READY}")
        _set_aside(data_file, stamp)
        ready.replace(data_file)
        sync_to_disk(data_file.parent)


def _set_aside(data_file: Path, stamp: str) -> None:
    """What stands beside it goes first: SQLite would take it for the next file's."""
    aside = _aside(data_file, stamp)
    for ending in (*_BESIDE, ""):
        with contextlib.suppress(FileNotFoundError):
            data_file.with_name(data_file.name + ending).replace(
                aside.with_name(aside.name + ending)
            )


def _aside(data_file: Path, stamp: str) -> Path:
    return data_file.with_name(f"{data_file.stem}-{stamp}{data_file.suffix}")


def _mark(copy: Path, key: bytes, alive: frozenset[str], now: datetime) -> None:
    """An access that was ended since the backup stays ended; without the old file, every one."""
    at = now.astimezone(UTC).isoformat(" ", "microseconds")
    with closing(open_encrypted(copy, key)) as raw, _transaction(raw):
        if raw.execute(_HAS_TOKENS).fetchone() is not None:
            ended = [(at, each) for (each,) in raw.execute(_LIVING) if each not in alive]
            raw.executemany("UPDATE api_tokens SET revoked_at = ? WHERE digest = ?", ended)
        raw.execute("DELETE FROM preferences WHERE name = ?", (RESTORED_AT,))
        raw.execute("INSERT INTO preferences (name, value) VALUES (?, ?)", (RESTORED_AT, at))
    with closing(open_encrypted(copy, key)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")


@contextlib.contextmanager
def _transaction(raw: Any) -> Iterator[None]:
    raw.execute("BEGIN IMMEDIATE")
    yield
    raw.execute("COMMIT")


def _living_tokens(data_file: Path, key: bytes) -> frozenset[str]:
    """The digests of the programs' accesses that have not ended, as the old file knows them; none
    where it can't be asked.
    """
    with contextlib.suppress(sqlcipher.Error), closing(open_encrypted(data_file, key)) as raw:
        return frozenset(row[0] for row in raw.execute(_LIVING))
    return frozenset()
