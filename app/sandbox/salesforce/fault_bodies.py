"""Salesforce's own bodies for the faults of `app.sandbox.fault_catalogue`."""

from app.sandbox.fault_bodies import FaultBodies
from app.sandbox.fault_kinds import Fault, FaultKind
from app.sandbox.salesforce import answers


def _body(code: str, message: str) -> bytes:
    return answers.error(code, message, status=400).body


BODIES = FaultBodies(
    bad_request=_body("JSON_PARSER_ERROR", "Unexpected character"),
    expired=_body("INVALID_SESSION_ID", "Session expired or invalid"),
    forbidden=_body("INSUFFICIENT_ACCESS", "insufficient access rights on object id"),
    not_found=_body("NOT_FOUND", "The requested resource does not exist"),
    quota=_body("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
    server_error=_body("UNKNOWN_EXCEPTION", "An unexpected error occurred."),
)


def quota_fault() -> Fault:
    """The day's calls are used up: 403, and nothing is done."""
    answer = answers.limit_exceeded()
    return Fault(name="quota", kind=FaultKind.REFUSE, status=answer.status, body=answer.body)
