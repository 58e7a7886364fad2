"""The shape of HubSpot's bodies: records and their ties, read and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.adapters.answer import Answer
from app.adapters.crm.hubspot.errors import SYSTEM
from app.adapters.values import object_of, objects_of, read_id
from app.domain.errors import BadAnswer, OutcomeUnknown

Tie = tuple[str, int]
"""The id of a record and HubSpot's number for the sort of tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. `ties`: ids by kind, as far as the first page; `has_more` kinds go on."""

    id: str
    properties: Mapping[str, str | None] = field(repr=False)
    ties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    correlation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave: the first records of `total`."""

    total: int
    records: tuple[Record, ...]


def creation(properties: Mapping[str, str], ties: Sequence[Tie]) -> dict[str, object]:
    """The body that makes a record."""
    body: dict[str, object] = {"properties": dict(properties)}
    if ties:
        body["associations"] = [_tie_json(id_, number) for id_, number in ties]
    return body


def _tie_json(id_: str, number: int) -> dict[str, object]:
    kind = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": number}
    return {"to": {"id": id_}, "types": [kind]}


def equals(name: str, value: str) -> dict[str, str]:
    """A filter of a search."""
    return {"propertyName": name, "operator": "EQ", "value": value}


def written(answer: Answer) -> Record:
    """The record that a write answers with. Raises OutcomeUnknown where it can't be read."""
    return record_written(read_written(answer), answer)


def read_written(answer: Answer) -> dict[str, object]:
    """The body of a write that was done; one that can't be read leaves the outcome open."""
    try:
        return answer.json_object()
    except BadAnswer:
        failure = OutcomeUnknown(system=SYSTEM)
    raise failure


def record_written(row: object, answer: Answer) -> Record:
    """As `written`, of one row."""
    try:
        return read_record(row, answer.correlation_id)
    except BadAnswer:
        failure = OutcomeUnknown(system=SYSTEM)
    raise failure


def read_record(row: object, correlation_id: str | None = None) -> Record:
    """One record. Raises BadAnswer for a record without an id."""
    held = object_of(row)
    id_ = read_id(held.get("id"))
    if id_ is None:
        raise BadAnswer(system=SYSTEM)
    properties = object_of(held.get("properties"))
    pages = {k: object_of(page) for k, page in object_of(held.get("associations")).items()}
    after = {kind: after_of(page) for kind, page in pages.items()}
    return Record(
        id=id_,
        properties={name: v if isinstance(v, str) else None for name, v in properties.items()},
        ties={kind: tuple(tied_ids(page)) for kind, page in pages.items()},
        more={kind: told for kind, told in after.items() if told is not None},
        correlation_id=correlation_id,
    )


def tied_ids(page: Mapping[str, object]) -> list[str]:
    """The ids of a page: `id` of a record's own list, `toObjectId` of the list alone."""
    found = []
    for row in objects_of(page.get("results")):
        told = row.get("toObjectId", row.get("id"))
        id_ = read_id(str(told)) if isinstance(told, str | int) else None
        if id_ is not None:
            found.append(id_)
    return found


def after_of(page: Mapping[str, object]) -> str | None:
    """Where the next page begins; None at the end."""
    told = object_of(object_of(page.get("paging")).get("next")).get("after")
    return read_id(str(told)) if isinstance(told, str | int) else None
