"""Opening the database of a data folder, migrated to this version. One process at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.domain.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseKeyWrong,
    DatabaseUnusable,
    RunSheetError,
)
from app.store.file.database import Database
from app.store.file.folder import DATA_FILE
from app.store.migrate import migrate

_PATIENCE_S = 30.0


@asynccontextmanager
async def opening(data_dir: Path) -> AsyncIterator[None]:
    """Held while the folder is opened, so that two first starts don't make two keys.

    Raises DatabaseBusy when another start takes longer than half a minute.
    """
    lock = FileLock(data_dir / "opening.lock", thread_local=False)
    deadline = monotonic() + _PATIENCE_S
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            if monotonic() > deadline:
                raise DatabaseBusy() from None
            await asyncio.sleep(0.05)
    try:
        yield
    finally:
        lock.release()


def data_file_of(url: str, *, data_dir: Path) -> Path:
    """The encrypted file that a SQLAlchemy URL names; an empty URL is the one in the data folder.

    Raises DatabaseUnusable for a URL that isn't SQLite's, or none at all.
    """
    if not url:
        return data_dir / DATA_FILE
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnusable(reason="RUNSHEET_DATABASE_URL can't be read.") from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise DatabaseUnusable(reason="RUNSHEET_DATABASE_URL must name a file: sqlite:///FILE.")
    return Path(parsed.database)


async def open_database(data_file: Path, *, backups: Path, key: bytes, now: datetime) -> Database:
    """The open, migrated database. `key` is known to be its key: a file that does not open with it
    is damaged. Raises LOC-06, LOC-07, LOC-08, LOC-09.

    A file that does not open is never changed, renamed or deleted.
    """
    database = Database(data_file, key)
    engine = database.engine
    try:
        await database.run_unmanaged(lambda: migrate(engine, key=key, backups=backups, now=now))
    except DatabaseKeyWrong:
        await database.aclose()
        raise DatabaseDamaged() from None
    except (RunSheetError, asyncio.CancelledError):
        await database.aclose()
        raise
    return database
