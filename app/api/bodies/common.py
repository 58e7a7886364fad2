"""What all bodies share: camelCase, strict types, days and moments in one spelling."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from app.api.errors import ErrorBody, FieldProblem

# Every date of this century, and no 30 February: what the document promises is taken.
_MONTH_AND_DAY = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_DAY = r"20(?:[02468][048]|[13579][26])-02-29"
_DATE = rf"(?:20[0-9]{{2}}-{_MONTH_AND_DAY}|{_LEAP_DAY})"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_DAY = re.compile(_DATE)
_MOMENT = re.compile(rf"{_DATE}T{_CLOCK}(?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?(?:Z|[+-]{_CLOCK})")


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
    if not isinstance(told, str) or not _DAY.fullmatch(told):
        raise FieldProblem("is a date of this century like 2026-03-04")
    return date.fromisoformat(told)


def _read_moment(told: object) -> object:
    """An instant with its zone, aware UTC."""
    if isinstance(told, datetime):
        return told
    if not isinstance(told, str) or not _MOMENT.fullmatch(told):
        raise FieldProblem("is a date and time with its zone, like 2026-03-04T09:30:00+11:00")
    return datetime.fromisoformat(told).astimezone(UTC)


def read_whole(told: object) -> object:
    """JSON has one kind of number: 30.0 is 30."""
    return int(told) if isinstance(told, float) and told.is_integer() else told


def _checked_id(told: str) -> str:
    if "\0" in told:
        raise FieldProblem("is no id")
    return told


def _written(pattern: re.Pattern[str], example: str) -> WithJsonSchema:
    told = {"type": "string", "pattern": f"^{pattern.pattern}$", "examples": [example]}
    return WithJsonSchema(told, mode="validation")


Day = Annotated[date, BeforeValidator(_read_day), _written(_DAY, "2026-03-04")]
"""A practice's local date, in a request."""

Moment = Annotated[
    datetime, BeforeValidator(_read_moment), _written(_MOMENT, "2026-03-04T09:30:00+11:00")
]
"""An instant, in a request."""

Minutes = Annotated[int, Field(ge=1, le=720), BeforeValidator(read_whole)]
"""How long a visit takes, in a request."""

Text = Annotated[str, StringConstraints(max_length=2000)]
ShortText = Annotated[str, StringConstraints(max_length=200)]
Id = Annotated[ShortText, AfterValidator(_checked_id)]
"""An id of ours; one with a NUL is none, and not every database can be asked for it."""

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
    423: "RunSheet is locked on this PC.",
    501: "That CRM is not set up; `error` names what is missing.",
    502: "The other system failed or refused.",
    504: "The other system took too long.",
}


def also(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route answers besides its own body and what every route may: `also(404, 409)`."""
    return {status: {"model": ErrorBody, "description": _MEANINGS[status]} for status in statuses}
