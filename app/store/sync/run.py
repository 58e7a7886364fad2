"""A run's two transactions: its claim, and the end that commits everything or nothing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection as Sql

from app.domain.connection import Connection
from app.domain.errors import NobodyMapped
from app.domain.practice import AppointmentType, Practitioner
from app.domain.reconcile import ChangeKind, StoredRow
from app.domain.sync_run import PractitionerOutcome, SyncCounts, SyncStatus
from app.store.connection.appointment_types import StoredType, list_types, save_types
from app.store.connection.connections import Labels, get_connection
from app.store.connection.practitioners import list_practitioners, save_practitioners
from app.store.desk.local_edits import settle_removed
from app.store.sync import facts as sync_facts
from app.store.sync import leases, notices
from app.store.sync import log as sync_log
from app.store.sync.day import (
    DayWrites,
    forget_day_marks,
    write_change_log,
    write_day,
)
from app.store.sync.day_rows import mark_removed
from app.store.sync.leases import LeaseHolder
from app.store.sync.log import WantedRun
from app.store.sync.stored_day import Snapshot, read_rows_by_id, read_snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """What a claimed run works from. `is_part`: others have a column too and are left alone."""

    run_id: str
    epoch: int
    started_at: datetime
    connection: Connection
    day: date
    practitioners: tuple[Practitioner, ...]
    is_part: bool
    types: tuple[StoredType, ...]
    snapshots: dict[str, Snapshot]
    kept_row_ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnd:
    """How a run ended. `held`: rows that vanished in a mass and wait for a person. `retry_at`:
    before that the system does not want to be asked again.

    `people` and `types` are the practice's lists as read now; empty ones are not believed.
    """

    status: SyncStatus
    counts: SyncCounts
    outcomes: tuple[PractitionerOutcome, ...]
    error: tuple[str, str] | None
    retry_at: datetime | None = None
    people: tuple[Practitioner, ...] = ()
    types: tuple[AppointmentType, ...] = ()
    writes: DayWrites | None = None
    held: tuple[StoredRow, ...] = ()


def claim_run(
    sql: Sql, wanted: WantedRun, *, holder: LeaseHolder, labels: Labels, now: datetime
) -> RunPlan:
    """Take the lease and open a run, of all mapped people or of some of them.

    Raises SyncRunning, ConnectionNotFound, NobodyMapped.
    """
    sync_log.abandon_dead_runs(sql, holder=holder, now=now)
    connection_id = wanted.connection_id
    connection = get_connection(sql, connection_id, labels=labels)
    mapped = _mapped(sql, connection_id)
    chosen = _chosen(mapped, wanted.practitioner_ids)
    if not chosen:
        raise NobodyMapped(system=connection.system)
    epoch = leases.claim(sql, connection_id, holder=holder, now=now)
    run_id = sync_log.start_run(sql, wanted, epoch=epoch, now=now)
    return RunPlan(
        run_id=run_id,
        epoch=epoch,
        started_at=now,
        connection=connection,
        day=wanted.day,
        practitioners=chosen,
        is_part=len(chosen) < len(mapped),
        types=list_types(sql, connection_id),
        snapshots=read_snapshots(sql, connection_id, wanted.day),
        kept_row_ids=notices.kept_rows(sql, connection_id),
    )


def _mapped(sql: Sql, connection_id: str) -> tuple[Practitioner, ...]:
    """Practitioners with a column; left ones too, whose last appointments must not be missed."""
    return tuple(
        item.practitioner
        for item in list_practitioners(sql, connection_id)
        if item.mapping and item.mapping.clinician_id and item.mapping.sync_enabled
    )


def _chosen(
    mapped: tuple[Practitioner, ...], practitioner_ids: Collection[str] | None
) -> tuple[Practitioner, ...]:
    if practitioner_ids is None:
        return mapped
    return tuple(one for one in mapped if one.pms_practitioner_id in practitioner_ids)


def finish_run(
    sql: Sql, plan: RunPlan, end: RunEnd, *, holder: LeaseHolder, today: date, now: datetime
) -> RunEnd:
    """Write everything the run found and give the lease back, or raise SyncFenced and write none.

    `today` is the practice's: a run of another day says nothing of how fresh the list is.
    The end as it was stored: held rows that enough runs agree on are removed after all.
    """
    leases.release(sql, plan.connection.id, epoch=plan.epoch, holder=holder)
    if end.writes is not None:
        end = _settle_held(sql, plan, end, now=now)
        _take_over_lists(sql, plan, end, now=now)
        assert end.writes is not None  # noqa: S101  # _settle_held keeps them
        write_day(sql, plan.connection.id, end.writes, run_id=plan.run_id, now=now)
    sync_log.end_run(
        sql,
        plan.run_id,
        status=end.status,
        counts=end.counts,
        outcomes=end.outcomes,
        error=end.error,
        now=now,
    )
    sync_facts.write_facts(sql, _facts(plan, end, is_today=plan.day == today), now=now)
    return end


def _facts(plan: RunPlan, end: RunEnd, *, is_today: bool) -> sync_facts.RunFacts:
    return sync_facts.RunFacts(
        connection_id=plan.connection.id,
        status=end.status,
        error=end.error,
        retry_at=end.retry_at,
        started_at=plan.started_at,
        is_today=is_today,
        is_part=plan.is_part,
        has_people=bool(end.people),
        writes=end.writes,
        day=plan.day,
    )


def _take_over_lists(sql: Sql, plan: RunPlan, end: RunEnd, *, now: datetime) -> None:
    """Write the lists where they differ from what is stored."""
    connection_id = plan.connection.id
    listed = tuple(item.practitioner for item in list_practitioners(sql, connection_id))
    if end.people and end.people != listed:
        save_practitioners(sql, connection_id, end.people, now=now)
    types = tuple(item.appointment_type for item in plan.types)
    if end.types and end.types != types:
        save_types(sql, connection_id, end.types, now=now)


def _settle_held(sql: Sql, plan: RunPlan, end: RunEnd, *, now: datetime) -> RunEnd:
    """Keep the day's open question to the rows that are still missing, and end it in time."""
    if end.writes is None:
        return end
    missing = [*_still_held(sql, plan, end.writes), *(row.id for row in end.held)]
    if not end.held:
        notices.narrow_hold(sql, plan.connection.id, missing, day=plan.day, now=now)
        return end
    if not notices.hold_rows(sql, plan.connection.id, missing, day=plan.day, now=now):
        return end
    return replace(
        end,
        writes=replace(end.writes, removed=(*end.writes.removed, *end.held)),
        counts=replace(end.counts, removed=end.counts.removed + len(end.held), held=0),
        held=(),
    )


