"""What went wrong, as the API says it: a status, one plain sentence, and details without values."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.api.scopes import ScopeMissing
from app.domain import errors as ours
from app.domain.errors import InvalidBooking, RunSheetError
from app.services.logs import log_bug

STATUS_OF: Mapping[type[RunSheetError], int] = {
    ours.InvalidRequest: 400,
    ours.InvalidBooking: 400,
    ours.NameTaken: 409,
    ours.NotByHand: 409,
    ours.PairingCodeRefused: 400,
    ours.CredentialsRefused: 400,
    ours.PracticeUnknown: 400,
    ours.SeveralPractices: 400,
    # A CRM that works, and doesn't take what it was told, is not a vendor that failed.
    ours.BookingRefused: 400,
    ours.ContactUnknown: 400,
    ours.ConnectionNotFound: 404,
    ours.AppointmentNotFound: 404,
    ours.BookingNotFound: 404,
    ours.SyncRunning: 409,
    ours.SyncFenced: 409,
    ours.NotPairedYet: 409,
    ours.NobodyMapped: 409,
    ours.MassVanish: 409,
    ours.AlreadyConnected: 409,
    ours.OtherPractice: 409,
    ours.PairingCodeUsed: 409,
    ours.CredentialsMissing: 409,
    ours.ChangedMeanwhile: 409,
    ours.SlotTaken: 409,
    ours.SeveralFound: 409,
    ours.BookingConflict: 409,
    ours.NotSentInTime: 409,
    ours.ScreenLocked: 423,
    ours.CrmNotSetUp: 501,
    ours.TooSlow: 504,
    # A vendor failed, whoever's fault it is: it said no, something else, or nothing at all.
    ours.TryLater: 502,
    ours.SignInAgain: 502,
    ours.PracticeNotConnected: 502,
    ours.BadAnswer: 502,
    ours.NotFound: 502,
    ours.IncompleteRead: 502,
    ours.RequestRefused: 502,
    ours.NoPractitioners: 502,
    ours.BookingDiffers: 502,
    ours.CrmSetupMissing: 502,
    ours.CrmRightMissing: 502,
    ours.OutcomeUnknown: 502,
}
"""By class; a class that is not here has its parent's. Everything else is a fault of this PC."""

_SENTENCES = {
    400: "This request can't be read.",
    404: "There is nothing at this address.",
    405: "This address doesn't take that method.",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Those that a route may take."""

_MISSING, _UNREADABLE = "is needed", "can't be used as it is"
_BUG = "Something went wrong inside RunSheet."


class FieldProblem(ValueError):
    """Raised by our own validators: its text, the end of a sentence, is told and holds no value."""


class ErrorBody(BaseModel):
    """Every error's body."""

    error: str = Field(description="One plain sentence.", examples=["There is no such connection."])
    details: dict[str, Any] | None = Field(
        default=None,
        description="`code`: RunSheet's own code. `fields`: what is wrong with each field. "
        "Never a value that was sent.",
        examples=[{"code": "ASK-02"}],
    )


def answer(
    status: int, error: str, details: Any = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An error as a response."""
    body = {"error": error, "details": details}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def status_of(error: RunSheetError) -> int:
    """The HTTP status of one of our errors."""
    return _status(type(error))


def status_of_code(code: str | None) -> int:
    """The same of an error that was kept by its code."""
    return _status(ours.CATALOGUE.get(code or "", RunSheetError))


def _status(kind: type[RunSheetError]) -> int:
    return next((STATUS_OF[each] for each in kind.__mro__ if each in STATUS_OF), 500)


def answer_of(error: RunSheetError) -> JSONResponse:
    """One of our errors as a response."""
    details: dict[str, Any] = {"code": error.code}
    if isinstance(error, InvalidBooking):
        details["fields"] = error.fields
    elif "field" in error.facts:
        details["fields"] = {str(error.facts["field"]): error.sentence}
    return answer(status_of(error), error.sentence, details)


def field_problems(error: RequestValidationError) -> dict[str, str]:
    """What is wrong with each field, by its name in the request (`patient.email`), in our words:
    pydantic's own may quote what was sent.
    """
    return {_field(one["loc"]): _problem(one) for one in error.errors()}


def _field(location: tuple[str | int, ...]) -> str:
    """Without `body`, `query`, …; the whole body where no field is named."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _problem(one: Mapping[str, Any]) -> str:
    if one["type"] == "missing":
        return _MISSING
    reason = (one.get("ctx") or {}).get("error")
    return str(reason) if isinstance(reason, FieldProblem) else _UNREADABLE


async def _tell_invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for it alone
    if any(one["type"] == "json_invalid" for one in error.errors()):
        return answer(400, "The body is not JSON.", {"fields": {"body": _UNREADABLE}})
    problems = field_problems(error)
    sentence = "This request needs another look: " + ", ".join(sorted(problems)) + "."
    return answer(400, sentence, {"fields": problems})


async def _tell_ours(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RunSheetError)  # noqa: S101  # registered for it alone
    return answer_of(error)


async def _tell_scope(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ScopeMissing)  # noqa: S101  # registered for it alone
    sentence = f"This token is not for that: it lacks the scope {error.scope}."
    return answer(403, sentence, {"scope": error.scope})


async def _tell_bug(_request: Request, error: Exception) -> JSONResponse:
    return bug_answer(error)


async def _tell_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for it alone
    sentence = _SENTENCES.get(error.status_code, HTTPStatus(error.status_code).phrase)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_here(request))
    # FastAPI's own 400: bytes that are no text, nesting without end, a number without end.
    is_body = error.status_code == HTTPStatus.BAD_REQUEST
    details = {"fields": {"body": _UNREADABLE}} if is_body else None
    return answer(error.status_code, sentence, details, headers)


def _methods_here(request: Request) -> list[str]:
    """What this address takes; the router tells only of the first route there."""
    routes = request.app.router.routes
    tried = ((method, {**request.scope, "method": method}) for method in METHODS)
    found = [
        method
        for method, scope in tried
        if any(route.matches(scope)[0] is Match.FULL for route in routes)
    ]
    return ["GET", "HEAD", *found[1:]] if found[:1] == ["GET"] else found


def bug_answer(error: Exception) -> JSONResponse:
    """A bug: written to the log, told without any of its words."""
    log_bug(error)
    return answer(500, _BUG, {"code": RunSheetError.code})


def handle_errors(api: FastAPI) -> None:
    """Every error of a route, of its parsing and of the router takes our shape."""
    api.add_exception_handler(RequestValidationError, _tell_invalid)
    api.add_exception_handler(RunSheetError, _tell_ours)
    api.add_exception_handler(ScopeMissing, _tell_scope)
    api.add_exception_handler(HTTPException, _tell_http)
    api.add_exception_handler(Exception, _tell_bug)
