"""The key while RunSheet runs: its recovery code, its passphrase, its change."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.audit import Deed
from app.domain.errors import DatabaseKeyWrong, PassphraseWanted
from app.domain.said import say
from app.services.core import Core
from app.services.keys.finding import settle_on, that_opens
from app.services.keys.passphrase import refuse_short, unlocked_by
from app.services.keys.words import store_words
from app.store.file.database import to_its_end
from app.store.file.folder import translated_faults
from app.store.file.key_file import (
    KeyFile,
    KeyRecord,
    new_key,
    new_record,
    read_key_file,
    write_key_file,
)
from app.store.file.key_wrap import QUICK, in_groups, new_recovery_code, wrap
from app.store.file.open import opening


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStanding:
    """Where the key lies, in words, and the day its recovery code was made; None: there is none."""

    store: str
    uses_passphrase: bool
    recovery_made_on: date | None


class KeyService:
    """Every change is in key.json before it counts, and what it replaces goes last."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._dir = core.settings.data_dir

    async def standing(self) -> KeyStanding:
        """Read anew each time. Raises DatabaseUnusable."""
        told = await asyncio.to_thread(read_key_file, self._dir)
        made_on = told.key.recovery_made_on if told.key is not None else ""
        return KeyStanding(
            store=store_words(told.store),
            uses_passphrase=told.uses_passphrase,
            recovery_made_on=date.fromisoformat(made_on) if made_on else None,
        )

    async def new_recovery_code(self) -> str:
        """A code that opens the data without password store and passphrase, told this once:
        `3F7K-…`. The one before opens nothing from now on. Raises KEY-01, -02, LOC-01, LOC-09.
        """
        code, core = new_recovery_code(), self._core
        async with self._changing() as (told, record):
            await core.audit.note(Deed.SECRET_CHANGED, "recovery-code")
            sealed = await asyncio.to_thread(
                wrap, core.database.key, code, owner=told.installation, cost=QUICK
            )
            made_on = core.now().date().isoformat()
            coded = replace(record, recovery=sealed, recovery_made_on=made_on)
            try:
                await _keep(self._dir, replace(told, key=coded))
            except asyncio.CancelledError:  # nobody will ever be told this one
                await _keep(self._dir, replace(told, key=record.without_code()))
                raise
        return in_groups(code)

    async def change_passphrase(self, words: str, new: str) -> None:
        """Raises PassphraseWrong, InvalidRequest for a short one, LOC-01, LOC-09."""
        refuse_short(new)
        async with self._changing() as (told, record):
            await unlocked_by(told, words)
            await self._core.audit.note(Deed.SECRET_CHANGED, "passphrase")
            sealed = await asyncio.to_thread(
                wrap, self._core.database.key, new, owner=told.installation
            )
            await _keep(self._dir, replace(told, key=replace(record, passphrase=sealed)))

    async def change_key(self, *, passphrase: str = "") -> str | None:
        """Encrypts the data file and its backups anew. The new recovery code, told this once, where
        there was one before: that one opens nothing from now on. The new one begins to count when
        all else is done: where that fails there is none, and nobody relies on one they never saw.

        `passphrase`: this PC's, where it has one. Raises PassphraseWanted, PassphraseWrong, KEY-01,
        -02, -06, LOC-01, LOC-06, LOC-08 while another RunSheet has the file open, LOC-09.
        """
        async with self._changing() as (told, record):
            if record.passphrase is not None:
                if not passphrase:
                    raise PassphraseWanted(advice=say("Type it to change the key."))
                await unlocked_by(told, passphrase)
            await self._core.audit.note(Deed.SECRET_CHANGED, "database-key")
            await to_its_end(self._change(told, record, passphrase))
        return await self.new_recovery_code() if record.recovery is not None else None

    async def _change(self, told: KeyFile, old: KeyRecord, passphrase: str) -> None:
        core, key, before = self._core, new_key(), self._core.database.key
        record = new_record(key)
        if old.passphrase is not None:
            sealed = await asyncio.to_thread(wrap, key, passphrase, owner=told.installation)
            record = replace(record, passphrase=sealed)
        told = replace(told, key=old, other=record)
        await _keep(self._dir, told)
        keys, data_file = {old.id: before, record.id: key}, core.database.data_file
        try:
            if record.passphrase is None:
                await core.secrets.write(told.secret_name(record.id), key.hex())
            await core.database.change_key(key)
        finally:
            # Asked of the file itself: what failed may have failed after the change.
            in_force = await that_opens(told, keys, data_file)
            if in_force is not None:
                await settle_on(core.settings, core.secrets, told, keys, in_force, data_file)

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[tuple[KeyFile, KeyRecord]]:
        """key.json and the record of the key that is in force; nobody else changes it meanwhile.

        Raises KEY-04 where another RunSheet has changed the key since.
        """
        await self._core.audit.key()  # to make it takes the folder's lock, which is held below
        with translated_faults():
            async with opening(self._dir):
                told = await asyncio.to_thread(read_key_file, self._dir)
                if told.key is None or not told.key.fits(self._core.database.key):
                    raise DatabaseKeyWrong()
                yield told, told.key


async def _keep(data_dir: Path, told: KeyFile) -> None:
    """To its end, whoever thinks better of it meanwhile."""
    await to_its_end(asyncio.to_thread(write_key_file, data_dir, told))
