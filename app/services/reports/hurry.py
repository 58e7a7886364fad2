"""Reports that wait for the network, or for a key, go out as soon as these are there."""

from collections.abc import Awaitable, Callable
from functools import partial

from app.domain.errors import (
    CrmSignInAgain,
    NoInternet,
    SecretStoreLocked,
    SecretStoreMissing,
    Unreachable,
)
from app.services.changes import Change, Topic
from app.services.core import Core
from app.services.crm.service import CrmService
from app.services.sync.lookout import NetworkLooks
from app.store import reports as stored

_NO_NETWORK = frozenset({NoInternet.code, Unreachable.code})
_NO_KEY = frozenset({CrmSignInAgain.code, SecretStoreLocked.code, SecretStoreMissing.code})


class Hurry:
    """Makes what waits due now. `is_there`: is there a way to a URL?"""

    def __init__(
        self, core: Core, crm: CrmService, is_there: Callable[[str], Awaitable[bool]]
    ) -> None:
        self._core, self._crm, self._is_there = core, crm, is_there
        self._networks: dict[str, NetworkLooks] = {}
        self._has_new_settings = False
        core.changes.subscribe(self._hear)

    async def look(self) -> None:
        """One of many looks: the network counts as back once it is there twice in a row."""
        now, database = self._core.now(), self._core.database
        if self._has_new_settings:
            self._has_new_settings = False
            await database.write(stored.hurry, _NO_KEY, now=now)
        away = await database.read(stored.waiting_for, _NO_NETWORK, now=now)
        for provider in away | self._networks.keys():
            looks = self._networks.setdefault(provider, NetworkLooks())
            if provider not in away:
                looks.start_anew()
            elif await self._is_back(provider, looks):
                await database.write(stored.hurry, _NO_NETWORK, now=now, provider=provider)

    def stop(self) -> None:
        """No look is under way afterwards."""
        for looks in self._networks.values():
            looks.start_anew()

    async def _is_back(self, provider: str, looks: NetworkLooks) -> bool:
        url = (await self._crm.provider(provider)).base_url
        is_back = looks.is_settled(partial(self._is_there, url))
        if is_back:
            looks.start_anew()
        return is_back

    def _hear(self, change: Change) -> None:
        self._has_new_settings |= change.topic is Topic.CRM