def _still_held(sql: Sql, plan: RunPlan, writes: DayWrites) -> list[str]:
    """Held rows whose practitioner this run could not read whole: nothing new is known of them."""
    read = {cell.pms_practitioner_id for cell in writes.cells}
    held = notices.held_rows(sql, plan.connection.id, day=plan.day)
    rows = read_rows_by_id(sql, plan.connection.id, held)
    return [row.id for row in rows if row.pms_practitioner_id not in read and not row.is_removed]


def accept_hold(sql: Sql, notice_id: str, *, accept: bool, now: datetime) -> str:
    """A person's answer to a mass vanish; the connection's id.

    Accepting marks the rows as gone, and the day is read in full next time, so that whatever is
    listed after all comes back.
    """
    held = notices.answer_hold(sql, notice_id, accept=accept, now=now)
    if accept:
        rows = [
            row
            for row in read_rows_by_id(sql, held.connection_id, held.row_ids)
            if row.local_day == held.day and not row.is_removed
        ]
        mark_removed(sql, [row.id for row in rows], now=now)
        settle_removed(sql, [row.id for row in rows], now=now)
        removed = ((ChangeKind.REMOVED, row, None) for row in rows)
        write_change_log(sql, held.connection_id, removed, cause_id=notice_id, now=now)
        forget_day_marks(sql, held.connection_id, held.day)
    return held.connection_id
