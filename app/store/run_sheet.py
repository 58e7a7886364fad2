"""Reading the run sheet: the rows of a day with their columns, types and each column's facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection as Sql
from sqlalchemy import and_, func, or_, select

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection
from app.domain.freshness import SyncFacts, freshness_of, worst
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow
from app.store.connections import list_connections
from app.store.schema import (
    AnyRow,
    pms_appointment_types,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    run_sheet_appointments,
    run_sheet_clinicians,
    sync_quarantine,
    sync_snapshots,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionDay:
    """Which day to read of a connection, in whose zone, and whether only telehealth counts."""

    connection_id: str
    pms_type: str
    system: str
    day: date
    timezone: str
    telehealth_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """One practitioner's part of a column: where it comes from and how its syncing stands."""

    clinician_id: str
    name: str
    position: int
    system: str
    facts: SyncFacts
    interval: timedelta


def read_day(sql: Sql, of: ConnectionDay) -> tuple[tuple[RunSheetRow, ...], int]:
    """The rows of a connection's day by start time, and how many its choices keep off the sheet."""
    table, types = run_sheet_appointments.c, pms_appointment_types.c
    maps, columns = pms_clinician_mappings.c, run_sheet_clinicians.c
    from_maps = pms_clinician_mappings.alias()
    from_columns = run_sheet_clinicians.alias()
    from_people = pms_practitioners.alias()
    query = (
        select(
            run_sheet_appointments,
            columns.id.label("column_id"),
            columns.name.label("column_name"),
            types.pms_type_name,
            types.colour,
            types.is_telehealth.label("type_is_telehealth"),
            types.sync_enabled.label("type_enabled"),
            from_columns.c.name.label("moved_from_column"),
            from_people.c.family_name.label("moved_from_family"),
        )
        .join(
            pms_clinician_mappings,
            and_(
                maps.connection_id == table.pms_connection_id,
                maps.pms_practitioner_id == table.pms_practitioner_id,
                maps.sync_enabled,
            ),
        )
        .join(run_sheet_clinicians, columns.id == maps.run_sheet_clinician_id)
        .outerjoin(
            pms_appointment_types,
            and_(
                types.connection_id == table.pms_connection_id,
                types.pms_type_id == table.pms_type_id,
            ),
        )
        .outerjoin(
            from_maps,
            and_(
                from_maps.c.connection_id == table.pms_connection_id,
                from_maps.c.pms_practitioner_id == table.moved_from_practitioner_id,
            ),
        )
        .outerjoin(from_columns, from_columns.c.id == from_maps.c.run_sheet_clinician_id)
        .outerjoin(
            from_people,
            and_(
                from_people.c.connection_id == table.pms_connection_id,
                from_people.c.pms_practitioner_id == table.moved_from_practitioner_id,
            ),
        )
        .where(table.pms_connection_id == of.connection_id, table.local_day == of.day)
        .order_by(table.start_at, columns.position, table.patient_last_name, table.id)
    )
    rows = tuple(_row(row, of) for row in sql.execute(query) if row.type_enabled is not False)
    if not of.telehealth_only:
        return rows, 0
    shown = tuple(row for row in rows if row.is_telehealth)
    return shown, len(rows) - len(shown)


def _row(row: AnyRow, of: ConnectionDay) -> RunSheetRow:
    return RunSheetRow(
        id=row.id,
        source=row.source,
        connection_id=of.connection_id,
        pms_type=of.pms_type,
        system=of.system,
        pms_appointment_id=row.pms_appointment_id,
        pms_patient_id=row.pms_patient_id or None,
        clinician_id=row.column_id,
        clinician_name=row.column_name,
        timezone=of.timezone,
        start=row.start_at,
        end=row.end_at,
        status=AppointmentStatus(row.status),
        raw_status=row.raw_status,
        has_unknown_status=row.has_unknown_status,
        is_telehealth=_is_telehealth(row.is_telehealth, row.type_is_telehealth),
        appointment_type_name=row.pms_type_name,
        appointment_type_colour=row.colour,
        patient_first_name=row.patient_first_name,
        patient_last_name=row.patient_last_name,
        patient_phone=row.patient_phone,
        patient_email=row.patient_email,
        patient_birth_date=row.patient_dob,
        telehealth_url=row.telehealth_url,
        notes=row.notes,
        arrived_at=row.arrived_at,
        cancelled_at=row.cancelled_at,
        seen_cancelled_at=row.seen_cancelled_at,
        removed_at=row.removed_at,
        moved_from_start=_if_other(row.moved_from_start, row.start_at),
        moved_from_clinician=_if_other(
            row.moved_from_column or row.moved_from_family, row.column_name
        ),
        first_seen_at=row.first_seen_at,
        updated_at=row.updated_at,
    )


def _is_telehealth(flag: bool | None, ticked: bool | None) -> bool:
    """The system's own word on the appointment, else the tick of its type."""
    return bool(ticked) if flag is None else flag


def _if_other(before: T | None, now: object) -> T | None:
    return before if before != now else None


def read_columns(sql: Sql, days: Sequence[ConnectionDay]) -> tuple[ColumnFacts, ...]:
    """One entry per mapped practitioner of these connections, in column order."""
    facts: list[ColumnFacts] = []
    for of in days:
        facts.extend(_columns_of(sql, of))
    return tuple(sorted(facts, key=lambda item: (item.position, item.name)))


