"""Signing a connection in to its practice: with a pairing code, or with keys, tried first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.adapters.base import PairingAdapter
from app.domain.connection import Connection, SetupStep
from app.domain.errors import (
    AlreadyConnected,
    ConnectionNotFound,
    CredentialsRefused,
    InvalidRequest,
    PracticeNotConnected,
    PracticeUnknown,
    RunSheetError,
    SignInAgain,
)
from app.domain.practice import Practice
from app.domain.practice_day import zone
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import LABELS, Core, spec_of
from app.store.connection import connections as stored
from app.store.file.database import to_its_end

PRACTICE_ID, REGION = "practiceId", "region"
_LONGEST_ENTRY = 5_000
"""More than the password store keeps, which says so in its own words (KEY-05)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSignIn:
    """A sign-in that worked a moment ago, and the practice behind it; nothing of it is stored."""

    practice: Practice
    entries: Mapping[str, str] = field(repr=False)


class SignInService:
    """Connects a connection to its practice, the first time and again.

    Signing in again keeps people, types and history; another practice's sign-in changes nothing.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    async def pair(
        self, connection_id: str, code: str, *, starts_syncing: bool = False
    ) -> Practice:
        """Consume a pairing code; the practice found. `starts_syncing`: a new one is synced from
        now on; else a person says when.

        Raises PairingCodeRefused, PairingCodeUsed, OtherPractice, AlreadyConnected, and
        CredentialsRefused where the connection's own keys are no good.
        """
        connection = await self._connection(connection_id)
        if not spec_of(connection.pms_type).uses_pairing_code:
            raise InvalidRequest(
                reason=say("{system} is not connected with a code.", system=connection.system)
            )
        adapter = await self._core.adapter(connection)
        assert isinstance(adapter, PairingAdapter)  # noqa: S101  # its spec says so
        try:
            practice = await adapter.pair(code)
        except SignInAgain:
            if not connection.credentials_configured:
                raise
            raise CredentialsRefused(system=connection.system) from None
        is_new = starts_syncing and not connection.is_paired
        values = {"sync_enabled": True} if is_new else None
        await save_practice(self._core, connection, practice, values=values)
        return practice

    async def check(self, connection_id: str, entries: Mapping[str, str]) -> CheckedSignIn:
        """Try what was typed against the practice system, by the names of its sign-in fields.

        Raises CredentialsRefused, PracticeUnknown, OtherPractice, AlreadyConnected,
        InvalidRequest for a missing field, and whatever the network says.
        """
        connection = await self._connection(connection_id)
        tidy = _tidy(connection.pms_type, entries)
        adapter = await self._core.open_with(connection, tidy)
        failure: RunSheetError
        try:
            practice = await adapter.practice()
        except SignInAgain:
            failure = CredentialsRefused(system=connection.system)
        except PracticeNotConnected:
            failure = PracticeUnknown(system=connection.system)
        else:
            await self._check_is_own(connection_id, practice)
            return CheckedSignIn(practice=practice, entries=tidy)
        raise failure

    async def accept(
        self, connection_id: str, checked: CheckedSignIn, *, timezone: str | None = None
    ) -> Connection:
        """Store a sign-in that a person confirmed: secrets first, then the practice; a cancellation
        waits until both are written.

        `timezone`: the practice's zone as confirmed, where its system does not tell it.
        """
        connection = await self._connection(connection_id)
        await self._check_is_own(connection_id, checked.practice)
        values: dict[str, Any] = {
            "credentials_configured": True,
            "practice_id": checked.entries.get(PRACTICE_ID),
            "region": checked.entries.get(REGION),
        }
        if timezone is not None:
            zone(timezone)
            values["timezone"] = timezone
        await to_its_end(self._keep(connection, checked, values))
        return await self._connection(connection_id)

    async def _keep(
        self, connection: Connection, checked: CheckedSignIn, values: Mapping[str, Any]
    ) -> None:
        """The secrets and the practice together, or neither."""
        await self._core.save_credentials(connection, checked.entries)
        self._core.vendors.forget(connection.id)
        try:
            await save_practice(self._core, connection, checked.practice, values=values)
        except (ConnectionNotFound, AlreadyConnected):  # in the meantime
            await self._core.forget_credentials(connection.id)
            raise

    async def _check_is_own(self, connection_id: str, practice: Practice) -> None:
        await self._core.database.read(
            stored.check_is_own, connection_id, tenant_id=practice.tenant_id
        )

    async def _connection(self, connection_id: str) -> Connection:
        return await self._core.database.read(stored.get_connection, connection_id, labels=LABELS)


async def save_practice(
    core: Core,
    connection: Connection,
    practice: Practice,
    *,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Write which practice is behind a connection, with other `values` of the same moment.

    A name that a person gave stays; so does a time zone once it is known. Raises OtherPractice,
    AlreadyConnected.
    """
    written: dict[str, Any] = {**(values or {})}
    if connection.tenant_id is None:
        written["display_name"] = clean_name(practice.name or connection.display_name)
        written["setup_step"] = SetupStep.PEOPLE
    if practice.timezone and connection.timezone is None and "timezone" not in written:
        zone(practice.timezone)
        written["timezone"] = practice.timezone
    if connection.last_sync_error_code:
        written |= {"last_sync_error": None, "last_sync_error_code": None}
    await core.database.write(
        stored.save_practice,
        connection.id,
        tenant_id=practice.tenant_id,
        values=written,
        now=core.now(),
    )
    core.changes.publish(Topic.CONNECTIONS, connection_id=connection.id)


def clean_name(text: str) -> str:
    """A connection's name on one line, without what nobody can read; raises InvalidRequest."""
    name = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if not 1 <= len(name) <= 200:
        raise InvalidRequest(
            reason=say("A connection's name has 1 to 200 characters."), field="displayName"
        )
    return name


def _tidy(pms_type: str, entries: Mapping[str, str]) -> dict[str, str]:
    """Every field of the form without the spaces that come with pasting; raises InvalidRequest."""
    fields = spec_of(pms_type).sign_in_fields
    tidy = {each.name: entries.get(each.name, "").strip() for each in fields}
    for each in fields:
        value = tidy[each.name]
        if not value:
            raise InvalidRequest(reason=say("{label} is missing.", label=each.label))
        is_offered = not each.choices or value in dict(each.choices)
        if len(value) > _LONGEST_ENTRY or not value.isprintable() or not is_offered:
            raise InvalidRequest(reason=say("{label} can't be right.", label=each.label))
    return tidy
