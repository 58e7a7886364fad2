"""Reading the sync history: pages of runs over all connections, and everything about one run."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy import Connection as Sql

from app.domain.errors import ConnectionNotFound
from app.domain.history import (
    HistoryCursor,
    HistoryFilter,
    HistoryRun,
    NotImported,
    RunDetail,
    RunMark,
)
from app.domain.practice_day import PracticeDay
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import SyncStatus
from app.store.bulk import batches
from app.store.connection.connections import Labels
from app.store.connection.practitioners import list_practitioners
from app.store.schema import (
    AnyRow,
    appointment_changes,
    pms_connections,
    pms_sync_log,
    sync_quarantine,
)
from app.store.sync.history_changes import read_changes
from app.store.sync.log import run_of

_LOG, _PLACE = pms_sync_log.c, pms_connections.c
_NOBODY = ""
"""Whose the records are that name no practitioner."""

_COUNTED = (ChangeKind.MOVED, ChangeKind.RESTORED, ChangeKind.UPDATED)


def list_history(
    sql: Sql,
    wanted: HistoryFilter,
    *,
    limit: int,
    before: HistoryCursor | None,
    labels: Labels,
    fallback_timezone: str,
) -> tuple[HistoryRun, ...]:
    """The newest `limit` runs that the filter lets through, newest first, `before` a run's place.

    The history of a removed connection is gone with it.
    """
    query = _runs().where(*_conditions(sql, wanted, fallback_timezone)).limit(limit)
    if before is not None:
        earlier, same = _LOG.started_at < before.started_at, _LOG.started_at == before.started_at
        query = query.where(or_(earlier, and_(same, _LOG.id < before.run_id)))
    rows = sql.execute(query).all()
    counts = _change_counts(sql, [row.id for row in rows])
    return tuple(
        _entry(row, counts.get(row.id, {}), labels=labels, fallback_timezone=fallback_timezone)
        for row in rows
    )


def list_marks(sql: Sql, *, since: datetime) -> tuple[RunMark, ...]:
    """Every run that started since then, oldest first, as little as a strip needs."""
    query = (
        select(_LOG.id, _LOG.connection_id, _LOG.status, _LOG.started_at)
        .where(_LOG.started_at >= since)
        .order_by(_LOG.started_at, _LOG.id)
    )
    return tuple(
        RunMark(
            run_id=row.id,
            connection_id=row.connection_id,
            status=SyncStatus(row.status),
            started_at=row.started_at,
        )
        for row in sql.execute(query)
    )


def first_started_at(sql: Sql) -> datetime | None:
    """When the oldest run that is kept began; None without any."""
    query = select(_LOG.started_at).order_by(_LOG.started_at).limit(1)
    return sql.scalar(query)


def read_detail(
    sql: Sql, run_id: str, *, labels: Labels, fallback_timezone: str, changes_at_most: int
) -> RunDetail:
    """One run in full; raises ConnectionNotFound when its connection was removed meanwhile."""
    row = sql.execute(_runs().where(_LOG.id == run_id)).one_or_none()
    if row is None:
        raise ConnectionNotFound()
    counts = _change_counts(sql, [run_id]).get(run_id, {})
    entry = _entry(row, counts, labels=labels, fallback_timezone=fallback_timezone)
    names = _names(sql, entry)
    changes, change_count = read_changes(sql, entry, names=names, at_most=changes_at_most)
    not_imported = _not_imported(sql, entry, names)
    known = sum(each.count for each in not_imported)
    return RunDetail(
        entry=entry,
        changes=changes,
        change_count=change_count,
        not_imported=not_imported,
        no_longer_known=max(0, entry.run.counts.quarantined - known),
    )


def _runs() -> Select[Any]:
    columns = (_PLACE.pms_type, _PLACE.display_name, _PLACE.timezone)
    return (
        select(pms_sync_log, *columns)
        .join(pms_connections, _PLACE.id == _LOG.connection_id)
        .order_by(_LOG.started_at.desc(), _LOG.id.desc())
    )


def _conditions(
    sql: Sql, wanted: HistoryFilter, fallback_timezone: str
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.connection_id is not None:
        found.append(_LOG.connection_id == wanted.connection_id)
    if wanted.result is not None:
        found.append(_LOG.status == wanted.result)
    if wanted.since is not None:
        found.append(_LOG.started_at >= wanted.since)
    if wanted.day is not None:
        found.append(_on_day(sql, wanted.day, fallback_timezone))
    return found


def _on_day(sql: Sql, day: date, fallback_timezone: str) -> ColumnElement[bool]:
    """Each practice's own day: two in different zones begin it at different instants."""
    spans = [
        and_(_LOG.connection_id == row.id, _LOG.started_at >= its.start, _LOG.started_at < its.end)
        for row in sql.execute(select(_PLACE.id, _PLACE.timezone))
        for its in [PracticeDay(day=day, timezone=row.timezone or fallback_timezone)]
    ]
    return or_(*spans) if spans else _LOG.id.is_(None)


