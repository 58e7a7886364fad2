"""How times and documents are written in the support export."""

import json
from datetime import UTC, datetime
from typing import Any


def utc(instant: datetime) -> str:
    """`2025-11-17T22:27:00Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc_or_none(instant: datetime | None) -> str | None:
    """As `utc`, where there may be none."""
    return None if instant is None else utc(instant)


def json_text(document: Any) -> str:
    """To be read by a person: indented, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
