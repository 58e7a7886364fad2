"""Answers of a set-up that is not finished, kept for the next start. Ids only, never a name."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services


async def read_draft(services: "Services", step: str, connection_id: str) -> dict[str, str] | None:
    """What was kept, None when nothing was (or it can't be read any more)."""
    preferences = await services.preferences.read()
    try:
        kept = json.loads(preferences.get(_name(step, connection_id)) or "null")
    except ValueError:
        return None
    if not isinstance(kept, dict):
        return None
    return {str(key): str(value) for key, value in kept.items()}


async def write_draft(
    services: "Services", step: str, connection_id: str, answers: dict[str, str] | None
) -> None:
    """Keeps these answers, or forgets them (None)."""
    text = "" if answers is None else json.dumps(answers)
    await services.preferences.write(_name(step, connection_id), text)


def _name(step: str, connection_id: str) -> str:
    return f"setup.{step}.{connection_id}"
