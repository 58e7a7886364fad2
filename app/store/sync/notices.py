"""Questions that wait for a person: new people, and appointments that vanished in a mass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import func, insert, select, update

from app.domain.errors import InvalidRequest
from app.domain.said import say
from app.domain.schedule import AFTER_CRASHES, CRASHES
from app.domain.sync_run import Notice, NoticeKind, SyncStatus
from app.store.ids import new_id
from app.store.schema import (
    AnyRow,
    notices,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    pms_sync_log,
)

AGREEING_RUNS = 3
AGREEING_APART = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRows:
    """Rows that vanished in a mass. `agreeing`: complete runs, half an hour apart, that agreed."""

    notice_id: str
    connection_id: str
    day: date
    row_ids: tuple[str, ...]
    agreeing: int
    last_agreed_at: datetime


def list_notices(sql: Sql, *, labels: Mapping[str, str]) -> tuple[Notice, ...]:
    """Open questions of every connection, the oldest first."""
    query = (
        select(notices, pms_connections.c.pms_type)
        .join(pms_connections, pms_connections.c.id == notices.c.connection_id)
        .where(notices.c.state == "open")
        .order_by(notices.c.opened_at, notices.c.id)
    )
    held = tuple(_notice(row, labels) for row in sql.execute(query))
    return held + _crash_loops(sql, labels=labels) + _new_people(sql, labels=labels)


def _crash_loops(sql: Sql, *, labels: Mapping[str, str]) -> tuple[Notice, ...]:
    """Connections whose newest runs all ended with their process, from the third on."""
    table, log = pms_connections.c, pms_sync_log.c
    newest = (
        select(log.started_at)
        .where(log.connection_id == table.id, log.status != SyncStatus.SKIPPED)
        .order_by(log.epoch.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        table.id, table.pms_type, table.abandoned_in_a_row, newest.label("started_at")
    ).where(table.abandoned_in_a_row >= CRASHES, table.removed_at.is_(None), newest.is_not(None))
    return tuple(
        Notice(
            id=f"crash-loop-{row.id}",
            kind=NoticeKind.CRASH_LOOP,
            connection_id=row.id,
            system=labels.get(row.pms_type, row.pms_type),
            count=row.abandoned_in_a_row,
            opened_at=row.started_at,
            until=row.started_at + AFTER_CRASHES,
        )
        for row in sql.execute(query)
    )


def _new_people(sql: Sql, *, labels: Mapping[str, str]) -> tuple[Notice, ...]:
    """Active, shown practitioners without an answer; only once somebody has answered for others."""
    people, maps = pms_practitioners.c, pms_clinician_mappings.c
    query = (
        select(
            people.connection_id,
            pms_connections.c.pms_type,
            func.count().label("item_count"),
            func.min(people.first_seen_at).label("opened_at"),
        )
        .join(pms_connections, pms_connections.c.id == people.connection_id)
        .outerjoin(
            pms_clinician_mappings,
            (maps.connection_id == people.connection_id)
            & (maps.pms_practitioner_id == people.pms_practitioner_id),
        )
        .where(
            maps.id.is_(None),
            people.is_active,
            people.is_shown,
            people.connection_id.in_(select(pms_clinician_mappings.c.connection_id)),
        )
        .group_by(people.connection_id, pms_connections.c.pms_type)
    )
    return tuple(
        Notice(
            id=f"new-people-{row.connection_id}",
            kind=NoticeKind.NEW_PEOPLE,
            connection_id=row.connection_id,
            system=labels.get(row.pms_type, row.pms_type),
            count=row.item_count,
            opened_at=row.opened_at,
        )
        for row in sql.execute(query)
    )


def hold_rows(
    sql: Sql, connection_id: str, row_ids: Sequence[str], *, day: date, now: datetime
) -> bool:
    """Remember that these rows vanished; True once enough runs agree and no person need be asked.

    A run that finds other rows missing than the one before starts the count afresh.
    """
    held = _open_hold(sql, connection_id, day)
    ids = sorted(row_ids)
    if held is None:
        _insert_hold(sql, connection_id, ids, day=day, now=now)
        return False
    agreeing, agreed_at = held.agreeing, held.last_agreed_at
    if list(held.row_ids) != ids:
        agreeing, agreed_at = 1, now
    elif now - agreed_at >= AGREEING_APART:
        agreeing, agreed_at = agreeing + 1, now
    settled = agreeing >= AGREEING_RUNS
    sql.execute(
        update(notices)
        .where(notices.c.id == held.notice_id)
        .values(
            item_count=len(ids),
            state="accepted" if settled else "open",
            details=_hold_json(ids, day=day, agreeing=agreeing, agreed_at=agreed_at),
            updated_at=now,
        )
    )
    return settled


def held_rows(sql: Sql, connection_id: str, *, day: date) -> tuple[str, ...]:
    """The rows that an open question of the day is about."""
    held = _open_hold(sql, connection_id, day)
    return held.row_ids if held else ()


def narrow_hold(
    sql: Sql, connection_id: str, row_ids: Sequence[str], *, day: date, now: datetime
) -> None:
    """Only these rows are still missing; without any there is nothing left to ask."""
    held = _open_hold(sql, connection_id, day)
    if held is None or list(held.row_ids) == sorted(row_ids):
        return
    details = _hold_json(
        sorted(row_ids), day=day, agreeing=held.agreeing, agreed_at=held.last_agreed_at
    )
    sql.execute(
        update(notices)
        .where(notices.c.id == held.notice_id)
        .values(
            state="open" if row_ids else "withdrawn",
            item_count=len(row_ids),
            details=details,
            updated_at=now,
        )
    )


def answer_hold(sql: Sql, notice_id: str, *, accept: bool, now: datetime) -> HeldRows:
    """Close a hold by a person's answer; what it held. Raises InvalidRequest when it isn't open."""
    row = sql.execute(
        select(notices).where(notices.c.id == notice_id, notices.c.state == "open")
    ).one_or_none()
    if row is None:
        raise InvalidRequest(reason=say("This question was answered already."))
    sql.execute(
        update(notices)
        .where(notices.c.id == notice_id)
        .values(state="accepted" if accept else "kept", updated_at=now)
    )
    return _held(row)


def kept_rows(sql: Sql, connection_id: str) -> frozenset[str]:
    """Rows that a person said to keep although the system no longer lists them."""
    query = select(notices.c.details).where(
        notices.c.connection_id == connection_id, notices.c.state == "kept"
    )
    return frozenset(row_id for details in sql.scalars(query) for row_id in details["rowIds"])


def _open_hold(sql: Sql, connection_id: str, day: date) -> HeldRows | None:
    query = select(notices).where(
        notices.c.connection_id == connection_id,
        notices.c.kind == NoticeKind.MASS_VANISH,
        notices.c.state == "open",
    )
    of_day = (row for row in sql.execute(query) if row.details["day"] == day.isoformat())
    row = next(of_day, None)
    return None if row is None else _held(row)


def _insert_hold(
    sql: Sql, connection_id: str, ids: Sequence[str], *, day: date, now: datetime
) -> None:
    sql.execute(
        insert(notices).values(
            id=new_id(),
            connection_id=connection_id,
            kind=NoticeKind.MASS_VANISH,
            state="open",
            item_count=len(ids),
            details=_hold_json(ids, day=day, agreeing=1, agreed_at=now),
            opened_at=now,
            updated_at=now,
        )
    )


def _hold_json(
    ids: Sequence[str], *, day: date, agreeing: int, agreed_at: datetime
) -> dict[str, Any]:
    return {
        "day": day.isoformat(),
        "rowIds": list(ids),
        "agreeing": agreeing,
        "agreedAt": agreed_at.isoformat(),
    }


def _held(row: AnyRow) -> HeldRows:
    return HeldRows(
        notice_id=row.id,
        connection_id=row.connection_id,
        day=date.fromisoformat(row.details["day"]),
        row_ids=tuple(row.details["rowIds"]),
        agreeing=row.details["agreeing"],
        last_agreed_at=datetime.fromisoformat(row.details["agreedAt"]),
    )


def _notice(row: AnyRow, labels: Mapping[str, str]) -> Notice:
    return Notice(
        id=row.id,
        kind=NoticeKind(row.kind),
        connection_id=row.connection_id,
        system=labels.get(row.pms_type, row.pms_type),
        count=row.item_count,
        opened_at=row.opened_at,
    )
