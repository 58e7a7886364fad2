"""The way to the vendors, loaded with the first call: today's list needs no network."""

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from app.adapters.base import PmsAccount, PmsAdapter, PmsSpec
from app.adapters.crm_base import CrmAccount, CrmAdapter, CrmSpec
from app.adapters.memory import Memory

if TYPE_CHECKING:
    from app.adapters.http import HttpClient


class Vendors:
    """One HTTP client for the app, made when the first adapter is opened."""

    def __init__(self) -> None:
        self._client: HttpClient | None = None
        self._opening = asyncio.Lock()
        self._memories: dict[str, Memory] = {}

    async def open(self, spec: PmsSpec, account: PmsAccount) -> PmsAdapter:
        """A signed-in view of an account. Raises InvalidRequest for an unusable address."""
        return spec.open(await self._loaded(f"app.adapters.pms.{spec.pms_type}.client"), account)

    async def open_crm(self, spec: CrmSpec, account: CrmAccount) -> CrmAdapter:
        """A signed-in view of a CRM's account. Raises InvalidRequest for an unusable address."""
        return spec.open(await self._loaded(f"app.adapters.crm.{spec.provider}.client"), account)

    async def client(self) -> "HttpClient":
        """The client itself, for what is no vendor: the update page."""
        return await self._loaded("app.adapters.http")

    async def _loaded(self, module: str) -> "HttpClient":
        """The client, with that module loaded: imports must not stop the window."""
        async with self._opening:
            if module not in sys.modules:
                await asyncio.to_thread(_load, module)
            if self._client is None:
                from app.adapters.http import HttpClient

                self._client = HttpClient()
            return self._client

    @property
    def clock_skew(self) -> timedelta | None:
        """How far this PC's clock is ahead of the vendors' (behind: negative); None while it is
        not known.
        """
        return self._client.clock_skew if self._client is not None else None

    def memory(self, connection_id: str, now: Callable[[], datetime]) -> Memory:
        """What the adapters of this connection remember from one sync to the next."""
        return self._memories.setdefault(connection_id, Memory(now))

    @property
    def held_tokens(self) -> tuple[str, ...]:
        """Every vendor's token in memory, to be searched for where no token may stand."""
        return self._client.held_tokens if self._client is not None else ()

    def forget(self, connection_id: str) -> None:
        """Another sign-in, or none: nothing that was read with the old one is used again."""
        self._memories.pop(connection_id, None)

    async def aclose(self) -> None:
        """Close every connection to a vendor."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def _load(module: str) -> None:
    """A fifth of a second of imports, the first time."""
    import_module("app.adapters.http")
    import_module(module)
