"""Options that several commands take, and how their words are read."""

from datetime import date
from typing import Annotated

import typer

_LAST_PORT = 65_535
_LONGEST_SPAN = 400


def parse_day(text: str) -> date:
    """A date as 2025-11-18. Raises BadParameter."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text or not 1970 <= day.year <= 2200:
        raise typer.BadParameter("dates are written like 2025-11-18.")
    return day


def parse_port(text: str) -> int:
    """A port from 0 to 65535. Raises BadParameter."""
    digits = str(text)  # the default comes as a number
    if not (digits.isascii() and digits.isdigit() and int(digits) <= _LAST_PORT):
        raise typer.BadParameter(f"ports are numbers from 0 to {_LAST_PORT}.")
    return int(digits)


def parse_days(text: str) -> int:
    """How many days back, 1 to 400. Raises BadParameter."""
    digits = str(text)  # the default comes as a number
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= _LONGEST_SPAN):
        raise typer.BadParameter(f"days are a number from 1 to {_LONGEST_SPAN}.")
    return int(digits)


Day = Annotated[
    date | None,
    typer.Option("--date", parser=parse_day, metavar="DATE", help="The day, as 2025-11-18."),
]

AsJson = Annotated[bool, typer.Option("--json", help="As the HTTP API gives it.")]
