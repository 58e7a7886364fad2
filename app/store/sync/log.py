"""The history of syncs: a row a run, from its claim to its end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import insert, not_, select, true, update

from app.domain.errors import ConnectionNotFound, SyncRunning
from app.domain.sync_run import (
    PractitionerOutcome,
    SyncCounts,
    SyncRun,
    SyncStatus,
    SyncTrigger,
)
from app.store.ids import new_id
from app.store.schema import AnyRow, pms_connections, pms_sync_log, sync_leases
from app.store.sync.leases import LeaseHolder, is_held


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRun:
    """A run to begin: of which day, why and by whom, and of whom (None: everybody mapped)."""

    connection_id: str
    trigger: SyncTrigger
    day: date
    started_by: str | None = None
    practitioner_ids: Collection[str] | None = None


def start_run(sql: Sql, wanted: WantedRun, *, epoch: int, now: datetime) -> str:
    """A run in the state *running*; its id."""
    run_id = new_id()
    sql.execute(
        insert(pms_sync_log).values(
            id=run_id,
            connection_id=wanted.connection_id,
            sync_type=wanted.trigger,
            started_by=wanted.started_by,
            status=SyncStatus.RUNNING,
            sync_day=wanted.day,
            epoch=epoch,
            started_at=now,
            **_counts(SyncCounts()),
            details=[],
        )
    )
    return run_id


def note_skipped(sql: Sql, wanted: WantedRun, *, now: datetime) -> None:
    """A run that never began, because another one is under way; the history says who asked."""
    lease = sync_leases.c
    epoch = sql.scalar(select(lease.epoch).where(lease.connection_id == wanted.connection_id))
    run_id = start_run(sql, wanted, epoch=epoch or 0, now=now)
    refused = SyncRunning()
    end_run(
        sql,
        run_id,
        status=SyncStatus.SKIPPED,
        counts=SyncCounts(),
        outcomes=(),
        error=(refused.code, refused.sentence),
        now=now,
    )


def end_run(
    sql: Sql,
    run_id: str,
    *,
    status: SyncStatus,
    counts: SyncCounts,
    outcomes: Sequence[PractitionerOutcome],
    error: tuple[str, str] | None,
    now: datetime,
) -> None:
    """Close a run; `error` is its code and sentence."""
    code, message = error or (None, None)
    sql.execute(
        update(pms_sync_log)
        .where(pms_sync_log.c.id == run_id)
        .values(
            status=status,
            completed_at=now,
            error_code=code,
            error_message=message,
            details=[_outcome_json(outcome) for outcome in outcomes],
            **_counts(counts),
        )
    )


def abandon_dead_runs(sql: Sql, *, holder: LeaseHolder, now: datetime) -> int:
    """Mark runs that a killed or fenced process left open, and free their leases; how many."""
    open_runs = sql.execute(
        select(
            pms_sync_log.c.id,
            pms_sync_log.c.connection_id,
            pms_sync_log.c.epoch.label("run_epoch"),
            sync_leases.c.holder,
            sync_leases.c.epoch,
            sync_leases.c.expires_at,
        )
        .join(sync_leases, sync_leases.c.connection_id == pms_sync_log.c.connection_id)
        .where(pms_sync_log.c.status == SyncStatus.RUNNING)
    ).all()
    dead = [
        row
        for row in open_runs
        if row.run_epoch < row.epoch or not is_held(row, holder=holder, now=now)
    ]
    for row in dead:
        end_run(
            sql,
            row.id,
            status=SyncStatus.ABANDONED,
            counts=SyncCounts(),
            outcomes=(),
            error=None,
            now=now,
        )
        sql.execute(
            update(sync_leases)
            .where(
                sync_leases.c.connection_id == row.connection_id,
                sync_leases.c.epoch == row.run_epoch,
            )
            .values(holder=None, expires_at=None)
        )
        if _died_with_its_process(row, holder=holder):
            _count_abandoned(sql, row.connection_id)
    return len(dead)


def _died_with_its_process(row: AnyRow, *, holder: LeaseHolder) -> bool:
    """The run ended its process, or ended with it. One of this very process only lost its lease:
    the PC slept, or the disk was full when it ended.
    """
    if row.run_epoch < row.epoch or row.holder in (None, holder.id):
        return False
    return not holder.is_running(row.connection_id, holder=row.holder, epoch=row.epoch)


def _count_abandoned(sql: Sql, connection_id: str) -> None:
    table = pms_connections.c
    sql.execute(
        update(pms_connections)
        .where(table.id == connection_id)
        .values(abandoned_in_a_row=table.abandoned_in_a_row + 1)
    )


def list_runs(sql: Sql, connection_id: str, *, limit: int, only_begun: bool) -> tuple[SyncRun, ...]:
    """Newest first; `only_begun`: none that was skipped."""
    skipped = pms_sync_log.c.status == SyncStatus.SKIPPED
    query = (
        select(pms_sync_log)
        .where(pms_sync_log.c.connection_id == connection_id)
        .where(not_(skipped) if only_begun else true())
        .order_by(pms_sync_log.c.started_at.desc(), pms_sync_log.c.epoch.desc())
        .limit(limit)
    )
    return tuple(run_of(row) for row in sql.execute(query))


def get_run(sql: Sql, run_id: str) -> SyncRun:
    """One run; raises ConnectionNotFound when its connection was removed while it ran."""
    row = sql.execute(select(pms_sync_log).where(pms_sync_log.c.id == run_id)).one_or_none()
    if row is None:
        raise ConnectionNotFound()
    return run_of(row)


def syncing_connections(sql: Sql, *, holder: LeaseHolder, now: datetime) -> frozenset[str]:
    """Connections whose lease a living process holds right now."""
    return frozenset(
        row.connection_id
        for row in sql.execute(select(sync_leases).where(sync_leases.c.holder.is_not(None)))
        if is_held(row, holder=holder, now=now)
    )


def _counts(counts: SyncCounts) -> dict[str, int]:
    return {
        "appointments_fetched": counts.fetched,
        "appointments_created": counts.created,
        "appointments_updated": counts.updated,
        "appointments_skipped": counts.skipped,
        "appointments_unchanged": counts.unchanged,
        "appointments_removed": counts.removed,
        "appointments_held": counts.held,
        "quarantined": counts.quarantined,
    }


def _outcome_json(outcome: PractitionerOutcome) -> dict[str, Any]:
    return {
        "practitionerId": outcome.pms_practitioner_id,
        "name": outcome.name,
        "fetched": outcome.fetched,
        "quarantined": outcome.quarantined,
        "errorCode": outcome.error_code,
        "error": outcome.error,
    }


def run_of(row: AnyRow) -> SyncRun:
    """A row of the history as the run it tells of."""
    return SyncRun(
        id=row.id,
        connection_id=row.connection_id,
        trigger=SyncTrigger(row.sync_type),
        started_by=row.started_by,
        status=SyncStatus(row.status),
        day=row.sync_day,
        counts=SyncCounts(
            fetched=row.appointments_fetched,
            created=row.appointments_created,
            updated=row.appointments_updated,
            skipped=row.appointments_skipped,
            unchanged=row.appointments_unchanged,
            removed=row.appointments_removed,
            held=row.appointments_held,
            quarantined=row.quarantined,
        ),
        started_at=row.started_at,
        completed_at=row.completed_at,
        error_code=row.error_code,
        error=row.error_message,
        outcomes=tuple(
            PractitionerOutcome(
                pms_practitioner_id=item["practitionerId"],
                name=item["name"],
                fetched=item["fetched"],
                quarantined=item["quarantined"],
                error_code=item["errorCode"],
                error=item["error"],
            )
            for item in row.details
        ),
    )
