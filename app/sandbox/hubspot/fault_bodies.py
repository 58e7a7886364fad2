"""HubSpot's own bodies for faults, and the faults that only HubSpot has."""

import typing as t

from app.sandbox.exchange import Answer, Refused
from app.sandbox.fault_bodies import FaultBodies
from app.sandbox.fault_kinds import Fault, FaultKind
from app.sandbox.hubspot import answers


def _body(refused: Refused | Answer) -> bytes:
    return refused.body if isinstance(refused, Answer) else refused.answer.body


BODIES: t.Final = FaultBodies(
    bad_request=_body(answers.error(400, "Bad request", category="VALIDATION_ERROR")),
    expired=_body(answers.unauthorized()),
    forbidden=_body(answers.missing_scopes("crm.objects.contacts.write")),
    not_found=_body(answers.not_found()),
    quota=_body(answers.too_many("TEN_SECONDLY_ROLLING")),
    server_error=_body(answers.error(500, "internal error", category="INTERNAL_ERROR")),
    number_field="total",
)


def quota(policy: str) -> Fault:
    """429 of a limit, nothing done: `TEN_SECONDLY_ROLLING`, `SECONDLY` or `DAILY`."""
    return _refusal(f"quota_{policy.lower()}", answers.too_many(policy))


def _refusal(name: str, answer: Answer, **headers: str) -> Fault:
    return Fault(
        name=name,
        kind=FaultKind.REFUSE,
        status=answer.status,
        headers={**answer.headers, **headers},
        body=answer.body,
    )


LOCKED: t.Final = _refusal("locked", answers.error(423, "Locked", category="LOCKED"))
"""Somebody else's change holds the record; nothing is done."""

MIGRATING: t.Final = _refusal(
    "migrating",
    answers.error(477, "Migration in progress", category="MIGRATION"),
    **{"Retry-After": "120"},
)
"""The account moves to another data centre; nothing is done."""
