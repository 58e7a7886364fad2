"""One start of the window: opening the data folder, as often as a person tries, with what is given.

Loaded before the window is painted, so it loads the rest only when it is asked to.
"""

import asyncio
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.audit import Deed

if TYPE_CHECKING:
    from app.services import Services, Settings
    from app.services.backups_on_disk import BackupsOnDisk
    from app.services.keys.locked import LockedFolder


class Start:
    """Called, it gives the services. `unlocked`: the keys that a passphrase opened. `restore`: the
    name of the backup that the next try puts in the data file's place.
    """

    def __init__(self, data_dir: Path | None) -> None:
        self._data_dir = data_dir
        self.unlocked: Mapping[str, bytes] = {}
        self.restore: str | None = None
        self.opened_by = ""
        """What a person opened the data with, for the audit trail."""

    async def __call__(self) -> "Services":
        """The services. Raises what `open_services` does."""
        # Half a second of imports, which must not stop the window that shows today's list by now.
        await asyncio.to_thread(import_module, "app.services.opening")
        from app.services import open_services
        from app.services.logs import configure_logging

        restore, self.restore = self.restore, None
        configure_logging(self.settings.data_dir)
        services = await open_services(self.settings, unlocked=self.unlocked, restore=restore)
        if self.opened_by:
            await services.audit.note(Deed.UNLOCKED, self.opened_by)
            self.opened_by = ""
        return services

    @property
    def settings(self) -> "Settings":
        """As the environment has them."""
        from app.services import Settings

        return Settings.from_environment(data_dir=self._data_dir)

    @property
    def locked(self) -> "LockedFolder":
        """What can be done with the folder while it doesn't open."""
        from app.services.keys.locked import LockedFolder

        return LockedFolder(self.settings)

    @property
    def backups(self) -> "BackupsOnDisk":
        """The backups of a folder that doesn't open."""
        from app.services.backups_on_disk import BackupsOnDisk

        return BackupsOnDisk(self.settings)
