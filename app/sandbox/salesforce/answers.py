"""How Salesforce refuses: always a list of errors, each with a code; the token endpoint alone not.

What no good client sends is marked as a violation besides.
"""

import collections.abc as c
import dataclasses
import typing as t

from app.sandbox.exchange import Answer, Refused, json_answer

NO_CONTENT: t.Final = Answer(status=204, content_type=None)


def refused(
    code: str, message: str, *, status: int = 400, fields: c.Sequence[str] = (), **more: t.Any
) -> Refused:
    """An error of the org's own: data that are there, a rule, a right."""
    return Refused(error(code, message, status=status, fields=fields, **more))


def violation(code: str, message: str, *, status: int = 400, **more: t.Any) -> Refused:
    """An error that breaks the contract, whatever the org holds."""
    answer = error(code, message, status=status, **more)
    return Refused(dataclasses.replace(answer, violation=message))


def error(
    code: str, message: str, *, status: int, fields: c.Sequence[str] = (), **more: t.Any
) -> Answer:
    return json_answer(
        [{"message": message, "errorCode": code, "fields": list(fields), **more}], status=status
    )


def no_such_column(name: str, kind: str, *, is_custom: bool) -> Refused:
    """A custom field may be missing in this org; a standard one is no field anywhere."""
    message = f"No such column '{name}' on sobject of type {kind}"
    return (refused if is_custom else violation)("INVALID_FIELD", message)


def not_found(message: str = "The requested resource does not exist") -> Refused:
    return refused("NOT_FOUND", message, status=404)


def deleted() -> Refused:
    return refused("ENTITY_IS_DELETED", "entity is deleted", status=404)


def expired() -> Refused:
    return refused("INVALID_SESSION_ID", "Session expired or invalid", status=401)


def limit_exceeded() -> Answer:
    return error("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", status=403)


def token_refused(code: str, description: str) -> Refused:
    body = {"error": code, "error_description": description}
    return Refused(json_answer(body, status=400))


# What `Router` asks for


def bad_request(message: str) -> Refused:
    return violation("JSON_PARSER_ERROR", message)


def no_such_route(path: str) -> Refused:
    return violation("NOT_FOUND", f"The requested resource does not exist: {path}", status=404)


def method_not_allowed(allowed: list[str]) -> Refused:
    message = f"HTTP Method not allowed. Allowed are {', '.join(sorted(allowed))}"
    return violation("METHOD_NOT_ALLOWED", message, status=405)
