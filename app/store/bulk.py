"""Many rows at once: names in batches, and thousands of rows at nearly the driver's own speed.

SQLAlchemy writes the SQL and converts the values, column by column; what is left out is its
per-row dictionary work, which took longer than SQLite's writing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Insert

_BATCH = 500
"""Few enough names for one `IN (...)` of any database."""


def batches(items: Iterable[str]) -> Iterator[list[str]]:
    """The items in lists that fit one statement."""
    ordered = list(items)
    return (ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH))


def execute_many(
    sql: Connection,
    statement: Insert,
    columns: Sequence[Column[Any]],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Run an INSERT (with its ON CONFLICT) for rows whose values stand in the columns' order."""
    order = {column.name: place for place, column in enumerate(columns)}
    compiled = statement.compile(dialect=sql.dialect, column_keys=list(order))
    by_column = list(zip(*rows, strict=True))
    if not by_column:
        return
    converted = [
        _convert(sql, columns[order[name]], by_column[order[name]])
        for name in compiled.positiontup or ()
    ]
    sql.exec_driver_sql(compiled.string, list(zip(*converted, strict=True)))


def _convert(sql: Connection, column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """The values as the driver wants them; the many equal ones are converted once."""
    processor = column.type.dialect_impl(sql.dialect).bind_processor(sql.dialect)
    if processor is None:
        return values
    seen: dict[Any, Any] = {}
    converted = []
    for value in values:
        if value not in seen:
            seen[value] = processor(value)
        converted.append(seen[value])
    return converted
