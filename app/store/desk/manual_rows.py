"""Rows that a person entered, notes, and columns added by hand: what no practice system knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import delete, func, insert, select, text, update

from app.domain.appointment import AppointmentStatus
from app.domain.errors import InvalidRequest, NameTaken, NotByHand
from app.domain.local_edit import EditField, EditState, start_of
from app.domain.practice_day import local
from app.domain.said import say
from app.domain.timeline import TimelineKind
from app.store.desk.edit_log import Hand, RowFacts, log_change
from app.store.desk.local_edits import ROWS, EditableRow, get_editable, touch
from app.store.ids import new_id
from app.store.schema import AnyRow, local_edits, pms_connections, run_sheet_clinicians
from app.store.sheet.manual import COLUMN_ZONE, KEPT_APART

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualRow:
    """What a person says of a visit. `start` is aware, `minutes` its length.

    `new_clinician` names a column to be made for it; `clinician_id` is then not looked at.
    """

    start: datetime
    minutes: int
    clinician_id: str
    first_name: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    type_name: str | None = None
    notes: str | None = field(default=None, repr=False)
    status: AppointmentStatus = AppointmentStatus.BOOKED
    is_telehealth: bool = False
    new_clinician: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining a manual row did to the system's: its note before and after, the fields with
    what it showed before and after, and the ids of the changes that came over into its history.
    """

    row_id: str
    notes: tuple[str | None, str | None] = field(repr=False)
    words: Mapping[EditField, tuple[str | None, str | None]] = field(repr=False)
    change_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedRow:
    """A manual row as it was stored, to be put back; `joined` where it went into another."""

    values: dict[str, Any] = field(repr=False)
    joined: Joined | None = None


def add_manual_row(sql: Sql, row: ManualRow, *, fallback_timezone: str, hand: Hand) -> str:
    """Store it; its id. Raises InvalidRequest for a column that doesn't exist."""
    clinician_id = row.clinician_id
    if row.new_clinician is not None:
        clinician_id = add_clinician(sql, row.new_clinician, hand=hand)
    timezone = column_zone(sql, clinician_id) or _first_zone(sql) or fallback_timezone
    row_id = new_id()
    _insert(
        sql,
        {
            "id": row_id,
            "source": "manual",
            "pms_patient_id": "",
            "clinician_id": clinician_id,
            "local_day": local(row.start, timezone).date(),
            "start_at": row.start,
            "end_at": row.start + timedelta(minutes=row.minutes),
            "status": row.status.value,
            "has_unknown_status": False,
            "is_telehealth": row.is_telehealth,
            "patient_first_name": row.first_name,
            "patient_last_name": row.last_name,
            "patient_phone": row.phone,
            "kept_type_name": row.type_name,
            "notes": row.notes,
            "arrived_at": hand.at if row.status is AppointmentStatus.ARRIVED else None,
            "entered_by": hand.by,
            "digest": "",
            "first_seen_at": hand.at,
            "updated_at": hand.at,
        },
        hand=hand,
    )
    return row_id


def change_manual(
    sql: Sql,
    found: EditableRow,
    edited: EditField,
    value: str | None,
    *,
    fallback_timezone: str,
    hand: Hand,
) -> None:
    """A manual row is the person's own: the value is simply written."""
    before = found.system
    if value == before.value(edited):
        return
    after = before.having(edited, value)
    updated_at = touch(sql, found.row, now=hand.at)
    start = start_of(after.start)
    zone = column_zone(sql, after.clinician or "") or _first_zone(sql) or fallback_timezone
    is_arriving = edited is EditField.STATUS and value == AppointmentStatus.ARRIVED.value
    sql.execute(
        update(ROWS)
        .where(ROWS.c.id == found.row.id)
        .values(
            start_at=start,
            end_at=start + (found.row.end_at - found.row.start_at),
            local_day=local(start, zone).date(),
            clinician_id=after.clinician,
            status=after.status,
            arrived_at=hand.at if is_arriving else found.row.arrived_at,
            patient_phone=after.phone,
            updated_at=updated_at,
        )
    )
    _log(sql, found, TimelineKind.EDITED, [edited], after=after, hand=hand)


def delete_manual_row(sql: Sql, row_id: str, *, hand: Hand) -> DeletedRow:
    """Take it off the sheet; what was stored, to be put back. Raises AppointmentNotFound."""
    found = get_manual(sql, row_id)
    sql.execute(delete(ROWS).where(ROWS.c.id == row_id))
    _log(sql, found, TimelineKind.REMOVED_BY_HAND, [], after=found.system, hand=hand)
    return DeletedRow(values=stored_values(found))


