"""The services before they are open: today's list is painted first, deeds wait."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services


class LateServices:
    """Filled once, by `open`; `ready` waits for that."""

    def __init__(self) -> None:
        self._services: Services | None = None
        self._opened = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """True from `open` on."""
        return self._services is not None

    @property
    def services(self) -> "Services":
        """The open services; a fault of ours to ask for them before."""
        if self._services is None:
            raise RuntimeError("the services are not open yet")
        return self._services

    def open(self, services: "Services") -> None:
        """From here on the window works."""
        self._services = services
        self._opened.set()

    async def ready(self) -> "Services":
        """The services, as soon as they are open."""
        await self._opened.wait()
        return self.services
