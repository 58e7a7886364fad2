"""The OpenAPI document: what routes say of themselves, and what holds for all of them."""

from typing import Any

from fastapi import FastAPI

from app.api.errors import ErrorBody
from app.api.examples import add_examples

TITLE = "RunSheet"
_ABOUT = (
    "The run sheet, connections, bookings and reports of one practice, for its other programs on "
    "this PC. Every call carries `Authorization: Bearer TOKEN`, but for `/api/health`. "
    "Times are ISO 8601 in UTC with `Z`, or a practice's local time with its offset; dates are the "
    "practice's local dates."
)

RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorBody, "description": "The body or query can't be used."},
    401: {"model": ErrorBody, "description": "No token, or not a known one."},
    403: {"model": ErrorBody, "description": "A foreign Host, a web page, a scope that's missing."},
    405: {"model": ErrorBody, "description": "The address doesn't take that method."},
    413: {"model": ErrorBody, "description": "The body is longer than 64 KiB."},
    415: {"model": ErrorBody, "description": "The body is not application/json."},
    429: {"model": ErrorBody, "description": "Too many wrong tokens."},
    431: {"model": ErrorBody, "description": "The headers are longer than 16 KiB."},
    500: {"model": ErrorBody, "description": "A fault of RunSheet or of this PC."},
}
"""What every route may answer besides its own."""


def new_api(version: str) -> FastAPI:
    """An API without pages of its own: no documentation, no redirects; every answer is JSON."""
    return FastAPI(
        title=TITLE,
        version=version,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        responses=RESPONSES,
    )


def use_own_document(api: FastAPI) -> None:
    """FastAPI promises a 422 for each route; here the same is a 400."""
    theirs = api.openapi

    def ours() -> dict[str, Any]:
        document = theirs()
        for path in document["paths"].values():
            for operation in path.values():
                _describe_answers(operation["responses"])
        schemas = document.get("components", {}).get("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        add_examples(schemas)
        return document

    api.openapi = ours  # type: ignore[method-assign]  # FastAPI's own way to change it


def _describe_answers(responses: dict[str, Any]) -> None:
    responses.pop("422", None)
    for told in responses.values():
        if told["description"] == "Successful Response":
            told["description"] = "As asked."
