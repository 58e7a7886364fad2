"""A new data file's tables: made by the migrations once, by their very statements afterwards.

Alembic takes a tenth of a second for it, and more than a thousand tests begin with a new file.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, inspect

from app.store import migrate

Versions = tuple[Path, ...]
_OURS: Versions = (migrate.MIGRATIONS / "versions",)
_READS = ("SELECT", "PRAGMA")


class Replayed:
    """Stands before `migrate._upgrade`; every file but a new one goes the long way."""

    def __init__(self) -> None:
        self._upgrade = migrate._upgrade
        self._statements: tuple[tuple[str, Any], ...] = ()

    def __call__(self, connection: Connection, versions: Versions) -> None:
        """Makes the tables."""
        if versions != _OURS or inspect(connection).get_table_names():
            self._upgrade(connection, versions)
        elif self._statements:
            for statement, values in self._statements:
                connection.exec_driver_sql(statement, values)
        else:
            self._statements = self._recorded(connection, versions)

    def _recorded(self, connection: Connection, versions: Versions) -> tuple[tuple[str, Any], ...]:
        """What the migrations say to the database."""
        said: list[tuple[str, Any]] = []

        def note(_sql: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
            if not statement.lstrip().startswith(_READS):
                said.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        try:
            self._upgrade(connection, versions)
        finally:
            event.remove(connection, "before_cursor_execute", note)
        return tuple(said)


REPLAYED = Replayed()
