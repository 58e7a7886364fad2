"""The data folder, opened by one process at a time: its place, key, database and secrets."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.domain.errors import DataReadOnly, DiskFull, NotWritable, RunSheetError
from app.domain.said import say
from app.secrets import KeyringSecrets, MemorySecrets, SecretStore
from app.services.audit_trail import AuditTrail
from app.services.changes import ChangeBus
from app.services.core import Core
from app.services.keys.finding import FoundKey, Unlocked, find_key
from app.services.keys.kept import DatabaseSecrets, NotedSecrets, note_former_names
from app.services.restoring import refuse_damaged, take_backup
from app.services.settings import Settings
from app.services.vendors import Vendors
from app.store.file import folder
from app.store.file.backup import BACKUP_FOLDER
from app.store.file.database import Database
from app.store.file.open import data_file_of, open_database, opening
from app.store.file.place import refuse_unsafe_place
from app.store.file.restore import finish_restore
from app.store.file.set_aside import finish_setting_aside
from app.store.migrate import is_of_this_version
from app.store.restored import settle_restored
from app.store.sync.leases import LeaseHolder, Onlooker

FULL = say("the disk is full. Free some space, then try again.")
READ_ONLY = say(
    "its data folder can't be written to. Allow your user to write there, then try again."
)


async def open_core(
    settings: Settings,
    *,
    now: Callable[[], datetime],
    unlocked: Unlocked | None = None,
    restore: str | None = None,
) -> Core:
    """What the services stand on. `unlocked`: keys that a passphrase opened. `restore`: the name
    of the backup that takes the data file's place first.

    Where nothing can be written, what there is can be read (`Database.read_only`).

    Raises KEY-01 to KEY-04 and KEY-06 to KEY-08, LOC-06 to LOC-09, LOC-12.
    """
    secrets = _secrets(settings)
    try:
        with folder.translated_faults():
            folder.prepare_folder(settings.data_dir)
            database, found, holder = await _open_folder(
                settings, secrets, now(), unlocked or {}, restore
            )
    except (NotWritable, DiskFull) as fault:
        if restore is not None:
            raise
        database, found, holder = await _open_to_read(settings, secrets, unlocked or {}, fault)
    if found.told.uses_passphrase:
        secrets = DatabaseSecrets(database)
    audit_key = folder.audit_key_name(found.told.installation)
    return Core(
        settings=settings,
        installation_id=found.told.installation,
        database=database,
        secrets=secrets,
        audit=AuditTrail(
            database, secrets, key_name=audit_key, data_dir=settings.data_dir, now=now
        ),
        holder=holder,
        changes=ChangeBus(),
        vendors=Vendors(),
        now=now,
    )


def _secrets(settings: Settings) -> SecretStore:
    if settings.memory_secrets:
        return MemorySecrets()
    return NotedSecrets(KeyringSecrets(), settings.data_dir)


async def _open_folder(
    settings: Settings,
    secrets: SecretStore,
    now: datetime,
    unlocked: Unlocked,
    wanted_backup: str | None,
) -> tuple[Database, FoundKey, LeaseHolder]:
    data_file = data_file_of(settings.database_url, data_dir=settings.data_dir)
    if not settings.memory_secrets:
        for place in {settings.data_dir, data_file.parent}:
            await asyncio.to_thread(refuse_unsafe_place, place)
    async with opening(settings.data_dir):
        finish_setting_aside(settings.data_dir, data_file)
        finish_restore(data_file)
        found = await find_key(settings, secrets, data_file, unlocked=unlocked)
        if wanted_backup is not None:
            await take_backup(settings, data_file, key=found.key, name=wanted_backup, now=now)
        await refuse_damaged(settings, data_file, found.key)
        backups = settings.data_dir / BACKUP_FOLDER
        database = await open_database(data_file, backups=backups, key=found.key, now=now)
        try:
            await database.write(settle_restored, now=now)
            holder = LeaseHolder(settings.data_dir / "holders")
            if isinstance(secrets, NotedSecrets):
                told = found.told.installation
                await note_former_names(settings.data_dir, database, told)
        except (OSError, RunSheetError):
            await database.aclose()
            raise
    return database, found, holder


async def _open_to_read(
    settings: Settings, secrets: SecretStore, unlocked: Unlocked, fault: RunSheetError
) -> tuple[Database, FoundKey, LeaseHolder]:
    """Raises `fault`, why it can't be written to, where there is nothing to be read either."""
    data_file = data_file_of(settings.database_url, data_dir=settings.data_dir)
    if not folder.has_data(data_file):
        raise fault
    is_full = isinstance(fault, DiskFull) or not folder.has_room(settings.data_dir)
    reason = FULL if is_full else READ_ONLY
    try:
        found = await find_key(settings, secrets, data_file, unlocked=unlocked)
        database = Database(data_file, found.key, read_only=DataReadOnly(reason=reason))
    except OSError:
        raise fault from None
    try:
        is_readable = await database.read(is_of_this_version)
    except RunSheetError:
        is_readable = False
    if not is_readable:
        await database.aclose()
        raise fault
    return database, found, Onlooker()
