"""The refusals of v2: `{"statusCode", "message", "error", "traceId"}`."""

import collections.abc as c
import dataclasses
import http
import typing as t

from app.sandbox.exchange import Answer, Refused, json_answer

TRACE_ID = "c667b18d-8f5e-44c8-a914-33f3a1b2c4d5"
LIMIT_HEADERS = {
    "X-RateLimit-Limit-Daily": "200000",
    "X-RateLimit-Daily-Remaining": "199000",
    "X-RateLimit-Interval-Milliseconds": "10000",
    "X-RateLimit-Max": "100",
    "X-RateLimit-Remaining": "0",
}


def bad_request(message: str) -> Refused:
    return _violation(error(400, message), message)


def no_such_route(path: str) -> Refused:
    return _violation(error(404, "Cannot find this route"), f"no route {path}")


def method_not_allowed(allowed: list[str]) -> Refused:
    return _violation(error(404, "Cannot find this route"), f"only {allowed}")


def unprocessable(problems: c.Mapping[str, str]) -> Refused:
    """422 of a body that breaks the contract."""
    told = [f"{name} {problem}" for name, problem in problems.items()]
    return _violation(error(422, told), "; ".join(told))


def slot_taken(status: int) -> Refused:
    return Refused(error(status, "The slot you have selected is no longer available."))


def duplicate(contact_id: str, field: str) -> Refused:
    meta = {"contactId": contact_id, "matchingField": field}
    return Refused(error(400, "This location does not allow duplicated contacts.", meta=meta))


def not_found(status: int) -> Refused:
    return Refused(error(status, "Not found"))


def unauthorized() -> Refused:
    return Refused(error(401, "Invalid token: access token is invalid"))


def forbidden() -> Refused:
    return Refused(error(403, "The token does not have access to this resource."))


def too_many_requests(_wait_s: int) -> Answer:
    return dataclasses.replace(error(429, "Too Many Requests"), headers=LIMIT_HEADERS)


def error(status: int, message: str | list[str], **more: t.Any) -> Answer:
    body = {
        "statusCode": status,
        "message": message,
        "error": http.HTTPStatus(status).phrase,
        "traceId": TRACE_ID,
        **more,
    }
    return json_answer(body, status=status)


def _violation(answer: Answer, message: str) -> Refused:
    return Refused(dataclasses.replace(answer, violation=message))
