"""A row of the sheet as it is stored, with its column and type: the queries, and the reading.

A removed connection has no choices any more: what was on the sheet when it was removed was kept
with its column, type and flag written into the row (`store/connection/removal.py`).
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection
from app.domain.practice_day import today
from app.domain.run_sheet import RunSheetRow
from app.store.reading import Record, date_or_none, instant, instant_or_none


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionDay:
    """Which day to read of a connection, in whose zone, and whether only telehealth counts.

    `removed_at` is set for a connection that was removed; `checked_at` is its last good check.
    `is_over`: the day is past, and who moved within it need not be told any more.
    """

    connection_id: str
    pms_type: str
    system: str
    day: date
    timezone: str
    telehealth_only: bool
    removed_at: datetime | None = None
    checked_at: datetime | None = None
    is_over: bool = False

    @property
    def parameters(self) -> dict[str, object]:
        """What the sheet's queries name."""
        return {"connection": self.connection_id, "day": self.day.isoformat()}


def day_of(
    connection: Connection, *, day: date | None, now: datetime, fallback_timezone: str
) -> ConnectionDay:
    """A day of a connection; without one, its practice's own today."""
    timezone = connection.timezone or fallback_timezone
    return ConnectionDay(
        connection_id=connection.id,
        pms_type=connection.pms_type,
        system=connection.system,
        day=day or today(now, timezone).day,
        timezone=timezone,
        telehealth_only=connection.sync_telehealth_only,
    )


TELEHEALTH = """COALESCE(
    CASE WHEN t.is_telehealth <> t.system_is_telehealth THEN t.is_telehealth END,
    a.is_telehealth, t.is_telehealth, FALSE)"""
"""What a row `a` with its type `t` counts as, the store's one place for it: a tick that overrides
the type's own flag, else the system's word on the row, else the tick (as the domain's
`counts_as_telehealth` has it).
"""

SHOWN = f"""(t.sync_enabled IS NULL OR t.sync_enabled)
    AND (NOT p.sync_telehealth_only OR {TELEHEALTH})"""
"""True of a row `a` that the choices of its connection `p` let onto the sheet."""

_BY_SYSTEM = """
    JOIN pms_clinician_mappings m ON m.connection_id = a.pms_connection_id
        AND m.pms_practitioner_id = a.pms_practitioner_id AND m.sync_enabled
    JOIN run_sheet_clinicians c ON c.id = m.run_sheet_clinician_id
"""

_BY_HAND = """
    JOIN local_edits said ON said.appointment_id = a.id AND said.state = 'active'
        AND said.field = 'clinician'
    JOIN run_sheet_clinicians c ON c.id = said.value AND NOT EXISTS (
        SELECT 1 FROM pms_clinician_mappings m JOIN run_sheet_clinicians own
            ON own.id = m.run_sheet_clinician_id
        WHERE m.connection_id = a.pms_connection_id
            AND m.pms_practitioner_id = a.pms_practitioner_id AND m.sync_enabled)
"""

_JOINED = """
    LEFT JOIN pms_appointment_types t ON t.connection_id = a.pms_connection_id
        AND t.pms_type_id = a.pms_type_id
    LEFT JOIN pms_clinician_mappings old_m ON old_m.connection_id = a.pms_connection_id
        AND old_m.pms_practitioner_id = a.moved_from_practitioner_id
    LEFT JOIN run_sheet_clinicians old_c ON old_c.id = old_m.run_sheet_clinician_id
    LEFT JOIN pms_practitioners old_p ON old_p.connection_id = a.pms_connection_id
        AND old_p.pms_practitioner_id = a.moved_from_practitioner_id
"""

_FROM = """
    FROM run_sheet_appointments a
    JOIN pms_connections p ON p.id = a.pms_connection_id
"""

PLACED = f"{_FROM} {_BY_SYSTEM} {_JOINED}"
"""Rows that have a column, each with its column `c`, type `t` and whom it was moved from."""

PLACED_BY_HAND = f"{_FROM} {_BY_HAND} {_JOINED}"
"""Rows of somebody who has no column that a person gave to somebody who has: they are in that."""

MOVED_FROM = "COALESCE(old_c.name, old_p.family_name)"

