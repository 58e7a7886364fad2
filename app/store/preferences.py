"""Choices of this installation: theme, view, window place. Never patients' data, never secrets."""

from collections.abc import Iterable

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.store.schema import preferences


def read_preferences(sql: Sql) -> dict[str, str]:
    """Every saved preference by name."""
    return {row.name: row.value for row in sql.execute(select(preferences))}


def write_preference(sql: Sql, name: str, value: str) -> None:
    """Save one preference."""
    sql.execute(
        upsert(preferences)
        .values(name=name, value=value)
        .on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )


def forget_preferences(sql: Sql, names: Iterable[str]) -> None:
    """Take these away; what was never saved is no fault."""
    sql.execute(delete(preferences).where(preferences.c.name.in_(tuple(names))))
