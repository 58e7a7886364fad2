"""The run sheet's queries on the open database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection as Sql

from app.domain.opening_hours import OpeningHours
from app.domain.run_sheet import RunSheet
from app.domain.situation import Situation
from app.store.reading import DriverRecord, Reader
from app.store.sheet import columns as sheet_columns
from app.store.sheet import run_sheet
from app.store.sheet.columns import ColumnFacts
from app.store.sheet.row_memory import RowMemory
from app.store.sheet.rows import ConnectionDay


def read_sheet(
    sql: Sql,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
    memory: RowMemory | None = None,
) -> RunSheet:
    """The whole sheet in one consistent read; `day` None is each practice's own today."""
    return run_sheet.read_sheet(
        _reader(sql),
        day=day,
        labels=labels,
        now=now,
        fallback_timezone=fallback_timezone,
        memory=memory,
    )


def read_sheets(
    sql: Sql,
    *,
    days: Sequence[date],
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> tuple[RunSheet, ...]:
    """The sheets of several local days, in their order."""
    return tuple(
        read_sheet(sql, day=day, labels=labels, now=now, fallback_timezone=fallback_timezone)
        for day in days
    )


def next_day_with_rows(sql: Sql, *, after: date) -> date | None:
    """The first stored day after this one on which somebody is to come."""
    return run_sheet.next_day_with_rows(_reader(sql), after=after)


def read_columns(
    sql: Sql, days: Sequence[ConnectionDay], *, now: datetime
) -> tuple[ColumnFacts, ...]:
    """One entry per mapped practitioner of these connections, in column order."""
    return sheet_columns.read_columns(_reader(sql), days, now=now)


def read_situation(
    sql: Sql, connection_id: str, *, hours: OpeningHours, timezone: str, now: datetime
) -> Situation:
    """What a connection's practice is doing today."""
    return sheet_columns.read_situation(
        _reader(sql), connection_id, hours=hours, timezone=timezone, now=now
    )


def read_opening_hours(sql: Sql) -> OpeningHours:
    """The practice's saved hours; the default where there are none."""
    return sheet_columns.read_opening_hours(_reader(sql))


def _driver_connection(sql: Sql) -> Any:
    return sql.connection.driver_connection


def _reader(sql: Sql) -> Reader:
    """Straight to the driver, in the transaction that is open: on texts that are plain SQL already,
    SQLAlchemy spends three times as long as the database.
    """
    raw = _driver_connection(sql)

    def read(query: str, parameters: Mapping[str, object]) -> Sequence[DriverRecord]:
        cursor = raw.cursor()
        cursor.row_factory = sqlcipher.Row
        found: list[DriverRecord] = cursor.execute(query, parameters).fetchall()
        return found

    return read
