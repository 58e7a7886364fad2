"""Bringing a database file to this version's tables: transactional, with a backup before each."""

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from app.domain.errors import DatabaseNewer
from app.store.file.backup import make_backup
from app.store.file.database import translated_errors
from app.store.revision import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(
    engine: Engine,
    *,
    key: bytes,
    backups: Path,
    now: datetime,
    head: str = HEAD,
    versions: tuple[Path, ...] = (MIGRATIONS / "versions",),
) -> None:
    """Upgrade to `head` in one transaction, after a backup of what there was.

    Raises DatabaseNewer for a revision this version does not know; the file is left as it is.
    """
    with translated_errors(), engine.connect() as connection:
        connection = connection.execution_options(runsheet_read_only=True)
        with connection.begin():
            revision = _revision(connection)
    if revision == head:
        return
    if revision is not None:
        _refuse_newer(revision, versions)
        make_backup(Path(str(engine.url.database)), backups, key=key, now=now)
    with translated_errors(), engine.connect() as connection, connection.begin():
        _upgrade(connection, versions)


def is_of_this_version(connection: Connection) -> bool:
    """Whether its tables are those that this version reads."""
    return _revision(connection) == HEAD


def has_tables(connection: Connection) -> bool:
    """Whether it is a database of RunSheet's at all, of whichever version."""
    return _revision(connection) is not None


def upgrade(connection: Connection) -> None:
    """To this version's tables, in the caller's transaction; for a copy that is itself a backup.

    Raises DatabaseNewer.
    """
    versions = (MIGRATIONS / "versions",)
    revision = _revision(connection)
    if revision is not None and revision != HEAD:
        _refuse_newer(revision, versions)
        _upgrade(connection, versions)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(revision: str, versions: tuple[Path, ...]) -> None:
    known = {path.name.split("_")[0] for folder in versions for path in folder.glob("*.py")}
    if revision not in known:
        raise DatabaseNewer


def _upgrade(connection: Connection, versions: tuple[Path, ...]) -> None:
    # Alembic takes a third of a second to load and is needed once a version.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(str(path) for path in versions))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
