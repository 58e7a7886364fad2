"""A data file that is damaged or gone: which good backup there is of it."""

import asyncio

from app.domain.backups import Backup
from app.secrets import KeyringSecrets, SecretStore
from app.services.keys.finding import Unlocked, find_key
from app.services.keys.kept import NotedSecrets
from app.services.settings import Settings
from app.store.file import folder
from app.store.file.backup import BACKUP_FOLDER, newest_good
from app.store.file.open import data_file_of, opening


class DamagedFolder:
    """Works without a database, and changes nothing."""

    def __init__(self, settings: Settings, *, secrets: SecretStore | None = None) -> None:
        self._settings = settings
        self._secrets = secrets or NotedSecrets(KeyringSecrets(), settings.data_dir)

    async def newest_good(self, *, unlocked: Unlocked | None = None) -> Backup | None:
        """The newest backup that is whole, every page of it checked; None where there is none.

        `unlocked`: keys that a passphrase opened. Raises KEY-01 to KEY-04, -06 to -08, LOC-09.
        """
        settings = self._settings
        data_file = data_file_of(settings.database_url, data_dir=settings.data_dir)
        with folder.translated_faults():
            async with opening(settings.data_dir):
                found = await find_key(settings, self._secrets, data_file, unlocked=unlocked or {})
        backups = settings.data_dir / BACKUP_FOLDER
        return await asyncio.to_thread(newest_good, backups, key=found.key)
