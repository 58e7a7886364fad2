"""Opening the encrypted file with the driver: its key, its pragmas, the SQLite it must be."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import DatabaseUnusable
from app.domain.said import say

OLDEST_SQLITE = (3, 51, 3)
"""Before it, WAL mode could corrupt a file that two connections checkpoint at once."""

_READING = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA cache_size = -16000",
)
PRAGMAS = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_size_limit = 8388608",
    # Holds a large day whole: a first sync of 20,000 rows writes in half the time.
    "PRAGMA cache_size = -16000",
)


def open_encrypted(data_file: Path, key: bytes) -> Any:
    """A SQLCipher connection in autocommit mode with our settings; raises sqlcipher3's errors."""
    return _opened(str(data_file), key, PRAGMAS)


def open_to_read(data_file: Path, key: bytes, *, is_still: bool = False) -> Any:
    """The same, where nothing may be written: not to the file and not beside it.

    `is_still`: nobody writes to it meanwhile, nor has left a log beside it.
    """
    how = "immutable=1" if is_still else "mode=ro"
    return _opened(f"{data_file.absolute().as_uri()}?{how}", key, _READING, is_uri=True)


def open_unwritable(data_file: Path, key: bytes) -> Any:
    """A connection to a file that nobody can write to, or beside which nothing can be written.

    With the log beside it where there is one; raises sqlcipher3's errors.
    """
    try:
        raw = open_to_read(data_file, key)
        raw.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlcipher.OperationalError:  # a log can't be begun, so there must be none
        raw = open_to_read(data_file, key, is_still=True)
        if raw.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raw.close()
            raise
    return raw


def open_for_a_look(data_file: Path, key: bytes) -> Any:
    """As `open_encrypted`, and where nothing can be written as `open_unwritable`, at once."""
    try:
        return open_encrypted(data_file, key)
    except sqlcipher.OperationalError:
        return open_unwritable(data_file, key)


def _opened(name: str, key: bytes, pragmas: tuple[str, ...], *, is_uri: bool = False) -> Any:
    raw = sqlcipher.connect(name, isolation_level=None, timeout=10, uri=is_uri)
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        # A PRAGMA takes no parameters; the key is our own 64 hexadecimal digits.
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            raw.execute(pragma)
    except BaseException:
        raw.close()
        raise
    return raw


def check_sqlite_version(version: tuple[int, ...]) -> None:
    """Raises DatabaseUnusable for a SQLite with the WAL fault."""
    if version < OLDEST_SQLITE:
        raise DatabaseUnusable(
            reason=say("its SQLite is too old to be safe. Install RunSheet again.")
        )
