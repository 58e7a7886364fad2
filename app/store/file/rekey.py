"""A database file under another key: copied whole beside it, then put in its place in one step."""

import contextlib
import os
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import DatabaseDamaged
from app.store.file.cipher import open_encrypted
from app.store.file.damage import is_damaged
from app.store.file.folder import former_files
from app.store.file.key_file import sync_folder

_BESIDE = ".new-key"
_PAGES = 1000
_SIDES = ("-wal", "-shm", "-journal")


def opens(data_file: Path, key: bytes) -> bool:
    """True where the key is the file's; other faults of the file are False, too."""
    try:
        with closing(sqlcipher.connect(str(data_file), isolation_level=None)) as raw:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            raw.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlcipher.Error:
        return False
    return True


def re_encrypt(data_file: Path, *, old: bytes, new: bytes) -> None:
    """Killed at any point, the file is there whole, under the one key or the other.

    Raises LOC-06 for a damaged one: the copy's pages would prove themselves, and hide it for good.
    Raises sqlcipher3's errors: `is locked` while anybody else has the file open.
    """
    if is_damaged(data_file, old):
        raise DatabaseDamaged()
    beside = data_file.with_name(data_file.name + _BESIDE)
    forget_copy(data_file)
    with closing(open_encrypted(data_file, old)) as source:
        # Only who is alone with a file may take its log away, and what is in that is copied, too.
        source.execute("PRAGMA busy_timeout = 0")
        source.execute("PRAGMA journal_mode = DELETE")
        with closing(open_encrypted(beside, new)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
            source.backup(copy, pages=_PAGES)
    _sync(beside)
    beside.replace(data_file)
    sync_folder(data_file.parent)


def re_encrypt_copies(data_file: Path, backups: Path, *, old: bytes, new: bytes) -> None:
    """The same for every backup, and each former data file beside this one, that the old key opens.
    A damaged one stays as it is, and is no good any more.

    Raises sqlcipher3's errors.
    """
    for path in [*backups.glob("*.db"), *former_files(data_file)]:
        forget_copy(path)
        if opens(path, old):
            with contextlib.suppress(DatabaseDamaged):
                re_encrypt(path, old=old, new=new)


def forget_copy(data_file: Path) -> None:
    """Take away what an interrupted `re_encrypt` left beside the file."""
    beside = data_file.with_name(data_file.name + _BESIDE)
    for ending in ("", *_SIDES):
        with contextlib.suppress(FileNotFoundError):
            beside.with_name(beside.name + ending).unlink()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
