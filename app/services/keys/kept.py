"""Where secrets lie: the password store, with a list of their names; or the encrypted database."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path

from app.adapters.registry import CRM_SPECS
from app.secrets import SecretStore
from app.store import secrets as kept
from app.store.connection.connections import list_connections
from app.store.file.database import Database
from app.store.file.folder import translated_faults

NAMES_FILE = "secret-names"


class NotedSecrets:
    """A password store whose names are noted in the data folder before anything is put there: no
    store lists what it holds, and a PC that is removed must leave nothing behind.
    """

    def __init__(self, store: SecretStore, data_dir: Path) -> None:
        self._store, self._file = store, data_dir / NAMES_FILE
        self._noted: set[str] | None = None

    async def read(self, name: str) -> str | None:
        """See `SecretStore`."""
        return await self._store.read(name)

    async def write(self, name: str, secret: str) -> None:
        """See `SecretStore`. Raises LOC-01, LOC-09 where the name can't be noted."""
        with translated_faults():
            await asyncio.to_thread(self._note, name)
        await self._store.write(name, secret)

    async def delete(self, name: str) -> None:
        """See `SecretStore`. The name stays noted: deleting it again does no harm."""
        await self._store.delete(name)

    async def store_name(self) -> str:
        """See `SecretStore`."""
        return await self._store.store_name()

    def _note(self, name: str) -> None:
        if self._noted is None:
            self._noted = set(noted_names(self._file.parent))
        if name not in self._noted:
            note_names(self._file.parent, (name,))
            self._noted.add(name)


class DatabaseSecrets:
    """Secrets in the encrypted database, which a passphrase opens: no password store is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, name: str) -> str | None:
        """See `SecretStore`."""
        return await self._database.read(kept.read_secret, name)

    async def write(self, name: str, secret: str) -> None:
        """See `SecretStore`."""
        await self._database.write(kept.write_secret, name, secret)

    async def delete(self, name: str) -> None:
        """See `SecretStore`."""
        await self._database.write(kept.delete_secret, name)

    async def store_name(self) -> str:
        """See `SecretStore`."""
        return type(self).__name__


def noted_names(data_dir: Path) -> tuple[str, ...]:
    """Every name that something was ever kept under, each once."""
    with contextlib.suppress(OSError):
        return tuple(dict.fromkeys((data_dir / NAMES_FILE).read_text("utf-8").split("\n")[:-1]))
    return ()


def note_names(data_dir: Path, names: Iterable[str]) -> None:
    """Adds to the list. Names are ours and hold no data."""
    with (data_dir / NAMES_FILE).open("a", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in names))


async def note_former_names(data_dir: Path, database: Database, installation: str) -> None:
    """What a RunSheet without the list put into the password store; does nothing where there is
    one.
    """
    if (data_dir / NAMES_FILE).exists():
        return
    connections = await database.read(list_connections, labels={})
    ends = ["database-key", "downtime", *(f"crm/{provider}" for provider in CRM_SPECS)]
    ends += [f"{each.id}/credentials" for each in connections]
    note_names(data_dir, [f"RunSheet/{installation}/{end}" for end in ends])
