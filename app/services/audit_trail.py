"""Writing the audit trail: one entry a deed, in the same transaction as what it changed."""

import asyncio
import platform
import secrets as randomness
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.domain.audit import AuditVerdict, Deed
from app.domain.errors import RunSheetError
from app.secrets import SecretStore
from app.services.logs import Event, log_event
from app.services.pc.who import current_user
from app.store import audit
from app.store.file.database import Database
from app.store.file.folder import translated_faults
from app.store.file.open import opening

P = ParamSpec("P")
T = TypeVar("T")

SAME_SIGHT = timedelta(hours=1)
"""What stays on a screen is kept once an hour: the screen reads it anew at every sync. Of persons
only the last stays; who opens another and comes back has looked again.
"""

_MOST_SIGHTS = 1_000
_through: ContextVar[str] = ContextVar("through", default="window")


@contextmanager
def acting_through(way: str) -> Iterator[None]:
    """What is done within is kept as done through `command line`, `token main` and the like."""
    token = _through.set(way)
    try:
        yield
    finally:
        _through.reset(token)


class AuditTrail:
    """The pen. What a person did is refused with its entry, and kept with its entry."""

    def __init__(
        self,
        database: Database,
        secrets: SecretStore,
        *,
        key_name: str,
        data_dir: Path,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._key_name = key_name
        self._data_dir = data_dir
        self._now = now
        self._key: bytes | None = None
        self._turn = asyncio.Lock()
        self._sights: dict[tuple[str, ...], datetime] = {}
        self._open: dict[tuple[str, ...], str] = {}

    async def write(
        self,
        deed: Deed,
        objects: tuple[str, ...] | Callable[[T], tuple[str, ...]],
        work: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """`work` as `Database.write` does it, with an entry. `objects`: ids of what it was done
        to, or how they are read from what `work` gives.
        """
        named = objects if callable(objects) else lambda _done: objects
        note = await self._note(deed)
        return await self._database.write(
            audit.do_and_append, work, args, kwargs, note=note, objects=named
        )

    async def note(self, deed: Deed, *objects: str) -> None:
        """An entry of what changes nothing in the database."""
        await self._database.write(audit.append, await self._note(deed), objects)

    async def note_anyway(self, deed: Deed, *objects: str) -> bool:
        """As `note`, of what a desk must be able to do where nothing can be written: print, say.
        False where it could not; the log then says so.
        """
        try:
            await self.note(deed, *objects)
        except RunSheetError as error:
            log_event(Event.AUDIT_MISSED, deed=deed, code=error.code)
            return False
        return True

    async def note_sight(self, deed: Deed, *objects: str) -> None:
        """That somebody saw it; once while it stays on the screen, and once an hour. A list can be
        read where no entry can be written. The last of `objects` is the id, any before it the kind.
        """
        if self.is_sight_noted(deed, *objects):
            return
        sight = (_through.get(), deed, *objects)
        if len(self._sights) >= _MOST_SIGHTS:
            self._sights.clear()
        self._sights[sight], self._open[sight[:-1]] = self._now(), sight[-1]
        if not await self.note_anyway(deed, *objects):
            self._sights.pop(sight, None)

    def is_sight_noted(self, deed: Deed, *objects: str) -> bool:
        """True where `note_sight` has nothing to do: it was noted, and has been on screen since."""
        sight = (_through.get(), deed, *objects)
        if deed is Deed.PERSON_SEEN and self._open.get(sight[:-1]) != sight[-1]:
            return False
        before = self._sights.get(sight)
        return before is not None and timedelta(0) <= self._now() - before < SAME_SIGHT

    def forget_sights(self) -> None:
        """From now on everything is seen anew: the screen was locked."""
        self._sights.clear()

    async def check(self) -> AuditVerdict:
        """Goes through the whole chain."""
        return await self._database.read(audit.check_chain, key=await self.key())

    async def key(self) -> bytes:
        """The chain's key, made at the first entry. Raises KEY-01, -02."""
        async with self._turn:
            if self._key is None:
                stored = await self._secrets.read(self._key_name)
                self._key = bytes.fromhex(stored or await self._made_key())
            return self._key

    async def _made_key(self) -> str:
        """By one process at a time: two keys would make two chains of one."""
        if self._database.read_only is not None:
            raise self._database.read_only
        with translated_faults():
            async with opening(self._data_dir):
                stored = await self._secrets.read(self._key_name)
                if stored is None:
                    stored = randomness.token_hex(32)
                    await self._secrets.write(self._key_name, stored)
                    note = self._note_with(bytes.fromhex(stored), Deed.AUDIT_KEY_LOST)
                    await self._database.write(audit.begin_anew, note)
                return stored

    async def _note(self, deed: Deed) -> audit.Note:
        return self._note_with(await self.key(), deed)

    def _note_with(self, key: bytes, deed: Deed) -> audit.Note:
        return audit.Note(
            at=self._now(),
            by=current_user(),
            pc=platform.node()[:100] or "this PC",
            through=_through.get(),
            deed=deed,
            key=key,
        )
