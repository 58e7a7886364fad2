"""What the answers of all CRMs have in common: trouble on the way, ids for support, what landed."""

from typing import TYPE_CHECKING, Any

from app.adapters.values import object_of, objects_of, read_id, record_id
from app.domain.errors import (
    BadAnswer,
    Blocked,
    OutcomeUnknown,
    RunSheetError,
    TooSlow,
    VendorTrouble,
)

if TYPE_CHECKING:
    from app.adapters.answer import Answer

_PORTAL_STATUSES = {407, 511}


def trouble(answer: "Answer") -> RunSheetError | None:
    """What went wrong before the CRM itself had a word; None for its own yes or no."""
    system, status = answer.system, answer.status
    if status in _PORTAL_STATUSES or 300 <= status < 400:
        return Blocked(system=system)
    if status >= 500:
        return VendorTrouble(system=system)
    if status == 408:
        return TooSlow(system=system)
    is_empty_yes = status < 300 and not answer.body
    return None if answer.is_json or is_empty_yes else Blocked(system=system)


def told(answer: "Answer") -> dict[str, Any]:
    """The body as an object; an empty one for anything else."""
    try:
        return object_of(answer.json())
    except BadAnswer:
        return {}


def trace_of(answer: "Answer", name: str) -> str | None:
    """What the CRM's support asks for, by its name in the body, else by the headers."""
    in_body = read_id(told(answer).get(name)) if answer.is_json else None
    return in_body or answer.correlation_id


def facts_of(answer: "Answer", trace: str | None) -> dict[str, str]:
    """What every error of an answer carries: whose it is, and the id for support, if any."""
    return {"system": answer.system, **({"correlation_id": trace} if trace else {})}


def written(answer: "Answer", *path: str | int) -> dict[str, Any]:
    """The record that a write answers with, at the end of `path`; it has a readable id. It was
    done, whatever the answer looks like: raises OutcomeUnknown where that can't be read.
    """
    record: Any = told(answer)
    for step in path:
        record = _within(record, step)
    if answer.status >= 300 or record_id(record) is None:
        raise OutcomeUnknown(system=answer.system)
    return object_of(record)


def _within(value: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return object_of(value).get(step)
    rows = objects_of(value)
    return rows[step] if step < len(rows) else None
