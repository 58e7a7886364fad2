"""A backup in the data file's place: before the database is opened, by nobody but this RunSheet."""

import asyncio
from datetime import datetime
from pathlib import Path

from app.domain.errors import BackupUnusable, DatabaseDamaged
from app.domain.said import say
from app.domain.set_aside import SetAside
from app.services.logs import Event, log_event
from app.services.settings import Settings
from app.store.file import folder
from app.store.file.backup import BACKUP_FOLDER, backup_times, newest_good
from app.store.file.damage import is_damaged
from app.store.file.restore import restore
from app.store.sync.leases import is_anybody_there

LOST_SINCE = say(
    "What only RunSheet knows and was done since then is lost: notes, changes made only in this "
    "app, bookings. The lists are read again from the practice systems."
)


async def take_backup(
    settings: Settings, data_file: Path, *, key: bytes, name: str, now: datetime
) -> None:
    """Puts the backup of that name in the data file's place, which is renamed and kept.

    Call it while the folder's opening lock is held. Raises BackupUnusable (nothing was changed
    then), LOC-01, LOC-09.
    """
    await refuse_while_open(settings, name)
    backup = path_of(settings, name)
    is_usable = _has_bytes(data_file) and not await asyncio.to_thread(is_damaged, data_file, key)
    why = SetAside.REPLACED if is_usable else SetAside.DAMAGED
    await asyncio.to_thread(restore, data_file, backup, key=key, why=why, now=now)
    log_event(Event.RESTORED)


def path_of(settings: Settings, name: str) -> Path:
    """A backup's. Raises BackupUnusable where there is none of that name."""
    path = settings.data_dir / BACKUP_FOLDER / name
    if path not in backup_times(path.parent).values():
        raise BackupUnusable(name="of that name", reason=say("there is none."))
    return path


async def refuse_while_open(settings: Settings, name: str, *, but: str | None = None) -> None:
    """Raises BackupUnusable while a RunSheet, other than the holder `but`, has the data open."""
    if await asyncio.to_thread(is_anybody_there, settings.data_dir / "holders", but=but):
        reason = say("another RunSheet is running on these data. Quit it and try again.")
        raise BackupUnusable(name=name, reason=reason)


async def refuse_damaged(settings: Settings, data_file: Path, key: bytes) -> None:
    """Raises DatabaseDamaged for a file that isn't as it was written; also for one that is empty
    or gone while there is a good backup of it.
    """
    if _has_bytes(data_file):
        if await asyncio.to_thread(is_damaged, data_file, key):
            raise DatabaseDamaged()
    elif await asyncio.to_thread(newest_good, settings.data_dir / BACKUP_FOLDER, key=key):
        raise DatabaseDamaged()


def _has_bytes(data_file: Path) -> bool:
    return folder.has_data(data_file) and data_file.stat().st_size > 0
