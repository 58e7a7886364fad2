"""The data folder: who it is, its key's check value, its lock. Needs no database to be open."""

import errno
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from app.domain.errors import DatabaseUnusable, DiskFull

DATA_FILE = "runsheet.db"
KEY_FILE = "key.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Who this data folder is: its id (part of every secret's name) and its key's check value."""

    id: str
    key_check: str | None


@contextmanager
def translated_faults() -> Iterator[None]:
    """Whatever the disk or the system refuses becomes LOC-01 or LOC-09."""
    try:
        yield
    except OSError as fault:
        if fault.errno == errno.ENOSPC:
            raise DiskFull() from None
        raise DatabaseUnusable(reason="it can't be written to.") from None


def prepare_folder(data_dir: Path) -> None:
    """Make the folder, for this user only."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(data_dir, os.W_OK):
        raise DatabaseUnusable(reason="it is read-only.")


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


def key_name(installation: Installation) -> str:
    """The password store's name of the database's key."""
    return f"RunSheet/{installation.id}/database-key"


def audit_key_name(installation: Installation) -> str:
    """The password store's name of the audit trail's key."""
    return f"RunSheet/{installation.id}/audit-key"


def new_key() -> bytes:
    """32 random bytes: SQLCipher's raw key."""
    return secrets.token_bytes(32)


def has_data(data_file: Path) -> bool:
    """True when there is a database that a key must fit."""
    return data_file.exists()


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
