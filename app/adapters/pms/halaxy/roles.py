"""Who is behind a PractitionerRole: appointments name roles, one per practitioner and clinic."""

import asyncio
import contextlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from app.adapters.http import HttpView
from app.adapters.memory import Memory
from app.adapters.pms.halaxy.calls import read_one, search
from app.adapters.pms.halaxy.people import read_role
from app.domain.errors import NotFound

_LIFE = timedelta(hours=24)


class Roles:
    """Practitioners by role id. The list is read once per adapter, when a role is not known."""

    def __init__(self, view: HttpView, memory: Memory) -> None:
        self._view = view
        self._known = memory.shelf("halaxy roles", life=_LIFE)
        self._turn = asyncio.Lock()
        self._is_listed = False
        self._nobodys: set[str] = set()

    async def read_list(self) -> list[dict[str, Any]]:
        """Every role there is, read now."""
        listed = await search(self._view, "PractitionerRole")
        self.learn(listed)
        self._is_listed = True
        return listed

    def learn(self, resources: Iterable[Any]) -> None:
        """Take over whose roles these are."""
        for resource in resources:
            if (found := read_role(resource)) is not None:
                self._known.put(*found)

    async def practitioner_of(self, role_id: str) -> str | None:
        """The practitioner's id: remembered, else from the list, else read singly; None for a
        role that Halaxy does not know or that names nobody.
        """
        if (known := self._remembered(role_id)) is not None:
            return known
        async with self._turn:
            if not self._is_listed:
                await self.read_list()
            if self._remembered(role_id) is None and role_id not in self._nobodys:
                await self._read_single(role_id)
        return self._remembered(role_id)

    async def _read_single(self, role_id: str) -> None:
        with contextlib.suppress(NotFound):
            self.learn([await read_one(self._view, "PractitionerRole", role_id)])
        if self._remembered(role_id) is None:
            self._nobodys.add(role_id)

    def _remembered(self, role_id: str) -> str | None:
        known = self._known.get(role_id)
        return known if isinstance(known, str) else None
