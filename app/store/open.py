"""Opening the database of a data folder, migrated to this version. One process at a time."""

import asyncio
import hmac
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from app.domain.errors import DatabaseDamaged, DatabaseKeyWrong, RunSheetError
from app.store.database import Database, make_engine
from app.store.folder import DATA_FILE, Installation, key_check
from app.store.migrate import migrate


def opening_lock(data_dir: Path) -> FileLock:
    """Held while the folder is opened, so that two first starts don't make two keys."""
    return FileLock(data_dir / "opening.lock", timeout=30, thread_local=False)


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
