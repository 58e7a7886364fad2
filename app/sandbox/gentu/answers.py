"""Gentu's refusals: the gateway's (Apigee faults) and the application's (`message`)."""

import typing as t

from app.sandbox.exchange import Answer, Refused, json_answer


def bad_request(message: str) -> Refused:
    """400: the request breaks the contract."""
    answer = json_answer({"message": message}, status=400)
    return Refused(_marked(answer, message))


def forbidden(message: str) -> Refused:
    return Refused(json_answer({"message": message}, status=403))


def not_found(message: str = "Not found") -> Refused:
    return Refused(json_answer({"message": message}, status=404))


def conflict(message: str) -> Refused:
    return Refused(json_answer({"message": message}, status=409))


def no_such_route(path: str) -> Refused:
    message = f"Unable to identify proxy for {path}"
    answer = json_answer(
        _fault(message, "messaging.adaptors.http.flow.ApplicationNotFound"), status=404
    )
    return Refused(_marked(answer, message))


def method_not_allowed(allowed: list[str]) -> Refused:
    message = "Method not allowed"
    answer = json_answer({"message": message}, status=405, Allow=", ".join(sorted(allowed)))
    return Refused(_marked(answer, message))


def token_refused(status: int, code: str, message: str, *, violation: bool) -> Refused:
    answer = json_answer({"ErrorCode": code, "Error": message}, status=status)
    return Refused(_marked(answer, message) if violation else answer)


def unauthorized(message: str, code: str) -> Refused:
    return Refused(json_answer(_fault(message, code), status=401))


def too_many_requests(wait_s: int) -> Answer:
    fault = _fault("Rate limit quota violation", "policies.ratelimit.QuotaViolation")
    return json_answer(fault, status=429, Retry_After=str(wait_s))


def _fault(message: str, code: str) -> dict[str, t.Any]:
    return {"fault": {"faultstring": message, "detail": {"errorcode": code}}}


def _marked(answer: Answer, violation: str) -> Answer:
    return Answer(
        status=answer.status, body=answer.body, headers=answer.headers, violation=violation
    )
