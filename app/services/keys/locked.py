"""What can be done with a data folder that doesn't open: unlock it, recover it, start fresh."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.domain.errors import DatabaseBusy, InvalidRequest, RecoveryCodeWrong
from app.domain.said import say
from app.secrets import KeyringSecrets, SecretStore
from app.services.keys.finding import Unlocked
from app.services.keys.kept import NotedSecrets
from app.services.keys.passphrase import refuse_short, unlocked_by
from app.services.settings import Settings, utc_now
from app.store.file import folder
from app.store.file.key_file import (
    FIRST_KEY,
    KeyFile,
    KeyRecord,
    new_key,
    new_record,
    read_key_file,
    write_key_file,
)
from app.store.file.key_wrap import typed_code, unwrap, wrap
from app.store.file.open import data_file_of, opening
from app.store.file.place import refuse_unsafe_place
from app.store.file.set_aside import set_aside
from app.store.sync.leases import is_anybody_there

NOT_IN_THE_PRACTICE_SYSTEM = say(
    "What only RunSheet knows will not be on the new sheet: notes, changes made only in this app, "
    "bookings that were not sent yet, and which practitioner has which column."
)
_TYPED = say("It has 26 letters and digits.")
_OTHER = say("Compare it with your printed copy.")
_ENDED = say("A change of the key ends the code before it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockStanding:
    """What a folder can be opened with."""

    has_data: bool
    has_recovery_code: bool
    uses_passphrase: bool


class LockedFolder:
    """Works without a database; nothing here deletes anything."""

    def __init__(
        self,
        settings: Settings,
        *,
        secrets: SecretStore | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._settings, self._now = settings, now
        self._dir = settings.data_dir
        self._secrets = secrets or NotedSecrets(KeyringSecrets(), settings.data_dir)

    @property
    def data_file(self) -> Path:
        """The encrypted file, there or not. Raises DatabaseUnusable."""
        return data_file_of(self._settings.database_url, data_dir=self._dir)

    def standing(self) -> LockStanding:
        """Read anew each time. Raises DatabaseUnusable where key.json can't be read."""
        told = read_key_file(self._dir)
        return LockStanding(
            has_data=folder.has_data(self.data_file),
            has_recovery_code=any(each.recovery is not None for each in told.records),
            uses_passphrase=told.uses_passphrase,
        )

    async def unlock(self, words: str) -> Unlocked:
        """The keys that a passphrase opens, for `open_services`. Raises PassphraseWrong."""
        return await unlocked_by(read_key_file(self._dir), words)

    async def choose_passphrase(self, words: str) -> Unlocked:
        """Makes the key of a new folder, under a passphrase: this PC has no password store.

        Raises InvalidRequest for a short one and where there are data already, LOC-01, LOC-09.
        """
        refuse_short(words)
        with folder.translated_faults():
            refuse_unsafe_place(self._dir)
            folder.prepare_folder(self._dir)
            async with opening(self._dir):
                if folder.has_data(self.data_file):
                    raise InvalidRequest(
                        reason=say("There are data here already, under another key.")
                    )
                told, key = read_key_file(self._dir), new_key()
                sealed = await asyncio.to_thread(wrap, key, words, owner=told.installation)
                record = replace(new_record(key, id=FIRST_KEY), passphrase=sealed)
                told = replace(told, store="", key=record, other=None)
                await asyncio.to_thread(write_key_file, self._dir, told)
        return {FIRST_KEY: key}

    async def recover(self, code: str, *, passphrase: str | None = None) -> Unlocked:
        """Puts the key that the recovery code opens where it is looked for: into the password
        store, or under a passphrase. What `open_services` takes from then on.

        Raises RecoveryCodeWrong, InvalidRequest for a short passphrase, KEY-01, -02, -06, LOC-01,
        LOC-09.
        """
        if passphrase is not None:
            refuse_short(passphrase)
        with folder.translated_faults():
            async with opening(self._dir):
                told = read_key_file(self._dir)
                record, key = await self._opened_by(told, code)
                if passphrase is None:
                    await self._put_into_store(told, record, key)
                    return {}
                sealed = await asyncio.to_thread(wrap, key, passphrase, owner=told.installation)
                await self._write(told, replace(record, passphrase=sealed), store="")
        return {record.id: key}

    async def start_fresh(self) -> Path:
        """Moves what nobody can open into a folder of its own, which is returned; the next opening
        begins anew. Raises DatabaseBusy while a RunSheet runs on it, LOC-01, LOC-09.
        """
        with folder.translated_faults():
            async with opening(self._dir):
                if is_anybody_there(self._dir / "holders"):
                    raise DatabaseBusy()
                return await asyncio.to_thread(
                    set_aside, self._dir, self.data_file, now=self._now()
                )

    async def _opened_by(self, told: KeyFile, code: str) -> tuple[KeyRecord, bytes]:
        typed = typed_code(code)
        if typed is None:
            raise RecoveryCodeWrong(advice=_TYPED)
        for record in told.records:
            if record.recovery is not None:
                key = await asyncio.to_thread(
                    unwrap, record.recovery, typed, owner=told.installation
                )
                if key is not None and record.fits(key):
                    return record, key
        has_one = any(each.recovery is not None for each in told.records)
        raise RecoveryCodeWrong(advice=_OTHER if has_one else _ENDED)

    async def _put_into_store(self, told: KeyFile, record: KeyRecord, key: bytes) -> None:
        await self._secrets.write(told.secret_name(record.id), key.hex())
        store = await self._secrets.store_name()
        await self._write(told, replace(record, passphrase=None), store)

    async def _write(self, told: KeyFile, record: KeyRecord, store: str) -> None:
        """Of two keys, the one that was recovered is the present one: a change ends with it."""
        told = replace(told.turned_to(record), store=store)
        await asyncio.to_thread(write_key_file, self._dir, told)
