"""Single values of vendors' JSON: ids, instants, dates. Anything unfit is None, never an error."""

import math
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}", re.ASCII)
_DATE_TIME = re.compile(
    r"20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATE_LENGTH = len("2026-01-15")
_EARLIEST_BIRTH = date(1850, 1, 1)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LONGEST_MINUTES = 24 * 60


def read_id(value: Any) -> str | None:
    """An id of up to 100 letters, digits and `._:-`; None for anything else."""
    return _checked_id(value) if isinstance(value, str) and len(value) <= 100 else None


@lru_cache(maxsize=8192)  # a patient's id is met four times on its way
def _checked_id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def record_id(record: Any) -> str | None:
    """The id of a record, None when it has no readable one."""
    return read_id(record.get("id")) if isinstance(record, dict) else None


def read_instant(value: Any) -> datetime | None:
    """Aware UTC from ISO 8601 with an offset, years 2000 to 2099; None for anything else."""
    return _parse_instant(value) if isinstance(value, str) and len(value) <= 40 else None


@lru_cache(maxsize=4096)
def _parse_instant(text: str) -> datetime | None:
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        return None


def read_minutes(value: Any) -> float | None:
    """A number of minutes above 0, up to a day."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 < value <= _LONGEST_MINUTES and math.isfinite(value) else None


def read_birth_date(value: Any, *, today: date) -> date | None:
    """A possible one, `2026-01-15`: from 1850 to tomorrow (a zone may be ahead of ours)."""
    born = _parse_date(value) if isinstance(value, str) and len(value) == _DATE_LENGTH else None
    if born is None or born < _EARLIEST_BIRTH:
        return None
    return born if born.toordinal() <= today.toordinal() + 1 else None


@lru_cache(maxsize=4096)
def _parse_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_colour(value: Any) -> str | None:
    """A colour such as `#a9a9a9`."""
    return value if isinstance(value, str) and _COLOUR.fullmatch(value) else None


def object_of(value: Any) -> dict[str, Any]:
    """The object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def objects_of(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; whatever else is in it is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
