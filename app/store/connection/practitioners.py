"""A connection's practitioners, the run sheet's columns, and who has which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.connection import (
    NEW_CLINICIAN,
    Clinician,
    Mapping,
    MappingAnswer,
    MappingResult,
)
from app.domain.errors import InvalidRequest
from app.domain.practice import Practitioner
from app.domain.said import say
from app.store.connection.connections import delete_unused_clinicians, require_connection
from app.store.ids import new_id
from app.store.schema import (
    AnyRow,
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
    """Take over the system's list. Who is no longer listed is kept and marked inactive.

    Raises ConnectionNotFound.
    """
    require_connection(sql, connection_id)
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
    if len({answer.pms_practitioner_id for answer in answers}) != len(answers):
        raise InvalidRequest(
            reason=say("A practitioner is named twice in the request."), field="pmsPractitionerId"
        )
    for answer in answers:
        _check_answer(answer, practitioners=stored.keys(), clinicians=clinicians)
    created = updated = added = 0
    for answer in answers:
        before = stored[answer.pms_practitioner_id].mapping
        clinician_id = answer.clinician_id
        if clinician_id == NEW_CLINICIAN:
            clinician_id = _column_made_before(sql, answer, before)
            if clinician_id is None:
                clinician_id = _add_clinician(sql, answer, now=now)
                added += 1
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
        raise InvalidRequest(
            reason=say("A practitioner in the request is not known."), field="pmsPractitionerId"
        )
    if answer.clinician_id not in (None, NEW_CLINICIAN) and answer.clinician_id not in clinicians:
        raise InvalidRequest(
            reason=say("A run sheet column in the request does not exist."),
            field="runSheetClinicianId",
        )
    if answer.clinician_id == NEW_CLINICIAN and not _column_name(answer):
        raise InvalidRequest(
            reason=say("A new run sheet column needs a name."), field="newClinicianName"
        )


def _column_made_before(sql: Sql, answer: MappingAnswer, before: Mapping | None) -> str | None:
    """A request that is sent again makes no second column of the same name."""
    if before is None or before.clinician_name != _column_name(answer):
        return None
    column = pms_clinician_mappings.c.run_sheet_clinician_id
    is_its_own = sql.scalar(select(func.count()).where(column == before.clinician_id)) == 1
    return before.clinician_id if is_its_own else None


def _add_clinician(sql: Sql, answer: MappingAnswer, *, now: datetime) -> str:
    clinician_id = new_id()
    last = sql.scalar(select(func.max(run_sheet_clinicians.c.position)))
    sql.execute(
        insert(run_sheet_clinicians).values(
            id=clinician_id,
            name=_column_name(answer),
            position=0 if last is None else last + 1,
            created_at=now,
            updated_at=now,
        )
    )
    return clinician_id


def _column_name(answer: MappingAnswer) -> str:
    return (_readable(answer.new_clinician_name or "") or _readable(answer.pms_practitioner_name))[
        :200
    ]


def _readable(name: str) -> str:
    """On one line, without what nobody can read."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def _insert_mapping(
    sql: Sql, connection_id: str, answer: MappingAnswer, *, clinician_id: str | None, now: datetime
) -> None:
    sql.execute(
        insert(pms_clinician_mappings).values(
            id=new_id(),
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


def listed_at(sql: Sql, connection_id: str) -> datetime | None:
    """When the system last listed this connection's practitioners; None: never."""
    query = select(pms_connections.c.people_fetched_at).where(pms_connections.c.id == connection_id)
    return sql.execute(query).scalar()
