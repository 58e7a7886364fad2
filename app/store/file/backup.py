"""Backups of the encrypted file: made while others write, encrypted with the same key, verified.

Every function blocks for as long as the disk needs; none uses the database's own connection.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.backups import Backup, BackupContents, surplus
from app.domain.errors import BackupUnusable, RunSheetError
from app.domain.said import say
from app.store.file.cipher import open_encrypted, open_to_read
from app.store.file.database import translated_errors
from app.store.file.folder import translated_faults

BACKUP_FOLDER = "backups"
_NAME, PARTIAL = "runsheet-%Y%m%dT%H%M%SZ.db", ".partial"
_PAGES = 1000
"""Copied at a time; Python is free for others in between."""
_LEFT_BEHIND_S = 3600.0
_ROWS = 100


def backup_name(at: datetime) -> str:
    """The file's name of a backup made then."""
    return at.astimezone(UTC).strftime(_NAME)


def backup_times(folder: Path) -> dict[datetime, Path]:
    """Every finished backup by when it was made (aware UTC), the newest first."""
    found = {}
    for path in folder.glob("*.db"):
        with contextlib.suppress(ValueError):
            found[datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)] = path
    return dict(sorted(found.items(), reverse=True))


def list_backups(folder: Path, *, key: bytes) -> list[Backup]:
    """The newest first, each with what it holds."""
    found = []
    for made_at, path in backup_times(folder).items():
        with contextlib.suppress(OSError):  # another RunSheet has just removed it
            size_bytes = path.stat().st_size
            contents = _contents_or_none(path, key)
            found.append(
                Backup(name=path.name, made_at=made_at, size_bytes=size_bytes, contents=contents)
            )
    return found


def newest_good(folder: Path, *, key: bytes) -> Backup | None:
    """The newest one that is whole, every page of it checked; None where there is none."""
    for made_at, path in backup_times(folder).items():
        with contextlib.suppress(RunSheetError, OSError):
            verify_backup(path, key=key)
            return Backup(
                name=path.name,
                made_at=made_at,
                size_bytes=path.stat().st_size,
                contents=_contents_or_none(path, key),
            )
    return None


def make_backup(data_file: Path, folder: Path, *, key: bytes, now: datetime) -> Path:
    """A whole, verified copy of the file as it was at one moment; others write meanwhile.

    Raises LOC-01, LOC-06, LOC-08, LOC-09; then there is no new file.
    """
    with translated_faults(), translated_errors():
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / backup_name(now)
        partial = folder / f"{target.stem}-{uuid4().hex[:8]}{PARTIAL}"
        try:
            wanted = _copy(data_file, partial, key)
            with _opened(partial, key) as copy:
                _check(copy, partial.name)
                if _fingerprint(copy) != wanted:
                    raise BackupUnusable(name=target.name, reason=say("it is not what was copied."))
            sync_to_disk(partial)
            partial.replace(target)
            sync_to_disk(folder)
        finally:
            remove_file(partial)
    return target


def verify_backup(path: Path, *, key: bytes) -> None:
    """Opens it and checks every page and its order. Raises BackupUnusable."""
    reason = "it is damaged, or made with another key."
    try:
        with translated_errors(), _opened(path, key) as copy:
            _check(copy, path.name)
            if not _tables(copy):
                raise BackupUnusable(name=path.name, reason=say("it is empty."))
    except BackupUnusable:
        raise
    except RunSheetError:
        raise BackupUnusable(name=path.name, reason=reason) from None


def audit_end(path: Path, *, key: bytes) -> tuple[int, str] | None:
    """The number and the link of the last audit entry in a backup; None where nobody can tell."""
    with contextlib.suppress(sqlcipher.Error), _opened(path, key) as raw:
        row = raw.execute("SELECT last, link FROM audit_anchor").fetchone()
        return None if row is None else (int(row[0]), str(row[1]))
    return None


def thin_out(folder: Path, *, now: datetime, zone: tzinfo | None = None) -> int:
    """Removes what is not kept, and what an interrupted backup left; how many backups went."""
    times = backup_times(folder)
    gone = surplus(times, now=now, zone=zone)
    for each in gone:
        remove_file(times[each])
    drop_left_behind(folder.glob(f"*{PARTIAL}"))
    return len(gone)


def drop_left_behind(partial: Iterable[Path]) -> None:
    """Copies that nobody has finished for an hour."""
    for path in partial:
        with contextlib.suppress(OSError):
            if abs(time() - path.stat().st_mtime) > _LEFT_BEHIND_S:
                remove_file(path)


def _copy(data_file: Path, target: Path, key: bytes) -> str:
    """Copies through a read transaction of its own, which sees one moment and stops nobody; the
    fingerprint of what it saw.
    """
    with (
        closing(open_encrypted(data_file, key)) as source,
        closing(open_encrypted(target, key)) as copy,
    ):
        source.execute("BEGIN")
        wanted = _fingerprint(source)
        source.backup(copy, pages=_PAGES)
        # Alone with its file: it can be read where nothing may be written.
        copy.execute("PRAGMA journal_mode = DELETE")
    return wanted


@contextlib.contextmanager
def _opened(path: Path, key: bytes) -> Iterator[Any]:
    """A backup to read: nothing is written beside it."""
    with closing(open_to_read(path, key, is_still=True)) as raw:
        yield raw


def _check(raw: Any, name: str) -> None:
    damages = raw.execute("PRAGMA cipher_integrity_check").fetchone()
    if damages is not None or raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise BackupUnusable(name=name, reason=say("it is damaged."))


def _tables(raw: Any) -> list[str]:
    rows = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(row[0]) for row in rows]


def _fingerprint(raw: Any) -> str:
    """One value of every row of every table."""
    digest = hashlib.sha256()
    for table in _tables(raw):
        cursor = raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # our own tables' names
        count = 0
        while rows := cursor.fetchmany(_ROWS):
            count += len(rows)
            digest.update(repr([tuple(row) for row in rows]).encode())
        digest.update(f"{table} {count}".encode())
    return digest.hexdigest()


def _contents_or_none(path: Path, key: bytes) -> BackupContents | None:
    with contextlib.suppress(sqlcipher.Error), _opened(path, key) as raw:
        return _contents(raw)
    return None


def _contents(raw: Any) -> BackupContents:
    tables = _tables(raw)
    read_until = raw.execute("SELECT MAX(fetched_at) FROM sync_snapshots").fetchone()[0]
    return BackupContents(
        appointments=_count(raw, "run_sheet_appointments"),
        bookings=_count(raw, "crm_bookings") if "crm_bookings" in tables else 0,
        read_until=None if read_until is None else datetime.fromisoformat(read_until),
    )


def _count(raw: Any, table: str) -> int:
    count = raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
    return int(count)


def sync_to_disk(path: Path) -> None:
    """A power cut leaves what was renamed whole; Windows has no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    number = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove_file(path: Path) -> None:
    """With what stands beside it. One that another program holds on Windows goes another time."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    for ending in ("-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
