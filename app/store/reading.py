"""Reading without SQLAlchemy: a reader of plain SQL, and values as either driver gives them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol


class Record(Protocol):
    """A row by column name: the driver's own, or SQLAlchemy's."""

    def __getitem__(self, name: str, /) -> Any: ...


class DriverRecord(Record, Protocol):
    """The driver's own row; its `[:]` is all the values."""

    def __getitem__(self, name: str | slice, /) -> Any: ...


Reader = Callable[[str, Mapping[str, object]], Sequence[DriverRecord]]
"""Runs a SELECT with `:name` parameters; each row as a mapping by column name."""


def instant(value: str | datetime) -> datetime:
    """SQLite gives the text that was written, PostgreSQL a datetime; both aware."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def instant_or_none(value: str | datetime | None) -> datetime | None:
    """As `instant`, where there may be none."""
    return None if value is None else instant(value)


def date_or_none(value: str | date | None) -> date | None:
    """A local day, where there may be none."""
    return date.fromisoformat(value) if isinstance(value, str) else value
