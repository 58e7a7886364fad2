"""Databases of one process are made alike: half of a short test is spent on making one.

Tables are made by the migrations once and by their words from then on, and what SQLAlchemy has
worked out for one database's statements serves the next one. The migrations' own tests, and every
process that a test starts, go without.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect

from app.store import migrate
from app.store.file import database

upgrade = migrate._upgrade


class Alike:
    """What the first database left for the next ones."""

    def __init__(self) -> None:
        self._first: Engine | None = None
        self._words: list[str] = []

    def create_engine(self, *arguments: Any, **options: Any) -> Engine:
        """As SQLAlchemy's, with the statements that were worked out before."""
        engine = create_engine(*arguments, **options)
        if self._first is None:
            self._first = engine
        engine.dialect = self._first.dialect
        engine._compiled_cache = self._first._compiled_cache
        return engine

    def upgrade(self, connection: Connection, versions: tuple[Path, ...]) -> None:
        """As `migrate`'s, an empty database to the newest version by the words of the first."""
        is_new = not inspect(connection).get_table_names()
        is_usual = versions == (migrate.MIGRATIONS / "versions",)
        if not is_new or not is_usual or not self._words:
            upgrade(connection, versions)
            if is_new and is_usual:
                self._words = _words(connection)
        else:
            for words in self._words:
                connection.exec_driver_sql(words)


def _words(connection: Connection) -> list[str]:
    """What makes the same tables; none where they hold more than their revision."""
    listed = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    words = list(listed.scalars())
    for name in inspect(connection).get_table_names():
        rows = connection.exec_driver_sql(f"SELECT * FROM {name}").all()  # our own
        if name != "alembic_version" and rows:
            return []
        words += [f"INSERT INTO {name} VALUES ('{row[0]}')" for row in rows]
    return words


@pytest.fixture(scope="session", autouse=True)
def alike_databases() -> Iterator[None]:
    alike = Alike()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", alike.create_engine)
        patch.setattr(migrate, "_upgrade", alike.upgrade)
        yield
