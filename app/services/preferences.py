"""Choices of this installation that faces remember: theme, view, window place."""

from app.services.changes import Topic
from app.services.core import Core
from app.store import preferences


class PreferenceService:
    """Named texts; never patients' data, never secrets."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def read(self) -> dict[str, str]:
        """Every saved preference by name."""
        return await self._core.database.read(preferences.read_preferences)

    async def write(self, name: str, value: str) -> None:
        """Save one."""
        await self._core.database.write(preferences.write_preference, name, value)
        self._core.changes.publish(Topic.PREFERENCES)
