"""The refusals of v1: `{"msg"}`, and 422 keyed by field."""

import collections.abc as c
import dataclasses

from app.sandbox.exchange import Answer, Refused, json_answer


def bad_request(message: str) -> Refused:
    return _violation(json_answer({"msg": "Bad Request"}, status=400), message)


def no_such_route(path: str) -> Refused:
    return _violation(json_answer({"msg": "Not Found"}, status=404), f"no route {path}")


def method_not_allowed(allowed: list[str]) -> Refused:
    return _violation(json_answer({"msg": "Method Not Allowed"}, status=405), f"only {allowed}")


def unprocessable(problems: c.Mapping[str, str]) -> Refused:
    """422 of a body that breaks the contract."""
    body = {
        name: {"message": f"The {name} field {problem}.", "rule": "required"}
        for name, problem in problems.items()
    }
    return _violation(json_answer(body, status=422), "; ".join(map(" ".join, problems.items())))


def slot_taken() -> Refused:
    message = "The selected slot is no longer available."
    return Refused(
        json_answer({"selectedSlot": {"message": message, "rule": "invalid"}}, status=422)
    )


def not_found(status: int) -> Refused:
    return Refused(
        json_answer({"msg": "Bad Request" if status == 400 else "Not Found"}, status=status)
    )


def unauthorized() -> Refused:
    return Refused(json_answer({"msg": "Unauthorized"}, status=401))


def too_many_requests(_wait_s: int) -> Answer:
    return json_answer({"msg": "Too Many Requests"}, status=429)


def _violation(answer: Answer, message: str) -> Refused:
    return Refused(dataclasses.replace(answer, violation=message))
