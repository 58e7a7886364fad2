"""What all bodies share: camelCase, strict types, days and moments in one spelling."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from app.api.errors import ErrorBody, FieldProblem

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class Given(BaseModel):
    """A request's body. What it doesn't know is not looked at; null is as good as left out."""

    model_config = ConfigDict(strict=True, alias_generator=to_camel)


class Told(BaseModel):
    """An answer's body."""

    model_config = ConfigDict(alias_generator=to_camel)


class Done(Told):
    """It is done."""

    success: bool = Field(examples=[True])
    message: str = Field(examples=["Connection deleted"])


def _read_day(told: object) -> object:
    """A date as 2026-03-04 and in no other way; pydantic takes numbers for days, too."""
    if isinstance(told, date):
        return told
    try:
        day = date.fromisoformat(told) if isinstance(told, str) and _DAY.fullmatch(told) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise FieldProblem("is a date of this century like 2026-03-04")
    return day


def _read_moment(told: object) -> object:
    """An instant with its zone, aware UTC."""
    if isinstance(told, datetime):
        return told
    if not isinstance(told, str) or not _MOMENT.fullmatch(told):
        raise FieldProblem("is a date and time with its zone, like 2026-03-04T09:30:00+11:00")
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        raise FieldProblem("is no date and time that there is") from None
    if not _FIRST_YEAR < at.year < _LAST_YEAR:
        raise FieldProblem("is a time of this century")
    return at.astimezone(UTC)


Day = Annotated[date, BeforeValidator(_read_day), Field(examples=["2026-03-04"])]
"""A practice's local date, in a request."""

Moment = Annotated[
    datetime, BeforeValidator(_read_moment), Field(examples=["2026-03-04T09:30:00+11:00"])
]
"""An instant, in a request."""

Text = Annotated[str, StringConstraints(max_length=2000)]
ShortText = Annotated[str, StringConstraints(max_length=200)]

UtcText = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-03-03T22:30:00Z"])
]
"""An instant in an answer, UTC with `Z`."""

WallText = Annotated[
    str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-03-04T09:30:00+11:00"])
]
"""An instant in an answer, on the practice's wall clock with its offset."""

DayText = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-03-04"])]
"""A practice's local date, in an answer."""

_MEANINGS = {
    404: "There is no such thing.",
    409: "Not now: see `error`.",
    501: "That CRM is not set up; `error` names what is missing.",
    502: "The other system failed or refused.",
    504: "The other system took too long.",
}


def also(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route answers besides its own body and what every route may: `also(404, 409)`."""
    return {status: {"model": ErrorBody, "description": _MEANINGS[status]} for status in statuses}
