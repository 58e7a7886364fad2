"""A connection's appointment types and the ticks a person gave them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, not_, or_, select, update
from sqlalchemy import Connection as Sql
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.connection import (
    AppointmentTypeAnswer,
)
from app.domain.errors import InvalidRequest
from app.domain.practice import AppointmentType, looks_like_telehealth
from app.domain.said import say
from app.store.connection.connections import require_connection
from app.store.ids import new_id
from app.store.schema import (
    AnyRow,
    pms_appointment_types,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredType:
    """An appointment type as last listed, with its ticks; `is_answered` once a person saved it."""

    id: str
    appointment_type: AppointmentType
    is_telehealth: bool
    sync_enabled: bool
    is_answered: bool


def list_types(sql: Sql, connection_id: str) -> tuple[StoredType, ...]:
    """In the system's own order."""
    table = pms_appointment_types
    query = (
        select(table)
        .where(table.c.connection_id == connection_id)
        .order_by(table.c.position, table.c.pms_type_name)
    )
    return tuple(_stored_type(row) for row in sql.execute(query))


def save_types(
    sql: Sql, connection_id: str, types: Sequence[AppointmentType], *, now: datetime
) -> None:
    """Take over the system's list. A tick follows the system's flag until a person disagrees.

    Where the system has no flag a new type starts unticked (its name is a suggestion only), and
    ticks stay. Raises ConnectionNotFound.
    """
    require_connection(sql, connection_id)
    table = pms_appointment_types
    rows = [
        {
            "id": new_id(),
            "connection_id": connection_id,
            "pms_type_id": kind.pms_type_id,
            "pms_type_name": kind.name,
            "default_duration_minutes": kind.duration_minutes,
            "colour": kind.colour,
            "system_is_telehealth": kind.is_telehealth,
            "is_telehealth": bool(kind.is_telehealth),
            "sync_enabled": True,
            "is_answered": False,
            "position": position,
            "created_at": now,
            "updated_at": now,
        }
        for position, kind in enumerate(types)
    ]
    if rows:
        statement = upsert(table)
        told = (
            "pms_type_name",
            "default_duration_minutes",
            "colour",
            "system_is_telehealth",
            "position",
            "updated_at",
        )
        values: dict[str, Any] = {name: statement.excluded[name] for name in told}
        values["is_telehealth"] = _tick_after(statement.excluded.system_is_telehealth)
        sql.execute(
            statement.on_conflict_do_update(
                index_elements=["connection_id", "pms_type_id"], set_=values
            ),
            rows,
        )


def _tick_after(flag: ColumnElement[bool | None]) -> ColumnElement[bool]:
    """The tick of a stored type that the system now gives this flag."""
    stored = pms_appointment_types.c
    nobody_disagreed = or_(
        stored.is_telehealth == stored.system_is_telehealth, not_(stored.is_answered)
    )
    return case((and_(flag.is_not(None), nobody_disagreed), flag), else_=stored.is_telehealth)


def answer_types(
    sql: Sql, connection_id: str, answers: Iterable[AppointmentTypeAnswer], *, now: datetime
) -> int:
    """Store the ticks; how many types changed. Raises InvalidRequest for an unknown type."""
    table = pms_appointment_types
    answers = tuple(answers)
    stored = {item.appointment_type.pms_type_id: item for item in list_types(sql, connection_id)}
    if any(answer.pms_type_id not in stored for answer in answers):
        raise InvalidRequest(
            reason=say("An appointment type in the request is not known."), field="pmsTypeId"
        )
    if len({answer.pms_type_id for answer in answers}) != len(answers):
        raise InvalidRequest(
            reason=say("An appointment type is named twice in the request."), field="pmsTypeId"
        )
    changed = 0
    for answer in answers:
        before = stored[answer.pms_type_id]
        is_synced = before.sync_enabled if answer.sync_enabled is None else answer.sync_enabled
        after = (answer.is_telehealth, is_synced)
        changed += (before.is_telehealth, before.sync_enabled) != after
        sql.execute(
            update(table)
            .where(table.c.id == before.id)
            .values(
                is_telehealth=answer.is_telehealth,
                sync_enabled=is_synced,
                is_answered=True,
                updated_at=now,
            )
        )
    return changed


def is_suggested(item: StoredType) -> bool:
    """True for a type whose name sounds like telehealth while nobody has answered yet."""
    return not item.is_answered and looks_like_telehealth(item.appointment_type.name)


def _stored_type(row: AnyRow) -> StoredType:
    return StoredType(
        id=row.id,
        appointment_type=AppointmentType(
            pms_type_id=row.pms_type_id,
            name=row.pms_type_name,
            duration_minutes=row.default_duration_minutes,
            colour=row.colour,
            is_telehealth=row.system_is_telehealth,
        ),
        is_telehealth=row.is_telehealth,
        sync_enabled=row.sync_enabled,
        is_answered=row.is_answered,
    )
