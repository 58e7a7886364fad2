"""A backup without those who are too old to be kept: made beside it, checked, put in its place."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection as Sql
from sqlalchemy import Engine

from app.domain.errors import DatabaseDamaged, DatabaseKeyWrong, DatabaseNewer
from app.store.file.backup import PARTIAL, remove_file, sync_to_disk, verify_backup
from app.store.file.cipher import open_encrypted
from app.store.file.database import encrypted_engine, translated_errors
from app.store.file.folder import translated_faults
from app.store.migrate import has_tables, upgrade

Work = Callable[[Sql], int]
"""One batch of a purge: how many rows it found."""


def purge_copy(path: Path, *, key: bytes, works: Sequence[Work]) -> bool:
    """Whether there was anything too old in it. A copy of an older RunSheet gets today's tables,
    which it would get when it is put back. One that this key doesn't open, or of a newer RunSheet,
    is left as it is.

    Blocks. Raises LOC-01, LOC-08, LOC-09, BackupUnusable; then the copy is as it was.
    """
    partial = path.with_name(f"{path.stem}-{uuid4().hex[:8]}{PARTIAL}")
    with translated_faults():
        try:
            shutil.copyfile(path, partial)
            partial.chmod(0o600)
            if not _purged(partial, key, works):
                return False
            verify_backup(partial, key=key)
            sync_to_disk(partial)
            partial.replace(path)
            sync_to_disk(path.parent)
        except FileNotFoundError:  # it has just had its time
            return False
        finally:
            remove_file(partial)
    return True


def _purged(partial: Path, key: bytes, works: Sequence[Work]) -> bool:
    try:
        with translated_errors():
            found = _work(partial, key, works)
            with closing(open_encrypted(partial, key)) as raw:
                # Alone with its file: it can be read where nothing may be written.
                raw.execute("PRAGMA journal_mode = DELETE")
    except (DatabaseKeyWrong, DatabaseDamaged, DatabaseNewer):
        return False
    return found > 0


def _work(partial: Path, key: bytes, works: Sequence[Work]) -> int:
    engine = encrypted_engine(partial, key)
    try:
        with engine.connect() as sql, sql.begin():
            if not has_tables(sql):
                return 0
            upgrade(sql)
        return sum(_until_none(engine, work) for work in works)
    finally:
        engine.dispose()


def _until_none(engine: Engine, work: Work) -> int:
    count = 0
    while True:
        with engine.connect() as sql, sql.begin():
            found = work(sql)
        if not found:
            return count
        count += found
