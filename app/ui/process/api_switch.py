"""The HTTP API in the window's process: on while a person wants it, at the port they chose.

It runs on the window's loop and over its services: what a program changes is on screen at once.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from typing import TYPE_CHECKING

from app.domain.api_access import Address, ApiChoice
from app.domain.errors import RunSheetError
from app.services.changes import Change, Topic

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services

OpenApi = Callable[["Services", str, int], AbstractAsyncContextManager[Address]]
"""The API of these services on a host and port while the context lasts."""

_HOST = "127.0.0.1"
# How soon a port that another program had is tried again.
_AGAIN_S = 15.0


class ApiSwitch:
    """Follows the preferences; where it can't, `services.api_access.fault` says why."""

    def __init__(self, services: "Services", open_api: OpenApi) -> None:
        self._services, self._open_api = services, open_api
        self._woken = asyncio.Event()
        self._running = AsyncExitStack()
        self._in_force = ApiChoice()

    async def run(self) -> None:
        """Until it is cancelled; the API ends with it."""
        unsubscribe = self._services.changes.subscribe(self._hear)
        try:
            while True:
                self._woken.clear()
                await self._follow()
                await self._rest()
        finally:
            unsubscribe()
            await self._running.aclose()

    async def _follow(self) -> None:
        access = self._services.api_access
        wanted = ApiChoice.of(await self._services.preferences.read())
        if wanted == self._in_force and access.fault is None:
            return
        await self._running.aclose()
        self._in_force = wanted
        fault = None
        if wanted.is_on:
            try:
                await self._running.enter_async_context(
                    self._open_api(self._services, _HOST, wanted.port)
                )
            except RunSheetError as error:
                fault = error
        if fault is not None or access.fault is not None:
            access.note_fault(fault)

    async def _rest(self) -> None:
        has_fault = self._services.api_access.fault is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(_AGAIN_S if has_fault else None):
                await self._woken.wait()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.PREFERENCES:
            self._woken.set()
