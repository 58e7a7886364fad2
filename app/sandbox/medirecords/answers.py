"""MediRecords' refusals, in Spring's shapes: `ApiError`, and `OAuthError` of the gate."""

import dataclasses
import datetime as dt
import http

from app.sandbox.exchange import Answer, Refused, json_answer

NO_RESOURCE_ID = "Invalid token does not contain resource id"


def bad_request(message: str) -> Refused:
    """400: the request breaks the contract."""
    return _violation(400, message)


def no_such_route(path: str) -> Refused:
    return _violation(404, f"No handler found for {path}")


def method_not_allowed(allowed: list[str]) -> Refused:
    return _violation(405, f"Only {', '.join(sorted(allowed))} is supported")


def not_found() -> Refused:
    return Refused(api_error(404, "Not found"))


def server_error() -> Refused:
    return Refused(api_error(500, "No message available"))


def unauthorized() -> Refused:
    return _oauth_error(401, "invalid_token", "Invalid access token")


def forbidden() -> Refused:
    return _oauth_error(403, "access_denied", NO_RESOURCE_ID)


def too_many_requests(wait_s: int) -> Answer:
    answer = api_error(429, "Too many requests")
    return dataclasses.replace(answer, headers={"Retry-After": str(wait_s)})


def api_error(status: int, message: str) -> Answer:
    """An `ApiError` of the contract."""
    now = dt.datetime.now(dt.UTC)
    body = {
        "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "+0000"),
        "status": status,
        "error": http.HTTPStatus(status).phrase,
        "message": message,
    }
    return json_answer(body, status=status)


def _oauth_error(status: int, error: str, description: str) -> Refused:
    body = {"error": error, "error_description": description}
    return Refused(json_answer(body, status=status))


def _violation(status: int, message: str) -> Refused:
    return Refused(dataclasses.replace(api_error(status, message), violation=message))
