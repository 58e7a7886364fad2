"""The data folder: made for this user alone; its faults in our words."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.domain.errors import DiskFull, NotWritable
from app.domain.said import say
from app.domain.set_aside import SetAside

DATA_FILE = "runsheet.db"
_LEAST_ROOM_BYTES = 1_000_000


@contextmanager
def translated_faults() -> Iterator[None]:
    """Whatever the disk or the system refuses becomes LOC-01 or LOC-09."""
    try:
        yield
    except OSError as fault:
        if fault.errno == errno.ENOSPC:
            raise DiskFull() from None
        raise NotWritable(reason=say("it can't be written to.")) from None


def prepare_folder(data_dir: Path) -> None:
    """Make the folder, for this user only."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(data_dir, os.W_OK):
        raise NotWritable(reason=say("it is read-only."))


def audit_key_name(installation_id: str) -> str:
    """The password store's name of the audit trail's key."""
    return f"RunSheet/{installation_id}/audit-key"


def has_room(data_dir: Path) -> bool:
    """False on a disk that is full: SQLite may give any fault for that."""
    with suppress(OSError):
        return shutil.disk_usage(data_dir).free >= _LEAST_ROOM_BYTES
    return True


def has_data(data_file: Path) -> bool:
    """True when there is a database that a key must fit."""
    return data_file.exists()


def former_files(data_file: Path) -> list[Path]:
    """The data files that were renamed beside this one: damaged ones, and those before a backup."""
    name = re.compile(
        rf"{re.escape(data_file.stem)}-({SetAside.DAMAGED}|{SetAside.REPLACED})-\d{{8}}T\d{{6}}Z"
        rf"{re.escape(data_file.suffix)}"
    )
    return sorted(each for each in data_file.parent.glob("*") if name.fullmatch(each.name))
