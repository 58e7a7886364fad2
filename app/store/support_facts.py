"""What the support export tells of the database: counts, codes, times and ids; no person's data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy import Connection as Sql

from app.store.schema import (
    AnyRow,
    appointment_changes,
    local_edits,
    metadata,
    notices,
    pms_appointment_types,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    pms_sync_log,
    sync_quarantine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFacts:
    """Versions, sizes in KB (of the file and of its write-ahead log), rows by table."""

    sqlite_version: str
    cipher_version: str
    revision: str
    file_kb: int
    log_kb: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionFacts:
    """A connection without what names the practice."""

    row: AnyRow
    people: int
    people_shown: int
    types: int
    types_telehealth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """A row of the sync history, and how many changes of each kind it made."""

    row: AnyRow
    changes: dict[str, int]


def database_facts(sql: Sql, data_file: Path) -> DatabaseFacts:
    """Of the open database."""
    tables = sorted(metadata.tables.items())
    return DatabaseFacts(
        sqlite_version=str(_pragma(sql, "SELECT sqlite_version()")),
        cipher_version=str(_pragma(sql, "PRAGMA cipher_version")),
        revision=str(_pragma(sql, "SELECT version_num FROM alembic_version")),
        file_kb=_kilobytes(data_file),
        log_kb=_kilobytes(data_file.with_name(f"{data_file.name}-wal")),
        rows={
            name: sql.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables
        },
    )


def connection_facts(sql: Sql) -> tuple[ConnectionFacts, ...]:
    """Every connection, also those that were removed."""
    people, shown = pms_practitioners, pms_clinician_mappings
    types = pms_appointment_types
    found = sql.execute(select(pms_connections).order_by(pms_connections.c.created_at))
    return tuple(
        ConnectionFacts(
            row=row,
            people=_count(sql, people.c.connection_id == row.id),
            people_shown=_count(
                sql, shown.c.connection_id == row.id, shown.c.run_sheet_clinician_id.is_not(None)
            ),
            types=_count(sql, types.c.connection_id == row.id),
            types_telehealth=_count(sql, types.c.connection_id == row.id, types.c.is_telehealth),
        )
        for row in found.all()
    )


def run_facts(sql: Sql, *, since: datetime, run_id: str | None) -> tuple[RunFacts, ...]:
    """Runs that began since then, or the one run; newest first."""
    wanted = _is_wanted(since=since, run_id=run_id)
    query = select(pms_sync_log).where(wanted).order_by(pms_sync_log.c.started_at.desc())
    rows = sql.execute(query).all()
    changes = _changes_by_run(sql, [row.id for row in rows])
    return tuple(RunFacts(row=row, changes=dict(changes.get(row.id, {}))) for row in rows)


def count_runs(sql: Sql, statuses: Sequence[str], *, since: datetime, run_id: str | None) -> int:
    """How many of the runs that `run_facts` would give ended so."""
    log = pms_sync_log.c
    return _count(sql, _is_wanted(since=since, run_id=run_id), log.status.in_(statuses))


def quarantine_facts(sql: Sql, *, since: datetime) -> Sequence[AnyRow]:
    """Records that could not be read, seen since then."""
    table = sync_quarantine
    query = select(table).where(table.c.last_seen_at >= since).order_by(table.c.last_seen_at.desc())
    return sql.execute(query).all()


def notice_facts(sql: Sql, *, since: datetime) -> Sequence[AnyRow]:
    """Questions to a person that are open, or changed since then."""
    is_open, is_new = notices.c.state == "open", notices.c.updated_at >= since
    query = select(notices).where(is_open | is_new).order_by(notices.c.opened_at)
    return sql.execute(query).all()


def edit_counts(sql: Sql) -> dict[tuple[str, str], int]:
    """How many local edits there are by field and state."""
    edits = local_edits.c
    query = select(edits.field, edits.state, func.count()).group_by(edits.field, edits.state)
    return {(field, state): count for field, state, count in sql.execute(query)}


def _is_wanted(*, since: datetime, run_id: str | None) -> ColumnElement[bool]:
    log = pms_sync_log.c
    return log.started_at >= since if run_id is None else log.id == run_id


def _changes_by_run(sql: Sql, run_ids: Sequence[str]) -> dict[str, Counter[str]]:
    changes = appointment_changes.c
    found: dict[str, Counter[str]] = {}
    for start in range(0, len(run_ids), 500):
        query = (
            select(changes.sync_id, changes.kind, func.count())
            .where(changes.sync_id.in_(run_ids[start : start + 500]))
            .group_by(changes.sync_id, changes.kind)
        )
        for run_id, kind, count in sql.execute(query):
            found.setdefault(run_id, Counter())[kind] += count
    return found


def _count(sql: Sql, *where: Any) -> int:
    return sql.scalar(select(func.count()).where(*where)) or 0


def _pragma(sql: Sql, statement: str) -> object:
    return sql.exec_driver_sql(statement).scalar()


def _kilobytes(file: Path) -> int:
    try:
        return round(file.stat().st_size / 1024)
    except OSError:
        return 0
