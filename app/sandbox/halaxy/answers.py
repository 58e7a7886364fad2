"""Halaxy's refusals: OperationOutcomes, and the token endpoint's own shape."""

import dataclasses
import typing as t

from app.sandbox.exchange import Answer, Refused, json_answer

FHIR_JSON = "application/fhir+json"


def resource_answer(resource: t.Any, *, status: int = 200, **headers: str) -> Answer:
    answer = json_answer(resource, status=status, **headers)
    return dataclasses.replace(answer, content_type=FHIR_JSON)


def outcome(severity: str, code: str, **words: t.Any) -> dict[str, t.Any]:
    issue = {"severity": severity, "code": code, **words}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def warning() -> dict[str, t.Any]:
    """What stands among the entries of a search."""
    words = "Some search options were ignored"
    return {**outcome("warning", "informational", diagnostics=words), "id": "warning"}


def bad_request(message: str) -> Refused:
    """400: the request breaks the contract."""
    return _violation(400, "invalid", message)


def unprocessable(message: str) -> Refused:
    """422: a parameter's value breaks the contract."""
    return _violation(422, "invalid", message)


def unauthorized(code: str, text: str, *, status: int = 401) -> Refused:
    return Refused(resource_answer(outcome("error", code, details={"text": text}), status=status))


def forbidden() -> Refused:
    return _refused(403, "forbidden", "Insufficient scope")


def not_found() -> Refused:
    return _refused(404, "not-found", "Resource not found")


def no_such_route(path: str) -> Refused:
    return _violation(404, "not-found", f"There is no {path}")


def method_not_allowed(allowed: list[str]) -> Refused:
    refused = _violation(405, "not-supported", "Method not allowed").answer
    headers = {"Allow": ", ".join(sorted(allowed))}
    return Refused(dataclasses.replace(refused, headers=headers))


def too_many_requests(wait_s: int) -> Answer:
    body = outcome("error", "throttled", diagnostics="Too Many Requests")
    return resource_answer(body, status=429, retry_after=str(wait_s))


def token_refused(status: int, error: str, message: str, *, violation: bool) -> Refused:
    body = {"error": error, "error_description": message, "message": message}
    answer = json_answer(body, status=status)
    return Refused(dataclasses.replace(answer, violation=message if violation else None))


def _refused(status: int, code: str, message: str) -> Refused:
    return Refused(resource_answer(outcome("error", code, diagnostics=message), status=status))


def _violation(status: int, code: str, message: str) -> Refused:
    answer = _refused(status, code, message).answer
    return Refused(dataclasses.replace(answer, violation=message))