_ARRIVAL_SEEN = """CASE WHEN a.arrived_at IS NULL THEN (
    SELECT MAX(seen.changed_at) FROM appointment_changes seen
    WHERE seen.appointment_id = a.id AND seen.after_status = 'arrived'
        AND seen.before_status <> 'arrived') END"""
"""When a row `a` was first seen as arrived, where the system gives no time for that."""

_SHEET_ROW = f"""
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           t.pms_type_name, t.colour, {TELEHEALTH} AS counts_as_telehealth,
           t.sync_enabled AS type_enabled, {MOVED_FROM} AS moved_from_name,
           {_ARRIVAL_SEEN} AS arrival_seen_at
"""  # constants of ours

ROWS = f"{_SHEET_ROW} {PLACED} WHERE a.pms_connection_id = :connection"
ROWS_BY_HAND = f"{_SHEET_ROW} {PLACED_BY_HAND} WHERE a.pms_connection_id = :connection"

KEPT_ROWS = """
    SELECT a.*, c.id AS column_id, c.name AS column_name, c.position AS column_position,
           a.kept_type_name AS pms_type_name, a.kept_colour AS colour,
           a.is_telehealth AS counts_as_telehealth,
           NULL AS type_enabled, a.kept_moved_from AS moved_from_name, NULL AS arrival_seen_at
    FROM run_sheet_appointments a
    JOIN run_sheet_clinicians c ON c.id = a.clinician_id
    WHERE a.pms_connection_id = :connection
"""

OF_DAY = " AND a.local_day = :day ORDER BY a.start_at, c.position, a.id"
BY_ID = " AND a.id = :row"


def row_of(row: Record, of: ConnectionDay) -> RunSheetRow:
    """A row as it is stored, from a record with its column and type."""
    start = instant(row["start_at"])
    moved_from = instant_or_none(row["moved_from_start"])
    return RunSheetRow(
        id=row["id"],
        source=row["source"],
        connection_id=of.connection_id,
        pms_type=of.pms_type,
        system=of.system,
        pms_appointment_id=row["pms_appointment_id"] or row["kept_appointment_id"],
        pms_patient_id=row["pms_patient_id"] or None,
        clinician_id=row["column_id"],
        clinician_name=row["column_name"],
        timezone=of.timezone,
        start=start,
        end=instant(row["end_at"]),
        status=AppointmentStatus(row["status"]),
        raw_status=row["raw_status"],
        has_unknown_status=bool(row["has_unknown_status"]),
        is_telehealth=bool(row["counts_as_telehealth"]),
        appointment_type_name=row["pms_type_name"],
        appointment_type_colour=row["colour"],
        patient_first_name=row["patient_first_name"],
        patient_last_name=row["patient_last_name"],
        patient_phone=row["patient_phone"],
        patient_email=row["patient_email"],
        patient_birth_date=date_or_none(row["patient_dob"]),
        telehealth_url=row["telehealth_url"],
        notes=row["notes"],
        arrived_at=instant_or_none(row["arrived_at"]),
        cancelled_at=instant_or_none(row["cancelled_at"]),
        seen_cancelled_at=instant_or_none(row["seen_cancelled_at"]),
        removed_at=instant_or_none(row["removed_at"]),
        moved_from_start=None if moved_from == start else moved_from,
        moved_from_clinician=_moved_from(row),
        first_seen_at=instant(row["first_seen_at"]),
        updated_at=instant(row["updated_at"]),
        moved_to_start=instant_or_none(row["kept_moved_to_start"]),
        moved_to_clinician=row["kept_moved_to_clinician"],
        source_removed_at=of.removed_at,
        arrival_seen_at=_arrival_seen_at(row),
        entered_by=row["entered_by"],
        is_old=row["identity_removed_at"] is not None,
    )


def _arrival_seen_at(row: Record) -> datetime | None:
    """None where the system gives the time; from the first look on where it was arrived then."""
    if row["arrived_at"] is not None:
        return None
    if row["arrival_seen_at"] is None and row["status"] == AppointmentStatus.ARRIVED:
        return instant(row["first_seen_at"])
    return instant_or_none(row["arrival_seen_at"])


def _moved_from(row: Record) -> str | None:
    if row["moved_from_practitioner_id"] in (None, row["pms_practitioner_id"]):
        return None
    name: str | None = row["moved_from_name"]
    return name
