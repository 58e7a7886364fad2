"""Moments as HubSpot writes them."""

import re
from datetime import UTC, datetime

from app.adapters.values import read_instant

_MILLISECONDS = re.compile(r"\d{12,14}", re.ASCII)


def utc(moment: datetime) -> str:
    """`2026-11-22T08:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(value: str | None) -> datetime | None:
    """Aware UTC from ISO 8601 or from milliseconds since 1970; None for anything else."""
    if value is not None and _MILLISECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(value) / 1000, UTC)
    return read_instant(value)