def _change_counts(sql: Sql, run_ids: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """By run, how many changes of the counted kinds."""
    found: dict[str, dict[str, int]] = {}
    log = appointment_changes.c
    for batch in batches(run_ids):
        query = (
            select(log.sync_id, log.kind, func.count().label("how_many"))
            .where(log.sync_id.in_(batch), log.kind.in_(_COUNTED))
            .group_by(log.sync_id, log.kind)
        )
        for row in sql.execute(query):
            found.setdefault(row.sync_id, {})[row.kind] = row.how_many
    return found


def _entry(
    row: AnyRow, counts: Mapping[str, int], *, labels: Labels, fallback_timezone: str
) -> HistoryRun:
    return HistoryRun(
        run=run_of(row),
        system=labels.get(row.pms_type, row.pms_type),
        practice=row.display_name,
        timezone=row.timezone or fallback_timezone,
        epoch=row.epoch,
        moved=counts.get(ChangeKind.MOVED, 0),
        came_back=counts.get(ChangeKind.RESTORED, 0),
        updated=counts.get(ChangeKind.UPDATED, 0),
    )


def _names(sql: Sql, entry: HistoryRun) -> Mapping[str, str]:
    """pms_practitioner_id -> name: as the run knew it, else as listed now."""
    people = list_practitioners(sql, entry.run.connection_id)
    listed = {each.practitioner.pms_practitioner_id: each.practitioner.full_name for each in people}
    return listed | {each.pms_practitioner_id: each.name for each in entry.run.outcomes}


def _not_imported(sql: Sql, entry: HistoryRun, names: Mapping[str, str]) -> tuple[NotImported, ...]:
    """What is kept of the day's unreadable records that were there when the run ended.

    Only the newest knowledge is kept, so a record first seen later belongs to a later run. The
    run's own counts say whose: of a practitioner that it did not ask for it knew nothing.
    """
    run, table = entry.run, sync_quarantine.c
    if not run.counts.quarantined or run.completed_at is None:
        return ()
    query = (
        select(table.pms_practitioner_id, table.reason, func.count().label("how_many"))
        .where(
            table.connection_id == run.connection_id,
            table.local_day == run.day,
            table.first_seen_at <= run.completed_at,
        )
        .group_by(table.pms_practitioner_id, table.reason)
        .order_by(table.pms_practitioner_id, table.reason)
    )
    whose = {each.pms_practitioner_id for each in run.outcomes if each.quarantined}
    if run.counts.quarantined > sum(each.quarantined for each in run.outcomes):
        whose.add(_NOBODY)
    return tuple(
        NotImported(
            reason=row.reason,
            clinician=names.get(row.pms_practitioner_id),
            count=row.how_many,
        )
        for row in sql.execute(query)
        if row.pms_practitioner_id in whose
    )
