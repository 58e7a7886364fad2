"""The backups of a data folder whose database may be damaged, locked or gone."""

import asyncio
from pathlib import Path

from app.domain.backups import Backup
from app.secrets import KeyringSecrets, SecretStore
from app.services.keys.finding import Unlocked, find_key
from app.services.keys.kept import NotedSecrets
from app.services.settings import Settings
from app.store.file.backup import BACKUP_FOLDER, list_backups, newest_good
from app.store.file.folder import translated_faults
from app.store.file.open import data_file_of, opening


class BackupsOnDisk:
    """Works without a database, and changes nothing."""

    def __init__(self, settings: Settings, *, secrets: SecretStore | None = None) -> None:
        self._settings = settings
        self._secrets = secrets or NotedSecrets(KeyringSecrets(), settings.data_dir)

    async def list(self, *, unlocked: Unlocked | None = None) -> list[Backup]:
        """The newest first, each with what it holds.

        `unlocked`: keys that a passphrase opened. Raises KEY-01 to KEY-04, -06 to -08, LOC-09.
        """
        folder, key = await self._folder_and_key(unlocked)
        return await asyncio.to_thread(list_backups, folder, key=key)

    async def newest_good(self, *, unlocked: Unlocked | None = None) -> Backup | None:
        """The newest one that is whole, every page of it checked; None where there is none.

        Raises as `list`.
        """
        folder, key = await self._folder_and_key(unlocked)
        return await asyncio.to_thread(newest_good, folder, key=key)

    async def _folder_and_key(self, unlocked: Unlocked | None) -> tuple[Path, bytes]:
        settings = self._settings
        data_file = data_file_of(settings.database_url, data_dir=settings.data_dir)
        with translated_faults():
            async with opening(settings.data_dir):
                found = await find_key(settings, self._secrets, data_file, unlocked=unlocked or {})
        return settings.data_dir / BACKUP_FOLDER, found.key
