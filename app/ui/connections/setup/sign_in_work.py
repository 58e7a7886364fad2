"""What signing in does behind the form: with a code that works once, or with keys tried first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.connection import Connection
from app.domain.errors import AlreadyConnected, OtherPractice
from app.ui.connections.setup.beginning import begin_connection
from app.ui.connections.setup.code_form import CODE

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.connections.sign_in import CheckedSignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The practice behind a sign-in; `timezone` is an IANA name, None when a person must say.

    `likely_zone`: what they said on an earlier visit.
    """

    name: str
    timezone: str | None
    likely_zone: str | None = None


class SignInWork(Protocol):
    """`connection` is the one that is signed in; another one after another practice was found."""

    connection: Connection

    async def check(self, entries: Mapping[str, str]) -> Found:
        """Tries the entries; raises what `services.sign_in` raises."""

    async def accept(self, timezone: str | None) -> Connection:
        """The person said yes; `timezone` is what they chose where the system does not tell."""


class CodeWork:
    """A code is used up by trying it: its practice is the connection's from that moment."""

    def __init__(self, services: "Services", connection: Connection, *, reconnects: bool) -> None:
        self._services = services
        self._reconnects = reconnects
        self.connection = connection

    async def check(self, entries: Mapping[str, str]) -> Found:
        """Consumes the code; raises what `services.sign_in.pair` raises."""
        services, former = self._services, self.connection
        if former.is_paired and not self._reconnects:
            await self._pair_anew(former, entries[CODE])
        else:
            await services.sign_in.pair(former.id, entries[CODE])
            await self._follow(former.id)
        return Found(name=self.connection.display_name, timezone=self.connection.timezone)

    async def accept(self, timezone: str | None) -> Connection:
        """Keeps the time zone that was asked for."""
        self.connection = await _in_zone(self._services, self.connection, timezone)
        return self.connection

    async def _pair_anew(self, former: Connection, code: str) -> None:
        """A code of another practice needs a connection of its own; one of the two stays."""
        connections = self._services.connections
        fresh = unwanted = await begin_connection(self._services, former.pms_type)
        try:
            await self._services.sign_in.pair(fresh.id, code)
            await self._follow(fresh.id)
            unwanted = former
        except AlreadyConnected as error:
            if error.connection_id != former.id:  # else it is the same practice once more
                raise
        finally:
            await connections.delete(unwanted.id)

    async def _follow(self, connection_id: str) -> None:
        self.connection = (await self._services.connections.get(connection_id)).connection


class KeysWork:
    """Keys are tried as often as a person likes; nothing is stored before their yes."""

    def __init__(self, services: "Services", connection: Connection, *, reconnects: bool) -> None:
        self._services = services
        self._reconnects = reconnects
        self._checked: CheckedSignIn | None = None
        self._is_other_practice = False
        self.connection = connection

    async def check(self, entries: Mapping[str, str]) -> Found:
        """Tries the keys; raises what `services.sign_in.check` raises."""
        self._is_other_practice = False
        try:
            checked = await self._services.sign_in.check(self.connection.id, entries)
        except OtherPractice:
            if self._reconnects:
                raise
            checked = await self._check_anew(entries)
            self._is_other_practice = True
        self._checked = checked
        practice, own = checked.practice, self.connection
        return Found(
            name=practice.name or own.display_name,
            timezone=practice.timezone,
            likely_zone=None if self._is_other_practice else own.timezone,
        )

    async def accept(self, timezone: str | None) -> Connection:
        """Stores the keys and the practice; raises KEY-01 to KEY-05 and AlreadyConnected."""
        checked, former = self._checked, self.connection
        if checked is None:  # a practice that was found and stored on an earlier visit
            self.connection = await _in_zone(self._services, former, timezone)
            return self.connection
        sign_in = self._services.sign_in
        if not self._is_other_practice:
            self.connection = await sign_in.accept(former.id, checked, timezone=timezone)
        else:
            fresh = unwanted = await begin_connection(self._services, former.pms_type)
            try:
                self.connection = await sign_in.accept(fresh.id, checked, timezone=timezone)
                unwanted = former
            finally:
                await self._services.connections.delete(unwanted.id)
        self._checked = None
        return self.connection

    async def _check_anew(self, entries: Mapping[str, str]) -> "CheckedSignIn":
        """The set-up turned to another practice, which the former connection can't be."""
        fresh = await begin_connection(self._services, self.connection.pms_type)
        try:
            return await self._services.sign_in.check(fresh.id, entries)
        finally:
            await self._services.connections.delete(fresh.id)


async def _in_zone(
    services: "Services", connection: Connection, timezone: str | None
) -> Connection:
    from app.services.connections.service import ConnectionChanges

    if timezone is None:
        return connection
    return await services.connections.change(connection.id, ConnectionChanges(timezone=timezone))