def _columns_of(sql: Sql, of: ConnectionDay) -> list[ColumnFacts]:
    maps, columns = pms_clinician_mappings.c, run_sheet_clinicians.c
    people, cells = pms_practitioners.c, sync_snapshots.c
    query = (
        select(
            columns.id,
            columns.name,
            columns.position,
            cells.fetched_at,
            people.last_attempt_at,
            people.last_error_code,
            people.last_error,
            people.failures_in_a_row,
            pms_connections.c.sync_frequency_minutes,
            pms_connections.c.last_attempt_at.label("connection_attempt_at"),
            pms_connections.c.last_sync_error_code,
            pms_connections.c.last_sync_error,
            pms_connections.c.last_sync_status,
            pms_connections.c.failures_in_a_row.label("connection_failures"),
        )
        .join(run_sheet_clinicians, columns.id == maps.run_sheet_clinician_id)
        .join(pms_connections, pms_connections.c.id == maps.connection_id)
        .outerjoin(
            pms_practitioners,
            and_(
                people.connection_id == maps.connection_id,
                people.pms_practitioner_id == maps.pms_practitioner_id,
            ),
        )
        .outerjoin(
            sync_snapshots,
            and_(
                cells.connection_id == maps.connection_id,
                cells.pms_practitioner_id == maps.pms_practitioner_id,
                cells.local_day == of.day,
            ),
        )
        .where(maps.connection_id == of.connection_id, maps.sync_enabled)
    )
    return [_column(row, of) for row in sql.execute(query)]


def _column(row: AnyRow, of: ConnectionDay) -> ColumnFacts:
    """A fault of the whole connection counts for each of its columns."""
    failed = row.last_sync_status == "failed"
    return ColumnFacts(
        clinician_id=row.id,
        name=row.name,
        position=row.position,
        system=of.system,
        facts=SyncFacts(
            last_success_at=row.fetched_at,
            last_attempt_at=_latest(row.last_attempt_at, row.connection_attempt_at),
            error_code=row.last_sync_error_code if failed else row.last_error_code,
            error=row.last_sync_error if failed else row.last_error,
            failures_in_a_row=max(row.connection_failures, row.failures_in_a_row or 0),
        ),
        interval=timedelta(minutes=row.sync_frequency_minutes),
    )


def _latest(*instants: datetime | None) -> datetime | None:
    return max((instant for instant in instants if instant is not None), default=None)


def count_quarantined(sql: Sql, days: Sequence[ConnectionDay]) -> int:
    """Records of these days that could not be read and are not on the sheet."""
    if not days:
        return 0
    where = or_(
        *(
            and_(
                sync_quarantine.c.connection_id == of.connection_id,
                sync_quarantine.c.local_day == of.day,
            )
            for of in days
        )
    )
    return sql.scalar(select(func.count()).select_from(sync_quarantine).where(where)) or 0


def read_sheet(
    sql: Sql,
    *,
    day: date | None,
    labels: Mapping[str, str],
    now: datetime,
    fallback_timezone: str,
) -> RunSheet:
    """The whole sheet in one consistent read; `day` None is each practice's own today."""
    days = [
        _day_of(connection, day=day, now=now, fallback_timezone=fallback_timezone)
        for connection in list_connections(sql, labels=labels)
        if connection.is_paired
    ]
    parts = [read_day(sql, of) for of in days]
    columns = _merge_columns(read_columns(sql, days), now=now)
    order = {column.clinician_id: place for place, column in enumerate(columns)}
    rows = [row for part, _ in parts for row in part]
    rows.sort(key=lambda row: (row.start, order.get(row.clinician_id, len(order)), row.id))
    timezone = days[0].timezone if days else fallback_timezone
    return RunSheet(
        day=day or today(now, timezone).day,
        timezone=timezone,
        freshness=worst(column.freshness for column in columns),
        columns=columns,
        rows=tuple(rows),
        hidden_count=sum(hidden for _, hidden in parts),
        quarantined_count=count_quarantined(sql, days),
    )


def _day_of(
    connection: Connection, *, day: date | None, now: datetime, fallback_timezone: str
) -> ConnectionDay:
    timezone = connection.timezone or fallback_timezone
    return ConnectionDay(
        connection_id=connection.id,
        pms_type=connection.pms_type,
        system=connection.system,
        day=day or today(now, timezone).day,
        timezone=timezone,
        telehealth_only=connection.sync_telehealth_only,
    )


def _merge_columns(facts: Sequence[ColumnFacts], *, now: datetime) -> tuple[RunSheetColumn, ...]:
    """Several practitioners may share a column: it is as fresh as the stalest of them."""
    by_column: dict[str, list[ColumnFacts]] = {}
    for item in facts:
        by_column.setdefault(item.clinician_id, []).append(item)
    return tuple(
        RunSheetColumn(
            clinician_id=clinician_id,
            name=items[0].name,
            systems=tuple(dict.fromkeys(item.system for item in items)),
            freshness=worst(
                freshness_of(item.facts, now=now, interval=item.interval) for item in items
            ),
        )
        for clinician_id, items in by_column.items()
    )