def stored_values(found: EditableRow) -> dict[str, Any]:
    """The columns of a row."""
    return {column.name: found.row._mapping[column.name] for column in ROWS.columns}


def restore_manual_row(sql: Sql, deleted: DeletedRow, *, hand: Hand) -> None:
    """Put a deleted row back as it was; nothing where it is back already."""
    if sql.execute(select(ROWS.c.id).where(ROWS.c.id == deleted.values["id"])).first() is None:
        _insert(sql, deleted.values, hand=hand)


def get_manual(sql: Sql, row_id: str) -> EditableRow:
    """A manual row. Raises AppointmentNotFound, NotByHand for a system's row."""
    found = get_editable(sql, row_id)
    if found.row.source != "manual":
        raise NotByHand(reason=say("Only a row that was added in RunSheet can be removed here."))
    return found


def keep_apart(sql: Sql, manual_id: str, row_id: str, *, hand: Hand) -> None:
    """They are two visits: not offered as the same again."""
    get_manual(sql, manual_id)
    sql.execute(
        insert(local_edits).values(
            id=new_id(),
            appointment_id=manual_id,
            field=KEPT_APART,
            value=row_id,
            state=EditState.CONFIRMED.value,
            edited_by=hand.by,
            edited_at=hand.at,
        )
    )


def write_note(sql: Sql, found: EditableRow, note: str | None, *, hand: Hand) -> None:
    """The note of any row is the desk's own; syncs never write it."""
    if note == found.row.notes:
        return
    updated_at = touch(sql, found.row, now=hand.at)
    sql.execute(
        update(ROWS).where(ROWS.c.id == found.row.id).values(notes=note, updated_at=updated_at)
    )
    _log(sql, found, TimelineKind.EDITED, ["notes"], after=found.shown, hand=hand)


def add_clinician(sql: Sql, name: str, *, hand: Hand) -> str:
    """A column at the end; its id. Raises NameTaken when there is one of that name."""
    columns = run_sheet_clinicians
    same = func.lower(columns.c.name) == name.casefold()
    if sql.execute(select(columns.c.id).where(same)).first() is not None:
        raise NameTaken(reason=say("There is a column of that name already."))
    last = sql.scalar(select(func.max(columns.c.position)))
    clinician_id = new_id()
    sql.execute(
        insert(columns).values(
            id=clinician_id,
            name=name,
            position=0 if last is None else last + 1,
            entered_by=hand.by,
            created_at=hand.at,
            updated_at=hand.at,
        )
    )
    return clinician_id


def require_clinician(sql: Sql, clinician_id: str) -> None:
    """Raises InvalidRequest for a column that doesn't exist."""
    columns = run_sheet_clinicians
    if sql.execute(select(columns.c.id).where(columns.c.id == clinician_id)).first() is None:
        raise InvalidRequest(reason=say("That clinician has no column."), field="clinicianId")


def column_zone(sql: Sql, clinician_id: str) -> str | None:
    """The zone of the practice that fills a column; None where none does."""
    zone: str | None = sql.scalar(text(_ZONE_OF), {"id": clinician_id})
    return zone


def row_zone(sql: Sql, row: AnyRow) -> str | None:
    """The zone of the practice that a system's row is of."""
    connection = pms_connections.c
    query = select(connection.timezone).where(connection.id == row.pms_connection_id)
    zone: str | None = sql.scalar(query)
    return zone


def _first_zone(sql: Sql) -> str | None:
    """That of the sheet where a column has none of its own, as `store/sheet/` has it."""
    zone: str | None = sql.scalar(text(_FIRST_ZONE))
    return zone


_ZONE_OF = f"SELECT {COLUMN_ZONE} AS zone FROM run_sheet_clinicians c WHERE c.id = :id"  # noqa: S608

_FIRST_ZONE = """
    SELECT timezone FROM pms_connections WHERE tenant_id IS NOT NULL
    ORDER BY CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END, created_at, id LIMIT 1
"""


def _insert(sql: Sql, values: dict[str, Any], *, hand: Hand) -> None:
    require_clinician(sql, values["clinician_id"])
    sql.execute(insert(ROWS).values(**values))
    found = get_editable(sql, values["id"])
    _log(sql, found, TimelineKind.ENTERED, [], after=found.system, hand=hand)


def _log(
    sql: Sql,
    found: EditableRow,
    kind: TimelineKind,
    fields: list[EditField | str] | list[EditField] | list[str],
    *,
    after: RowFacts,
    hand: Hand,
) -> None:
    log_change(
        sql,
        found.row,
        kind,
        fields,
        between=(found.shown, after),
        cause_id=new_id(),
        hand=hand,
    )
