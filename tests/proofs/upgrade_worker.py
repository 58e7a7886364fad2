"""Migrates data files in children that may be killed: a path a line, answered by a process's id.

Loaded once and forked for each, for what takes the time is loading.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.store.file.database import encrypted_engine
from app.store.migrate import migrate

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, tzinfo=UTC)


def upgrade(file: Path) -> None:
    """To this version's tables."""
    engine = encrypted_engine(file, KEY)
    migrate(engine, key=KEY, backups=file.parent / "backups", now=NOW)
    engine.dispose()


def main() -> None:
    import alembic.command  # loaded before the fork
    import alembic.config  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                upgrade(Path(line.strip()))
            finally:
                os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
