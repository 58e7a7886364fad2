"""What a run's end says of its connection and columns: the last try, the last success."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import select, update

from app.domain.freshness import has_no_way, needs_a_person
from app.domain.sync_run import SyncStatus
from app.store.bulk import batches
from app.store.schema import AnyRow, pms_clinician_mappings, pms_connections, pms_practitioners
from app.store.sync import notices
from app.store.sync.day import DayWrites

LONGEST_WAIT = timedelta(minutes=15)
"""No system makes us wait longer than this, whatever it asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """A run as the facts see it. `writes` is None for a run whose fetch did not come back.

    `is_today`: it was of the practice's current day. `is_part`: others have a column too.
    """

    connection_id: str
    status: SyncStatus
    error: tuple[str, str] | None
    retry_at: datetime | None
    started_at: datetime
    is_today: bool
    is_part: bool
    has_people: bool
    writes: DayWrites | None
    day: date


def write_facts(sql: Sql, run: RunFacts, *, now: datetime) -> None:
    """A run that a person stopped changes nothing; one of another day only what concerns any day:
    a sign-in that a person must renew, a system that wants its peace, a network that is gone.
    """
    if run.status is SyncStatus.CANCELLED:
        return
    if run.is_today and run.writes is not None:
        _write_practitioners(sql, run.connection_id, run.writes, now=now)
    values = _any_days(run, now=now)
    if run.is_today or _concerns_any_day(run):
        values |= _part(sql, run) if _is_part(run) else _whole(run, now=now)
    sql.execute(
        update(pms_connections).where(pms_connections.c.id == run.connection_id).values(**values)
    )


def _concerns_any_day(run: RunFacts) -> bool:
    """A look ahead may be the first to meet a lost network: a desk must know before the next check
    of today. One column's lost answer is no lost network.
    """
    code = run.error[0] if run.error else None
    is_cut_off = run.status is SyncStatus.FAILED and not run.is_part and has_no_way(code)
    return needs_a_person(code) or is_cut_off


def _any_days(run: RunFacts, *, now: datetime) -> dict[str, Any]:
    latest = now + LONGEST_WAIT
    values: dict[str, Any] = {"retry_at": min(run.retry_at, latest) if run.retry_at else None}
    if run.has_people:
        values["people_fetched_at"] = now
    return values


def _is_part(run: RunFacts) -> bool:
    """A fault of the whole connection is one, however few columns were asked for."""
    return run.is_part and run.writes is not None


def _whole(run: RunFacts, *, now: datetime) -> dict[str, Any]:
    """Last success and last attempt are two facts."""
    code, sentence = run.error or (None, None)
    failures = pms_connections.c.failures_in_a_row
    values: dict[str, Any] = {
        "last_attempt_at": now,
        "last_sync_status": run.status,
        "last_sync_error": sentence,
        "last_sync_error_code": code,
        "failures_in_a_row": failures + 1 if run.status is SyncStatus.FAILED else 0,
        "abandoned_in_a_row": 0,
    }
    if run.status is SyncStatus.SUCCESS:
        values["last_sync_at"] = now
    return values


def _part(sql: Sql, run: RunFacts) -> dict[str, Any]:
    """After a run of some columns the connection is as well as its worst column.

    Its last success is the oldest column's. The try does not count where the whole list was due
    anyway: its own sync must not be put off by it.
    """
    columns = _columns(sql, run.connection_id)
    values: dict[str, Any] = {"failures_in_a_row": 0, "abandoned_in_a_row": 0}
    if not _is_whole_due(sql, run):
        values["last_attempt_at"] = run.started_at
    failed = next((each for each in columns if each.last_error_code), None)
    held = notices.held_rows(sql, run.connection_id, day=run.day)
    if failed is not None:
        code, sentence = failed.last_error_code, failed.last_error
        return values | _told(SyncStatus.PARTIAL, code, sentence)
    if run.status is not SyncStatus.SUCCESS:
        return values | _told(SyncStatus.PARTIAL, *(run.error or (None, None)))
    if held:
        return values
    successes = [each.last_success_at for each in columns]
    if successes and None not in successes:
        values["last_sync_at"] = min(successes)
    return values | _told(SyncStatus.SUCCESS, None, None)


def _told(status: SyncStatus, code: str | None, sentence: str | None) -> dict[str, Any]:
    return {
        "last_sync_status": status,
        "last_sync_error_code": code,
        "last_sync_error": sentence,
    }


def _is_whole_due(sql: Sql, run: RunFacts) -> bool:
    table = pms_connections.c
    row = sql.execute(
        select(table.last_attempt_at, table.sync_frequency_minutes).where(
            table.id == run.connection_id
        )
    ).one()
    every = timedelta(minutes=row.sync_frequency_minutes)
    return row.last_attempt_at is None or row.last_attempt_at + every <= run.started_at


def _columns(sql: Sql, connection_id: str) -> list[AnyRow]:
    """The facts of everybody who has a column."""
    people, maps = pms_practitioners.c, pms_clinician_mappings.c
    query = (
        select(people.last_success_at, people.last_error_code, people.last_error)
        .join(
            pms_clinician_mappings,
            (maps.connection_id == people.connection_id)
            & (maps.pms_practitioner_id == people.pms_practitioner_id),
        )
        .where(
            people.connection_id == connection_id,
            maps.run_sheet_clinician_id.is_not(None),
            maps.sync_enabled,
        )
        .order_by(people.position)
    )
    return list(sql.execute(query))


def _write_practitioners(sql: Sql, connection_id: str, writes: DayWrites, *, now: datetime) -> None:
    people = pms_practitioners
    here = people.c.connection_id == connection_id
    for batch in batches(cell.pms_practitioner_id for cell in writes.cells):
        sql.execute(
            update(people)
            .where(here, people.c.pms_practitioner_id.in_(batch))
            .values(
                last_success_at=now,
                last_attempt_at=now,
                last_error=None,
                last_error_code=None,
                failures_in_a_row=0,
            )
        )
    for failure in writes.failures:
        sql.execute(
            update(people)
            .where(here, people.c.pms_practitioner_id == failure.pms_practitioner_id)
            .values(
                last_attempt_at=now,
                last_error_code=failure.error_code,
                last_error=failure.error,
                failures_in_a_row=people.c.failures_in_a_row + 1,
            )
        )
