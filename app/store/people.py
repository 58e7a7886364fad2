"""A connection's practitioners and appointment types, and the answers a person gave for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection as Sql
from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.connection import (
    NEW_CLINICIAN,
    AppointmentTypeAnswer,
    Clinician,
    Mapping,
    MappingAnswer,
    MappingResult,
)
from app.domain.errors import InvalidRequest
from app.domain.practice import AppointmentType, Practitioner, looks_like_telehealth
from app.store.connections import delete_unused_clinicians
from app.store.schema import (
    AnyRow,
    pms_appointment_types,
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    run_sheet_clinicians,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPractitioner:
    """A practitioner as last listed, with its answer (None: nobody has answered)."""

    practitioner: Practitioner
    mapping: Mapping | None
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredType:
    """An appointment type as last listed, with its ticks; `is_answered` once a person saved it."""

    id: str
    appointment_type: AppointmentType
    is_telehealth: bool
    sync_enabled: bool
    is_answered: bool


# --- Practitioners --------------------------------------------------------------------------------


def list_practitioners(sql: Sql, connection_id: str) -> tuple[StoredPractitioner, ...]:
    """In the system's own order."""
    people, maps, columns = pms_practitioners.c, pms_clinician_mappings.c, run_sheet_clinicians.c
    query = (
        select(
            pms_practitioners,
            maps.id.label("mapping_id"),
            maps.run_sheet_clinician_id,
            maps.sync_enabled,
            columns.name.label("clinician_name"),
        )
        .outerjoin(
            pms_clinician_mappings,
            (maps.connection_id == people.connection_id)
            & (maps.pms_practitioner_id == people.pms_practitioner_id),
        )
        .outerjoin(run_sheet_clinicians, columns.id == maps.run_sheet_clinician_id)
        .where(people.connection_id == connection_id)
        .order_by(people.position, people.pms_practitioner_id)
    )
    return tuple(_stored_practitioner(row) for row in sql.execute(query))


def save_practitioners(
    sql: Sql, connection_id: str, practitioners: Sequence[Practitioner], *, now: datetime
) -> None:
    """Take over the system's list. Who is no longer listed is kept and marked inactive."""
    table = pms_practitioners
    sql.execute(
        update(table)
        .where(table.c.connection_id == connection_id)
        .values(is_active=False, position=len(practitioners))
    )
    rows = [
        {
            "connection_id": connection_id,
            "pms_practitioner_id": person.pms_practitioner_id,
            "family_name": person.family_name,
            "given_name": person.given_name,
            "prefix": person.prefix,
            "is_active": person.is_active,
            "is_shown": person.is_shown,
            "position": position,
            "first_seen_at": now,
            "failures_in_a_row": 0,
        }
        for position, person in enumerate(practitioners)
    ]
    if rows:
        statement = upsert(table)
        kept = ("family_name", "given_name", "prefix", "is_active", "is_shown", "position")
        sql.execute(
            statement.on_conflict_do_update(
                index_elements=["connection_id", "pms_practitioner_id"],
                set_={name: statement.excluded[name] for name in kept},
            ),
            rows,
        )
    sql.execute(
        update(pms_connections)
        .where(pms_connections.c.id == connection_id)
        .values(people_fetched_at=now)
    )


def list_clinicians(sql: Sql) -> tuple[Clinician, ...]:
    """The run sheet's columns in their order."""
    query = select(run_sheet_clinicians).order_by(
        run_sheet_clinicians.c.position, run_sheet_clinicians.c.name
    )
    return tuple(Clinician(id=row.id, name=row.name) for row in sql.execute(query))


def save_mappings(
    sql: Sql, connection_id: str, answers: Iterable[MappingAnswer], *, now: datetime
) -> MappingResult:
    """Store the answers: all of them, or none when one names something unknown."""
    answers = tuple(answers)
    stored = {
        item.practitioner.pms_practitioner_id: item
        for item in list_practitioners(sql, connection_id)
    }
    clinicians = {clinician.id for clinician in list_clinicians(sql)}
    for answer in answers:
        _check_answer(answer, practitioners=stored.keys(), clinicians=clinicians)
    created = updated = added = 0
    for answer in answers:
        clinician_id = answer.clinician_id
        if clinician_id == NEW_CLINICIAN:
            clinician_id = _add_clinician(sql, answer, now=now)
            added += 1
        before = stored[answer.pms_practitioner_id].mapping
        if before is None:
            _insert_mapping(sql, connection_id, answer, clinician_id=clinician_id, now=now)
            created += 1
        elif (before.clinician_id, before.sync_enabled) != (clinician_id, answer.sync_enabled):
            _update_mapping(sql, before.id, answer, clinician_id=clinician_id, now=now)
            updated += 1
    delete_unused_clinicians(sql)
    return MappingResult(
        mappings_created=created, mappings_updated=updated, clinicians_created=added
    )


