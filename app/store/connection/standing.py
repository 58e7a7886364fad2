"""How every connection stands, in one consistent read: people, types, columns, open questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import func, select

from app.domain.connection import Connection
from app.domain.situation import Situation
from app.domain.sync_run import Notice
from app.store.connection.connections import list_connections
from app.store.schema import pms_appointment_types, pms_clinician_mappings
from app.store.sheet.columns import ColumnFacts
from app.store.sheet.queries import read_columns, read_opening_hours, read_situation
from app.store.sheet.rows import day_of
from app.store.sync.leases import LeaseHolder
from app.store.sync.log import syncing_connections
from app.store.sync.notices import list_notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A connection with what its overview is made of; `columns` are of its practice's today."""

    connection: Connection
    situation: Situation
    columns: tuple[ColumnFacts, ...]
    people_shown: int
    telehealth_types: int
    is_syncing: bool
    notices: tuple[Notice, ...]


def read_standings(
    sql: Sql,
    *,
    labels: Mapping[str, str],
    holder: LeaseHolder,
    now: datetime,
    fallback_timezone: str,
) -> tuple[Standing, ...]:
    """Of every connection, oldest first."""
    hours = read_opening_hours(sql)
    questions = list_notices(sql, labels=labels)
    syncing = syncing_connections(sql, holder=holder, now=now)
    people, types = _people_shown(sql), _telehealth_types(sql)
    found = []
    for each in list_connections(sql, labels=labels):
        of = day_of(each, day=None, now=now, fallback_timezone=fallback_timezone)
        found.append(
            Standing(
                connection=each,
                situation=read_situation(sql, each.id, hours=hours, timezone=of.timezone, now=now),
                columns=read_columns(sql, [of], now=now),
                people_shown=people.get(each.id, 0),
                telehealth_types=types.get(each.id, 0),
                is_syncing=each.id in syncing,
                notices=tuple(notice for notice in questions if notice.connection_id == each.id),
            )
        )
    return tuple(found)


def _people_shown(sql: Sql) -> dict[str, int]:
    """How many people have a column, by connection."""
    mapped = pms_clinician_mappings.c
    query = (
        select(mapped.connection_id, func.count())
        .where(mapped.run_sheet_clinician_id.is_not(None), mapped.sync_enabled)
        .group_by(mapped.connection_id)
    )
    return {row[0]: row[1] for row in sql.execute(query)}


def _telehealth_types(sql: Sql) -> dict[str, int]:
    """How many types are ticked as telehealth, by connection."""
    types = pms_appointment_types.c
    query = (
        select(types.connection_id, func.count())
        .where(types.is_telehealth)
        .group_by(types.connection_id)
    )
    return {row[0]: row[1] for row in sql.execute(query)}
