"""The one transaction of a sync: what it writes about a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, insert, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.appointment import Appointment, QuarantinedRecord
from app.domain.practice_day import zone
from app.domain.reconcile import ChangeKind, RowChange, StoredRow
from app.store.bulk import batches
from app.store.connection.removal import replace_kept_rows
from app.store.desk.local_edits import settle_day
from app.store.retention import drop_nameless
from app.store.schema import (
    appointment_changes,
    sync_quarantine,
    sync_snapshots,
)
from app.store.sync.changed_facts import read_changed_facts
from app.store.sync.day_rows import mark_removed, write_rows
from app.store.sync.stored_day import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWrite:
    """A practitioner's day that was read whole. Empty `marks`: read it in full next time too."""

    pms_practitioner_id: str
    marks: Marks
    row_count: int
    quarantined_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFailure:
    """A practitioner's day that was not, and why."""

    pms_practitioner_id: str
    error_code: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWrites:
    """Everything one run writes about one day of one connection."""

    day: date
    timezone: str
    changes: Sequence[RowChange]
    removed: Sequence[StoredRow]
    cells: Sequence[CellWrite]
    failures: Sequence[CellFailure]
    quarantined: Mapping[str, tuple[QuarantinedRecord, ...]]


NO_FACTS: Mapping[str, Sequence[str]] = MappingProxyType({})

LoggedChange = tuple[ChangeKind, StoredRow, Appointment | None]
"""What happened to a row, the row before, and what it is now; None when it is gone."""


def write_day(
    sql: Sql, connection_id: str, writes: DayWrites, *, run_id: str, now: datetime
) -> None:
    """Rows, removals, change log, snapshots and quarantine; what was kept of the same practice's
    removed connection gives way.
    """
    facts = read_changed_facts(sql, writes.changes)
    write_rows(sql, connection_id, writes.changes, run_id=run_id, timezone=writes.timezone, now=now)
    mark_removed(sql, [row.id for row in writes.removed], now=now)
    write_change_log(sql, connection_id, _changed(writes), facts=facts, cause_id=run_id, now=now)
    _write_snapshots(sql, connection_id, writes, now=now)
    _forget_marks(sql, connection_id, writes)
    _write_quarantine(sql, connection_id, writes, now=now)
    whole = [cell.pms_practitioner_id for cell in writes.cells]
    replace_kept_rows(sql, connection_id, day=writes.day, practitioner_ids=whole)
    drop_nameless(sql, connection_id, day=writes.day, practitioner_ids=whole)
    settle_day(sql, connection_id, writes, now=now)


def write_change_log(
    sql: Sql,
    connection_id: str,
    changed: Iterable[LoggedChange],
    *,
    facts: Mapping[str, Sequence[str]] = NO_FACTS,
    cause_id: str,
    now: datetime,
) -> None:
    """What rows were and have become; `cause_id` is the run or the answered question.

    `facts` are the names of what differs, by row id (`store/changed_facts.py`).
    That a row came is on the row itself.
    """
    rows: list[dict[str, object]] = [
        {
            "connection_id": connection_id,
            "sync_id": cause_id,
            "appointment_id": row.id,
            "kind": kind.value,
            "changed_fields": list(facts.get(row.id, ())),
            "before_start_at": row.start,
            "before_local_day": row.local_day,
            "before_practitioner_id": row.pms_practitioner_id,
            "before_status": row.status.value,
            "after_start_at": after.start if after else row.start,
            "after_practitioner_id": (
                after.pms_practitioner_id if after else row.pms_practitioner_id
            ),
            "after_status": after.status.value if after else row.status.value,
            "changed_at": now,
        }
        for kind, row, after in changed
    ]
    if rows:
        sql.execute(insert(appointment_changes), rows)


def _changed(writes: DayWrites) -> Iterator[LoggedChange]:
    for change in writes.changes:
        if change.stored is not None:
            yield change.kind, change.stored, change.appointment
    for row in writes.removed:
        yield ChangeKind.REMOVED, row, None


_NEW_SNAPSHOTS = upsert(sync_snapshots)
_UPSERT_SNAPSHOTS = _NEW_SNAPSHOTS.on_conflict_do_update(
    index_elements=["connection_id", "pms_practitioner_id", "local_day"],
    set_={
        name: _NEW_SNAPSHOTS.excluded[name]
        for name in ("page_marks", "row_count", "quarantined_count", "fetched_at")
    },
)


def _write_snapshots(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    rows = [
        {
            "connection_id": connection_id,
            "pms_practitioner_id": cell.pms_practitioner_id,
            "local_day": writes.day,
            "page_marks": [list(mark) for mark in cell.marks],
            "row_count": cell.row_count,
            "quarantined_count": cell.quarantined_count,
            "first_fetched_at": now,
            "fetched_at": now,
        }
        for cell in writes.cells
    ]
    if not rows:
        return
    sql.execute(_UPSERT_SNAPSHOTS, rows)


def _forget_marks(sql: Sql, connection_id: str, writes: DayWrites) -> None:
    """Days that got a row without being read whole in this run are read in full next time.

    Their pages may come back byte for byte as they were before that row, and then the row, gone by
    now, would count as unchanged.
    """
    tz = zone(writes.timezone)
    touched = {
        (change.appointment.pms_practitioner_id, change.appointment.start.astimezone(tz).date())
        for change in writes.changes
    }
    touched -= {(cell.pms_practitioner_id, writes.day) for cell in writes.cells}
    table = sync_snapshots
    for practitioner_id, day in touched:
        sql.execute(
            update(table)
            .where(
                table.c.connection_id == connection_id,
                table.c.pms_practitioner_id == practitioner_id,
                table.c.local_day == day,
            )
            .values(page_marks=[])
        )


def forget_day_marks(sql: Sql, connection_id: str, day: date) -> None:
    """The whole day is read in full next time."""
    table = sync_snapshots
    sql.execute(
        update(table)
        .where(table.c.connection_id == connection_id, table.c.local_day == day)
        .values(page_marks=[])
    )


def _write_quarantine(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    """Replace what is known of the practitioners that were read in full just now."""
    table = sync_quarantine
    rows = [
        {
            "connection_id": connection_id,
            "pms_practitioner_id": practitioner_id,
            "local_day": writes.day,
            "payload_sha256": record.payload_sha256,
            "pms_appointment_id": record.pms_appointment_id,
            "reason": record.reason,
            "first_seen_at": now,
            "last_seen_at": now,
            "seen_count": 1,
        }
        for practitioner_id, records in writes.quarantined.items()
        for record in records
    ]
    if rows:
        sql.execute(
            upsert(table).on_conflict_do_update(
                index_elements=list(table.primary_key.columns),
                set_={"last_seen_at": now, "seen_count": table.c.seen_count + 1},
            ),
            rows,
        )
    for batch in batches(writes.quarantined):
        sql.execute(
            delete(table).where(
                table.c.connection_id == connection_id,
                table.c.local_day == writes.day,
                table.c.pms_practitioner_id.in_(batch),
                table.c.last_seen_at != now,
            )
        )
