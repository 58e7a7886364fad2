"""Today's list at the start, before the database is opened for work: one read, no SQLAlchemy."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.run_sheet import RunSheet
from app.store.file.cipher import open_for_a_look
from app.store.revision import HEAD
from app.store.sheet.run_sheet import read_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLook:
    """Today's sheet, and how the window was left."""

    sheet: RunSheet
    preferences: dict[str, str]


def look_at_today(
    data_file: Path,
    key: bytes,
    *,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> StoredLook | None:
    """Today's sheet as it was last stored; None when the file can't be read just like that.

    Whatever is wrong (another version's tables, a wrong key, a fault) is left to the proper opening
    that follows, which says what it is.
    """
    try:
        with closing(open_for_a_look(data_file, key)) as raw:
            raw.row_factory = sqlcipher.Row
            if raw.execute("SELECT version_num FROM alembic_version").fetchone()[0] != HEAD:
                return None

            def read(text: str, parameters: Mapping[str, object]) -> Any:
                return raw.execute(text, parameters).fetchall()

            sheet = read_sheet(
                read, day=None, labels=labels, now=now, fallback_timezone=fallback_timezone
            )
            saved = raw.execute("SELECT name, value FROM preferences").fetchall()
            return StoredLook(sheet=sheet, preferences={row[0]: row[1] for row in saved})
    except sqlcipher.Error:
        return None
