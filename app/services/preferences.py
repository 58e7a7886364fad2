"""Choices of this installation that faces remember: theme, view, window place."""

from app.domain.audit import Deed
from app.domain.errors import RunSheetError, SettingsNotSaved
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

    async def write(self, name: str, value: str, *, is_setting: bool = False) -> None:
        """Save one. Raises SettingsNotSaved; the one before is then still in force.

        `is_setting`: a person chose it, which the audit trail keeps.
        """
        save = preferences.write_preference
        try:
            if is_setting:
                await self._core.audit.write(Deed.SETTING_CHANGED, (name,), save, name, value)
            else:
                await self._core.database.write(save, name, value)
        except RunSheetError as error:
            raise SettingsNotSaved(reason=error.sentence) from None
        self._core.changes.publish(Topic.PREFERENCES)
