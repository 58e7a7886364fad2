"""Finding the key of a data folder: in the password store, or under a person's passphrase.

What stands in key.json is written before the key itself, and a key that is no longer needed goes
last: whenever RunSheet is ended, the key that opens the file can be found again.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import (
    DatabaseDamaged,
    DatabaseKeyMissing,
    DatabaseKeyWrong,
    DiskFull,
    KeyKeptElsewhere,
    NotWritable,
    PassphraseWanted,
    RunSheetError,
    SecretStoreMissing,
)
from app.domain.said import say
from app.secrets import SecretStore
from app.services.keys.passphrase import read_passphrase_file, unlocked_by
from app.services.keys.words import store_words
from app.services.settings import Settings
from app.store.file.backup import BACKUP_FOLDER, backup_times
from app.store.file.database import translated_errors
from app.store.file.folder import has_data, translated_faults
from app.store.file.key_file import (
    FIRST_KEY,
    KeyFile,
    KeyRecord,
    mend_key_files,
    new_key,
    new_record,
    read_key_file,
    write_key_file,
)
from app.store.file.key_wrap import wrap
from app.store.file.rekey import forget_copy, opens, re_encrypt_copies

Unlocked = Mapping[str, bytes]
"""Keys that a passphrase opened, by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundKey:
    """The key of the data file, and what key.json says of it."""

    told: KeyFile
    key: bytes


async def find_key(
    settings: Settings, secrets: SecretStore, data_file: Path, *, unlocked: Unlocked
) -> FoundKey:
    """The key; made where there is no database yet. Call it while the folder's lock is held.

    Raises KEY-01 to KEY-04, -06 to -08, LOC-06, LOC-09.
    """
    told = read_key_file(settings.data_dir)
    if told.key is None:
        if has_data(data_file):
            raise DatabaseKeyMissing()
        return await _first_key(settings, secrets, told)
    keys = await _known_keys(settings, secrets, told, unlocked=unlocked)
    if not has_data(data_file) and told.key.id not in keys:
        return await _first_key(settings, secrets, told)  # ended before the key was put away
    if told.other is not None:
        told = await _settle(settings, secrets, told, keys, data_file)
    return await _checked(settings, secrets, told, keys)


async def _first_key(settings: Settings, secrets: SecretStore, told: KeyFile) -> FoundKey:
    key = new_key()
    record = new_record(key, id=FIRST_KEY)
    try:
        await secrets.read(told.secret_name(FIRST_KEY))  # asks before anything is written
        store = await secrets.store_name()
    except SecretStoreMissing:
        words = await asyncio.to_thread(read_passphrase_file, settings)
        if words is None:
            raise
        sealed = await asyncio.to_thread(wrap, key, words, owner=told.installation)
        told = replace(told, store="", key=replace(record, passphrase=sealed))
        await asyncio.to_thread(write_key_file, settings.data_dir, told)
        return FoundKey(told=told, key=key)
    told = replace(told, store=store, key=record)
    await asyncio.to_thread(write_key_file, settings.data_dir, told)
    await secrets.write(told.secret_name(), key.hex())
    return FoundKey(told=told, key=key)


async def _known_keys(
    settings: Settings, secrets: SecretStore, told: KeyFile, *, unlocked: Unlocked
) -> dict[str, bytes]:
    """The keys of the records, by id, as far as they can be had. Not checked."""
    if not told.uses_passphrase:
        stored = {each.id: await secrets.read(told.secret_name(each.id)) for each in told.records}
        return {name: bytes.fromhex(text) for name, text in stored.items() if text is not None}
    if told.key is not None and told.key.id in unlocked:
        return dict(unlocked)
    words = await asyncio.to_thread(read_passphrase_file, settings)
    if words is None:
        raise PassphraseWanted(advice=say("Type it to open them."))
    return await unlocked_by(told, words)


async def _checked(
    settings: Settings, secrets: SecretStore, told: KeyFile, keys: Mapping[str, bytes]
) -> FoundKey:
    """The present key. From here on key.json is of this version."""
    record = told.key
    key = keys.get(record.id) if record is not None else None
    if record is None or key is None:
        raise await _missing(secrets, told)
    if not record.fits(key):
        raise DatabaseKeyWrong()
    if told.is_of_version_1:
        told = replace(told, store=await secrets.store_name(), is_of_version_1=False)
        await asyncio.to_thread(write_key_file, settings.data_dir, told)
    if told.other is None:  # else the change of the key is still to be ended
        await asyncio.to_thread(mend_key_files, settings.data_dir, told)
    return FoundKey(told=told, key=key)


async def _missing(secrets: SecretStore, told: KeyFile) -> RunSheetError:
    """The key is gone, or only in another password store than the one that answers now."""
    now = await secrets.store_name()
    if not told.store or told.store == now:
        return DatabaseKeyMissing()
    return KeyKeptElsewhere(before=store_words(told.store), now=store_words(now))


async def _settle(
    settings: Settings,
    secrets: SecretStore,
    told: KeyFile,
    keys: Mapping[str, bytes],
    data_file: Path,
) -> KeyFile:
    """Ends a change of the key that was interrupted: forward where the file has the new one. A file
    that neither opens is damaged: then the backups' is the key that can still be of use.
    """
    if not has_data(data_file):
        return told
    backups = backup_times(settings.data_dir / BACKUP_FOLDER).values()
    in_force = await that_opens(told, keys, data_file, *backups)
    if in_force is None:
        if len(keys) == len(told.records):
            raise DatabaseDamaged()
        return told
    try:
        return await settle_on(settings, secrets, told, keys, in_force, data_file)
    except (DiskFull, NotWritable):  # at a later start: what there is can be read with this one
        return told.turned_to(in_force)


async def that_opens(told: KeyFile, keys: Mapping[str, bytes], *files: Path) -> KeyRecord | None:
    """Which of the two keys the first file has that either opens; None where they open none."""
    for file in files:
        for record in told.records:
            key = keys.get(record.id)
            if key is not None and await asyncio.to_thread(opens, file, key):
                return record
    return None


async def settle_on(
    settings: Settings,
    secrets: SecretStore,
    told: KeyFile,
    keys: Mapping[str, bytes],
    record: KeyRecord,
    data_file: Path,
) -> KeyFile:
    """`record` is the file's key from now on; the backups get it, and the other one is forgotten.

    It may be ended anywhere and begun again. Raises KEY-01, -02, LOC-01, LOC-09.
    """
    begun, settled = told.turned_to(record), told.settled_on(record)
    gone = begun.other

    def hand_over() -> None:
        write_key_file(settings.data_dir, begun)
        forget_copy(data_file)
        if gone is not None and gone.id in keys:
            backups = settings.data_dir / BACKUP_FOLDER
            re_encrypt_copies(data_file, backups, old=keys[gone.id], new=keys[record.id])

    with translated_errors(), translated_faults():
        await asyncio.to_thread(hand_over)
        if gone is not None and gone.passphrase is None:
            await secrets.delete(told.secret_name(gone.id))
        await asyncio.to_thread(write_key_file, settings.data_dir, settled)
    return settled
