"""What the floors of all vendors share: the row they store, and how they ask a server."""

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime
from typing import Any

import aiohttp

from tests.benchmarks.vendors import ZONE, typed

AT_ONCE = 16

Row = tuple[str | None, ...]
"""Appointment id, patient id, practitioner id, start, end, status, type id, telehealth,
given name, family name, phone, email, birth date."""


class Wire(ABC):
    """One vendor's least way to a day's rows."""

    vendor: str

    def __init__(self, client: aiohttp.ClientSession) -> None:
        self._client = client
        self._address = os.environ[f"RUNSHEET_{self.vendor.upper()}_BASE_URL"]
        self._headers: dict[str, str] = {}

    @abstractmethod
    async def sign_in(self) -> None:
        """Get ready, outside of the timed part, with a first answered request."""

    @abstractmethod
    async def fetch(self) -> list[Row]:
        """The day's rows, complete."""

    async def _get(self, url: Any, params: Any = None) -> bytes:
        """The body of a 200 at an address; `url` is whole where it is a `yarl.URL`."""
        if isinstance(url, str):
            url = self._address + url
        async with self._client.get(url, params=params, headers=self._headers) as answer:
            answer.raise_for_status()
            return await answer.read()

    @staticmethod
    async def _side_by_side(items: Iterable[str], work: Callable[[str], Awaitable[None]]) -> None:
        """`work` on every item, 16 at once."""
        waiting = iter(items)

        async def take() -> None:
            for item in waiting:
                await work(item)

        await asyncio.gather(*(take() for _ in range(AT_ONCE)))

    def _typed(self, name: str) -> str:
        return os.environ[typed(self.vendor, name)]


def today() -> date:
    """The practice's."""
    return datetime.now(ZONE).date()
