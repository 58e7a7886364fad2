"""Opening the data folder: its key, its database, its migrations. One process at a time."""

import asyncio
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock

from app.domain.errors import DatabaseDamaged, DatabaseKeyWrong, DatabaseUnusable, RunSheetError
from app.store.database import Database, make_engine
from app.store.migrate import migrate

DATA_FILE = "runsheet.db"
KEY_FILE = "key.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Who this data folder is: its id (part of every secret's name) and its key's check value."""

    id: str
    key_check: str | None


def prepare_folder(data_dir: Path) -> None:
    """Make the folder, for this user only. Raises DatabaseUnusable."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise DatabaseUnusable(reason="it can't be created.") from None
    if not os.access(data_dir, os.W_OK):
        raise DatabaseUnusable(reason="it is read-only.")


def opening_lock(data_dir: Path) -> FileLock:
    """Held while the folder is opened, so that two first starts don't make two keys."""
    return FileLock(data_dir / "opening.lock", timeout=30, thread_local=False)


def read_installation(data_dir: Path) -> Installation:
    """The folder's identity; a new one when it has none yet."""
    path = data_dir / KEY_FILE
    try:
        facts = json.loads(path.read_text("utf-8"))
        return Installation(id=str(facts["installation"]), key_check=facts["check"])
    except FileNotFoundError:
        return Installation(id=str(uuid4()), key_check=None)
    except (OSError, ValueError, KeyError, TypeError):
        raise DatabaseUnusable(reason="key.json can't be read.") from None


def new_key() -> bytes:
    """32 random bytes: SQLCipher's raw key."""
    return secrets.token_bytes(32)


def has_data(data_dir: Path) -> bool:
    """True when there is a database that a key must fit."""
    return (data_dir / DATA_FILE).exists()


def save_installation(data_dir: Path, installation: Installation, key: bytes) -> Installation:
    """Write the identity and the key's check value (which does not give the key away)."""
    path = data_dir / KEY_FILE
    facts = {"version": 1, "installation": installation.id, "check": key_check(key)}
    partial_file = path.with_suffix(".partial")
    partial_file.write_text(json.dumps(facts), "utf-8")
    partial_file.replace(path)
    return Installation(id=installation.id, key_check=key_check(key))


def key_check(key: bytes) -> str:
    """Tells a wrong key from a damaged file."""
    return hmac.new(key, b"RunSheet key check", hashlib.sha256).hexdigest()


async def open_database(
    url: str, *, data_dir: Path, key: bytes, installation: Installation, now: datetime
) -> Database:
    """The open, migrated database. Raises KEY-04, LOC-06, LOC-07, LOC-08, LOC-09.

    A file that does not open is never changed, renamed or deleted.
    """
    if installation.key_check is not None and not hmac.compare_digest(
        installation.key_check, key_check(key)
    ):
        raise DatabaseKeyWrong()
    engine = make_engine(url, data_file=data_dir / DATA_FILE, key=key)
    database = Database(engine)
    try:
        await database.run_unmanaged(
            lambda: migrate(engine, key=key, backups=data_dir / "backups", now=now)
        )
    except DatabaseKeyWrong:
        await database.aclose()
        raise (DatabaseDamaged() if installation.key_check else DatabaseKeyWrong()) from None
    except (RunSheetError, asyncio.CancelledError):
        await database.aclose()
        raise
    return database
