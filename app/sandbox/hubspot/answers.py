"""HubSpot's refusals. `violation` marks those of a request that a good client never makes."""

import collections.abc as c
import json
import typing as t
import uuid

from app.sandbox.exchange import Answer, Refused, json_answer

CORRELATION_HEADER: t.Final = "x-hubspot-correlation-id"


def bad_request(message: str) -> Refused:
    """400: the request breaks the contract."""
    return Refused(error(400, message, category="VALIDATION_ERROR", violation=message))


def bad_properties(problems: c.Sequence[tuple[str, str]]) -> Refused:
    """400 for properties, as (name, code): `PROPERTY_DOESNT_EXIST` and the like."""
    listed = [{"isValid": False, "error": code, "name": name} for name, code in problems]
    answer = error(
        400,
        f"Property values were not valid: {json.dumps(listed)}",
        category="VALIDATION_ERROR",
        errors=property_errors(problems),
        violation=", ".join(f"{code} {name}" for name, code in problems),
    )
    return Refused(answer)


def property_errors(problems: c.Sequence[tuple[str, str]]) -> list[dict[str, t.Any]]:
    return [
        {"message": f"{name}: {code}", "code": code, "context": {"propertyName": [name]}}
        for name, code in problems
    ]


def unauthorized() -> Refused:
    return Refused(error(401, "Authentication failed.", category="INVALID_AUTHENTICATION"))


def missing_scopes(scope: str) -> Refused:
    answer = error(
        403,
        "This app has not been granted all required scopes.",
        category="MISSING_SCOPES",
        context={"requiredScopes": [scope]},
    )
    return Refused(answer)


def not_found(message: str = "Object not found.") -> Refused:
    return Refused(error(404, message, category="OBJECT_NOT_FOUND"))


def conflict(message: str) -> Refused:
    return Refused(error(409, message, category="CONFLICT"))


def no_such_route(path: str) -> Refused:
    message = f"No operation at {path}"
    return Refused(error(404, message, category="NOT_FOUND", violation=message))


def method_not_allowed(allowed: list[str]) -> Refused:
    message = f"Method not allowed, only {', '.join(sorted(allowed))}"
    return Refused(error(405, message, category="METHOD_NOT_ALLOWED", violation=message))


def too_many(policy: str) -> Answer:
    """429 of one of the three limits: `TEN_SECONDLY_ROLLING`, `SECONDLY` or `DAILY`."""
    return error(
        429,
        f"You have reached your {policy.lower()} limit.",
        category="RATE_LIMITS",
        errorType="RATE_LIMIT",
        policyName=policy,
    )


def error(
    status: int, message: str, *, category: str, violation: str | None = None, **more: t.Any
) -> Answer:
    """An answer in HubSpot's shape, with a correlation id in header and body."""
    id_ = str(uuid.uuid4())
    body = {"status": "error", "message": message, "correlationId": id_, "category": category}
    answer = json_answer({**body, **more}, status=status)
    return Answer(
        status=status, body=answer.body, headers={CORRELATION_HEADER: id_}, violation=violation
    )
