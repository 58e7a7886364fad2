"""key.json beside the database: whose folder it is, which key is the data file's, where that lies.

Nothing in it is secret. The key itself is in the password store, or wrapped under a passphrase.
Without it nobody opens the data, so there is a copy of it that counts where it can't be read.
"""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.domain.errors import KeyFileDamaged
from app.store.file.key_wrap import WrappedKey

KEY_FILE = "key.json"
KEY_FILES = (KEY_FILE, "key-copy.json")
"""It and its copy."""
VERSION = 2
FIRST_KEY = "1"
"""The id of a folder's first key, also of those that version 1 made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """One key of the data file. `check` tells a wrong key from a damaged file; `passphrase` is the
    key where it is not in the password store, `recovery` what the recovery code opens.
    """

    id: str
    check: str
    passphrase: WrappedKey | None = None
    recovery: WrappedKey | None = None
    recovery_made_on: str = ""
    """The day (ISO, UTC) on which the recovery code was made."""

    def fits(self, key: bytes) -> bool:
        """True for the key that this one is."""
        return hmac.compare_digest(self.check, key_check(key))

    def without_code(self) -> "KeyRecord":
        """The same, opened by no recovery code."""
        return replace(self, recovery=None, recovery_made_on="")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What key.json says. `key` is None before there is a database. `other`: while the key is being
    changed, the one it is changed to or from; which of them opens the file tells how far it came.
    `store`: the class of the password store that the key was put into, as `keyring` names it.
    """

    installation: str
    store: str = ""
    key: KeyRecord | None = None
    other: KeyRecord | None = None
    is_of_version_1: bool = False

    @property
    def uses_passphrase(self) -> bool:
        """True where a person's passphrase takes the place of the password store."""
        return any(each.passphrase is not None for each in self.records)

    @property
    def records(self) -> tuple[KeyRecord, ...]:
        """The key, and the other one while there are two."""
        return tuple(each for each in (self.key, self.other) if each is not None)

    def secret_name(self, key_id: str = "") -> str:
        """The password store's name of a key; of the present one unless told."""
        wanted = key_id or (self.key.id if self.key else FIRST_KEY)
        base = f"RunSheet/{self.installation}/database-key"
        return base if wanted == FIRST_KEY else f"{base}/{wanted}"

    def turned_to(self, record: KeyRecord) -> "KeyFile":
        """With that key as the present one, and the other one still beside it."""
        other = next((each for each in self.records if each.id != record.id), None)
        return replace(self, key=record, other=other)

    def settled_on(self, record: KeyRecord) -> "KeyFile":
        """With that key, and no other."""
        return replace(self, key=record, other=None)


def new_key() -> bytes:
    """32 random bytes: SQLCipher's raw key."""
    return secrets.token_bytes(32)


def new_record(key: bytes, *, id: str = "") -> KeyRecord:  # noqa: A002  # what it is called there
    """A key's record, with an id of its own unless told."""
    return KeyRecord(id=id or uuid4().hex[:8], check=key_check(key))


def key_check(key: bytes) -> str:
    """Tells a key from another without giving it away."""
    return hmac.new(key, b"RunSheet key check", hashlib.sha256).hexdigest()


def read_key_file(data_dir: Path) -> KeyFile:
    """What the folder's key.json says, or its copy; a new folder's where there is neither yet.

    Raises KeyFileDamaged where there is nothing that can be read.
    """
    is_new = True
    for name in KEY_FILES:
        try:
            return _read(data_dir / name)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError):
            is_new = False
    if is_new:
        return KeyFile(installation=str(uuid4()))
    raise KeyFileDamaged()


def write_key_file(data_dir: Path, told: KeyFile) -> None:
    """In place of the one before, on the disk before this returns. Raises OSError.

    No copy is better than one of what was before: an ended passphrase must open nothing.
    """
    records = {"key": told.key, "other": told.other}
    facts = {
        "version": VERSION,
        "installation": told.installation,
        "store": told.store,
        **{name: _record_json(each) for name, each in records.items() if each is not None},
    }
    first, copy = (data_dir / name for name in KEY_FILES)
    _write(first, facts)
    try:
        _write(copy, facts)
    except OSError:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def mend_key_files(data_dir: Path, told: KeyFile) -> None:
    """Where one of the two is damaged, gone or older it is written anew, if that can be."""
    with contextlib.suppress(OSError):
        try:
            is_whole = {_read(data_dir / name) for name in KEY_FILES} == {told}
        except (OSError, ValueError, KeyError, TypeError):
            is_whole = False
        if not is_whole:
            write_key_file(data_dir, told)


def sync_folder(folder: Path) -> None:
    """What was renamed in it is on the disk, too; Windows does that by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(path: Path) -> KeyFile:
    facts = json.loads(path.read_text("utf-8"))
    return _of_version_1(facts) if facts["version"] == 1 else _of_version_2(facts)


def _write(path: Path, facts: dict[str, Any]) -> None:
    beside = path.with_suffix(".partial")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(facts, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def _of_version_1(facts: dict[str, Any]) -> KeyFile:
    record = KeyRecord(id=FIRST_KEY, check=str(facts["check"]))
    return KeyFile(installation=str(facts["installation"]), key=record, is_of_version_1=True)


def _of_version_2(facts: dict[str, Any]) -> KeyFile:
    if facts["version"] != VERSION:
        raise ValueError("a newer RunSheet wrote it")
    return KeyFile(
        installation=str(facts["installation"]),
        store=str(facts["store"]),
        key=_record(facts.get("key")),
        other=_record(facts.get("other")),
    )


def _record(facts: dict[str, Any] | None) -> KeyRecord | None:
    if facts is None:
        return None
    wraps = {name: facts.get(name) for name in ("passphrase", "recovery")}
    return KeyRecord(
        id=str(facts["id"]),
        check=str(facts["check"]),
        recovery_made_on=str(facts.get("recovery_made_on", "")),
        **{name: WrappedKey.from_json(each) for name, each in wraps.items() if each is not None},
    )


def _record_json(record: KeyRecord) -> dict[str, Any]:
    told: dict[str, Any] = {"id": record.id, "check": record.check}
    if record.passphrase is not None:
        told["passphrase"] = record.passphrase.to_json()
    if record.recovery is not None:
        told["recovery"] = record.recovery.to_json()
        told["recovery_made_on"] = record.recovery_made_on
    return told
