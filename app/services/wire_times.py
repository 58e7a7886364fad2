"""Moments as other programs read them, in the HTTP API and in `--json`."""

from datetime import UTC, datetime
from typing import overload

from app.domain.practice_day import local


@overload
def utc_text(instant: datetime) -> str: ...
@overload
def utc_text(instant: None) -> None: ...
@overload
def utc_text(instant: datetime | None) -> str | None: ...
def utc_text(instant: datetime | None) -> str | None:
    """`2025-11-17T22:30:00Z`; None for none."""
    if instant is None:
        return None
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def wall_text(instant: datetime, timezone: str) -> str:
    """On a practice's wall clock, with its offset: `2025-11-18T09:30:00+11:00`."""
    return local(instant, timezone).isoformat(timespec="seconds")