def _check_answer(
    answer: MappingAnswer, *, practitioners: Iterable[str], clinicians: set[str]
) -> None:
    if answer.pms_practitioner_id not in practitioners:
        raise InvalidRequest(reason="A practitioner in the request is not known.")
    if answer.clinician_id not in (None, NEW_CLINICIAN) and answer.clinician_id not in clinicians:
        raise InvalidRequest(reason="A run sheet column in the request does not exist.")


def _add_clinician(sql: Sql, answer: MappingAnswer, *, now: datetime) -> str:
    clinician_id = str(uuid4())
    last = sql.scalar(select(func.max(run_sheet_clinicians.c.position)))
    sql.execute(
        insert(run_sheet_clinicians).values(
            id=clinician_id,
            name=(answer.new_clinician_name or answer.pms_practitioner_name)[:200],
            position=0 if last is None else last + 1,
            created_at=now,
            updated_at=now,
        )
    )
    return clinician_id


def _insert_mapping(
    sql: Sql, connection_id: str, answer: MappingAnswer, *, clinician_id: str | None, now: datetime
) -> None:
    sql.execute(
        insert(pms_clinician_mappings).values(
            id=str(uuid4()),
            connection_id=connection_id,
            pms_practitioner_id=answer.pms_practitioner_id,
            pms_practitioner_name=answer.pms_practitioner_name[:200],
            run_sheet_clinician_id=clinician_id,
            sync_enabled=answer.sync_enabled,
            created_at=now,
            updated_at=now,
        )
    )


def _update_mapping(
    sql: Sql, mapping_id: str, answer: MappingAnswer, *, clinician_id: str | None, now: datetime
) -> None:
    sql.execute(
        update(pms_clinician_mappings)
        .where(pms_clinician_mappings.c.id == mapping_id)
        .values(
            run_sheet_clinician_id=clinician_id,
            sync_enabled=answer.sync_enabled,
            pms_practitioner_name=answer.pms_practitioner_name[:200],
            updated_at=now,
        )
    )


def _stored_practitioner(row: AnyRow) -> StoredPractitioner:
    mapping = None
    if row.mapping_id is not None:
        mapping = Mapping(
            id=row.mapping_id,
            pms_practitioner_id=row.pms_practitioner_id,
            clinician_id=row.run_sheet_clinician_id,
            clinician_name=row.clinician_name,
            sync_enabled=row.sync_enabled,
        )
    return StoredPractitioner(
        practitioner=Practitioner(
            pms_practitioner_id=row.pms_practitioner_id,
            family_name=row.family_name,
            given_name=row.given_name,
            prefix=row.prefix,
            is_active=row.is_active,
            is_shown=row.is_shown,
        ),
        mapping=mapping,
        first_seen_at=row.first_seen_at,
    )


# --- Appointment types ----------------------------------------------------------------------------


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
    """Take over the system's list; ticks that exist stay, a new type follows the system's flag.

    Where the system has no flag a new type starts unticked: its name is a suggestion only.
    """
    table = pms_appointment_types
    rows = [
        {
            "id": str(uuid4()),
            "connection_id": connection_id,
            "pms_type_id": kind.pms_type_id,
            "pms_type_name": kind.name,
            "default_duration_minutes": kind.duration_minutes,
            "colour": kind.colour,
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
        kept = ("pms_type_name", "default_duration_minutes", "colour", "position", "updated_at")
        sql.execute(
            statement.on_conflict_do_update(
                index_elements=["connection_id", "pms_type_id"],
                set_={name: statement.excluded[name] for name in kept},
            ),
            rows,
        )
    sql.execute(
        update(pms_connections)
        .where(pms_connections.c.id == connection_id)
        .values(types_fetched_at=now)
    )


def answer_types(
    sql: Sql, connection_id: str, answers: Iterable[AppointmentTypeAnswer], *, now: datetime
) -> int:
    """Store the ticks; how many types changed. Raises InvalidRequest for an unknown type."""
    table = pms_appointment_types
    answers = tuple(answers)
    stored = {item.appointment_type.pms_type_id: item for item in list_types(sql, connection_id)}
    if any(answer.pms_type_id not in stored for answer in answers):
        raise InvalidRequest(reason="An appointment type in the request is not known.")
    changed = 0
    for answer in answers:
        before = stored[answer.pms_type_id]
        after = (answer.is_telehealth, answer.sync_enabled)
        changed += (before.is_telehealth, before.sync_enabled) != after
        sql.execute(
            update(table)
            .where(table.c.id == before.id)
            .values(
                is_telehealth=answer.is_telehealth,
                sync_enabled=answer.sync_enabled,
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
            is_telehealth=None,
        ),
        is_telehealth=row.is_telehealth,
        sync_enabled=row.sync_enabled,
        is_answered=row.is_answered,
    )
