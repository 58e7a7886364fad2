"""When somebody last looked at each day's list on this PC, as one saved text."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

KEPT_DAYS = timedelta(days=3)
"""How long after a day anybody asks what changed on it."""

_MOST = 30
"""Of the days ahead that somebody leafed through, those looked at last."""


def looks_of(text: str | None) -> dict[date, datetime]:
    """By day, the moment (aware); empty for no text, and without what nobody can read."""
    try:
        saved = json.loads(text) if text else {}
        looks = {date.fromisoformat(day): datetime.fromisoformat(at) for day, at in saved.items()}
    except (AttributeError, TypeError, ValueError):
        return {}
    return {day: at for day, at in looks.items() if at.tzinfo is not None}


def looks_text(looks: Mapping[date, datetime]) -> str:
    """What `looks_of` reads; under 2,000 letters."""
    return json.dumps({day.isoformat(): at.isoformat() for day, at in looks.items()})


def with_look(
    looks: Mapping[date, datetime], day: date, at: datetime, *, now: datetime
) -> dict[date, datetime]:
    """The looks with this one; days that are long past, and all but the last 30, are forgotten."""
    oldest = now.date() - KEPT_DAYS
    kept = {each: when for each, when in looks.items() if each >= oldest and each != day}
    last = sorted(kept.items(), key=lambda look: look[1])[-(_MOST - 1) :]
    return {**dict(last), day: at}
