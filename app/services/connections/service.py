"""Connections to practice systems: create, pair, test, change, delete, and how they stand."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import msgspec

from app import __version__
from app.adapters.registry import PMS_SPECS
from app.domain.audit import Deed
from app.domain.connection import Connection, HealthCheck, SetupStep, SignInField
from app.domain.errors import InvalidRequest, NotPairedYet, RunSheetError
from app.domain.freshness import Freshness, SyncFacts, freshness_of, with_fault, worst
from app.domain.practice_day import zone
from app.domain.said import say
from app.domain.situation import Situation
from app.domain.sync_run import Notice, SyncStatus
from app.domain.web_page import WebPage
from app.services.changes import Topic
from app.services.connections.connection_json import connections_json
from app.services.connections.new_keys import NewKeys, check_keys, replace_keys
from app.services.connections.sign_in import clean_name, save_practice
from app.services.core import LABELS, Core, spec_of
from app.services.kept_bytes import KeptBytes
from app.services.settings import FALLBACK_TIMEZONE
from app.store.connection import connections as stored
from app.store.connection.removal import remove_connection
from app.store.connection.standing import Standing, read_standings


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemChoice:
    """A practice system one can connect, and what its sign-in form asks for."""

    pms_type: str
    label: str
    uses_pairing_code: bool
    flags_telehealth: bool
    sign_in_steps: tuple[str, ...]
    sign_in_fields: tuple[SignInField, ...]
    people_help: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionChanges:
    """What to change of a connection; None leaves a setting as it is."""

    display_name: str | None = None
    sync_enabled: bool | None = None
    sync_frequency_minutes: int | None = None
    sync_telehealth_only: bool | None = None
    timezone: str | None = None
    setup_step: SetupStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionOverview:
    """A connection with how it stands right now; `situation`: what its practice is doing.

    `trouble_page`: what its vendor says in public when its system is in trouble.
    """

    connection: Connection
    freshness: Freshness
    situation: Situation
    people_shown: int
    telehealth_types: int
    is_syncing: bool
    notices: tuple[Notice, ...]
    trouble_page: WebPage


class ConnectionService:
    """What a person can do with connections. Unknown ids raise ConnectionNotFound."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._kept: KeptBytes[None] = KeptBytes(core, self._bytes)

    def systems(self) -> tuple[SystemChoice, ...]:
        """The practice systems RunSheet can connect to."""
        return tuple(
            SystemChoice(
                pms_type=spec.pms_type,
                label=spec.label,
                uses_pairing_code=spec.uses_pairing_code,
                flags_telehealth=spec.flags_telehealth,
                sign_in_steps=spec.sign_in_steps,
                sign_in_fields=spec.sign_in_fields,
                people_help=spec.people_help,
            )
            for spec in PMS_SPECS.values()
        )

    async def list(self) -> tuple[ConnectionOverview, ...]:
        """Every connection, oldest first."""
        standings = await self._core.database.read(
            read_standings,
            labels=LABELS,
            holder=self._core.holder,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        return tuple(_overview(each, self._core.now()) for each in standings)

    async def list_bytes(self) -> bytes:
        """The bytes of `connections_json`, made anew only after a change."""
        return await self._kept.read(None)

    def ready_bytes(self) -> bytes | None:
        """The same at once, where nothing changed."""
        return self._kept.ready(None)

    async def get(self, connection_id: str) -> ConnectionOverview:
        """One connection."""
        await self._connection(connection_id)
        overviews = await self.list()
        return next(item for item in overviews if item.connection.id == connection_id)

    async def create(
        self,
        pms_type: str,
        *,
        display_name: str | None = None,
        timezone: str | None = None,
        region: str | None = None,
        practice_id: str | None = None,
        credentials: Mapping[str, str] | None = None,
    ) -> Connection:
        """A new connection that does not sync yet. Credentials go to the password store; they
        count once `test` has passed.
        """
        spec = spec_of(pms_type)
        if timezone is not None:
            zone(timezone)
        keys = NewKeys(region=region, practice_id=practice_id, credentials=credentials)
        check_keys(spec, keys)
        values: dict[str, Any] = {
            "display_name": clean_name(display_name or f"New {spec.label} connection"),
            "timezone": timezone,
            "region": region,
            "practice_id": practice_id,
        }
        connection_id = await self._core.audit.write(
            Deed.CONNECTION_CHANGED,
            lambda new_id: (new_id,),
            stored.add_connection,
            pms_type=pms_type,
            values=values,
            now=self._core.now(),
        )
        if credentials is not None:
            await self._core.save_credentials(await self._connection(connection_id), credentials)
            await self._core.database.write(
                stored.change_connection,
                connection_id,
                values={"credentials_configured": True},
                now=self._core.now(),
            )
        self._core.changes.publish(Topic.CONNECTIONS, connection_id=connection_id)
        return await self._connection(connection_id)

    async def change(
        self, connection_id: str, changes: ConnectionChanges, *, keys: NewKeys | None = None
    ) -> Connection:
        """Change settings, and with `keys` the sign-in: all of it or nothing.

        Raises InvalidRequest for what can't be, NotPairedYet where syncing can't be switched on,
        and what `replace_keys` does.
        """
        values = _checked(changes)
        connection = await self._connection(connection_id)
        if changes.sync_enabled and not connection.is_paired:
            raise NotPairedYet(system=connection.system)
        if keys is not None:
            await replace_keys(self._core, connection, keys)
        await self._core.audit.write(
            Deed.CONNECTION_CHANGED,
            (connection_id, *values),
            stored.change_connection,
            connection_id,
            values=values,
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.CONNECTIONS, Topic.RUN_SHEET, connection_id=connection_id)
        return await self._connection(connection_id)

    async def delete(self, connection_id: str) -> None:
        """Remove a connection, its choices, history and secrets; its days on the sheet stay, old.

        The secrets go first: of a connection that is gone nobody would ever find them.
        """
        await self._connection(connection_id)
        await self._core.forget_credentials(connection_id)
        await self._core.audit.write(
            Deed.CONNECTION_CHANGED,
            (connection_id, "removed"),
            remove_connection,
            connection_id,
            now=self._core.now(),
        )
        self._core.changes.publish(Topic.CONNECTIONS, Topic.RUN_SHEET, connection_id=connection_id)

    async def test(self, connection_id: str) -> HealthCheck:
        """Sign in and read the practice, its people and its types, now. Never raises TryLater.

        The first time that credentials given to `create` pass, the practice is the connection's and
        it syncs from now on.
        """
        connection = await self._connection(connection_id)
        started = perf_counter()
        try:
            adapter = await self._core.adapter(connection)
            practice = await adapter.practice()
            latency_ms = _milliseconds(started)
            people, types = await asyncio.gather(
                adapter.practitioners(), adapter.appointment_types()
            )
            if connection.tenant_id is None:
                await save_practice(self._core, connection, practice, values={"sync_enabled": True})
        except RunSheetError as error:
            return HealthCheck(
                is_healthy=False,
                message=error.sentence,
                latency_ms=_milliseconds(started),
                error_code=error.code,
            )
        return HealthCheck(
            is_healthy=True,
            message="Connection successful",
            latency_ms=latency_ms,
            practice_name=practice.name,
            practitioner_count=len(people),
            appointment_type_count=len(types),
        )

    async def fault_details(self, connection_id: str) -> str:
        """What an IT person needs to let the system through: host, code, time. No data, no secret,
        no practice's name.
        """
        connection = await self._connection(connection_id)
        now = self._core.now().astimezone(UTC)
        tried = connection.last_attempt_at or now
        lines = (
            f"RunSheet {__version__} could not use {connection.system}.",
            f"Host: {urlsplit(self._core.address(connection)).netloc} (HTTPS)",
            f"Code: {connection.last_sync_error_code or 'none'}",
            f"What it means: {connection.last_sync_error or 'The last check went well.'}",
            f"Last try: {tried.isoformat(timespec='seconds')}",
            f"Copied: {now.isoformat(timespec='seconds')}",
        )
        return "\n".join(lines)

    def _bytes(self, connection: Any, _key: None, _now: datetime) -> bytes:
        listed = stored.list_connections(connection, labels=LABELS)
        return msgspec.json.encode(connections_json(listed))

    async def _connection(self, connection_id: str) -> Connection:
        return await self._core.database.read(stored.get_connection, connection_id, labels=LABELS)


def _overview(standing: Standing, now: datetime) -> ConnectionOverview:
    return ConnectionOverview(
        connection=standing.connection,
        freshness=_freshness(standing, now),
        situation=standing.situation,
        people_shown=standing.people_shown,
        telehealth_types=standing.telehealth_types,
        is_syncing=standing.is_syncing,
        notices=standing.notices,
        trouble_page=spec_of(standing.connection.pms_type).trouble_page,
    )


def _freshness(standing: Standing, now: datetime) -> Freshness:
    """Of today's columns; before there are any, of the connection itself."""
    connection = standing.connection
    if standing.columns:
        freshness = worst(column.freshness(now) for column in standing.columns)
        if connection.last_sync_status != SyncStatus.PARTIAL:
            return freshness
        code, error = connection.last_sync_error_code, connection.last_sync_error
        return with_fault(freshness, code=code, error=error)
    facts = SyncFacts(
        last_success_at=connection.last_sync_at,
        last_attempt_at=connection.last_attempt_at,
        error_code=connection.last_sync_error_code,
        error=connection.last_sync_error,
        failures_in_a_row=connection.failures_in_a_row,
    )
    interval = timedelta(minutes=connection.sync_frequency_minutes)
    return freshness_of(facts, now=now, interval=interval, situation=standing.situation)


def _checked(changes: ConnectionChanges) -> dict[str, Any]:
    """The columns to write; raises InvalidRequest."""
    values: dict[str, Any] = {
        name: getattr(changes, name)
        for name in ConnectionChanges.__slots__
        if getattr(changes, name) is not None
    }
    if changes.display_name is not None:
        values["display_name"] = clean_name(changes.display_name)
    minutes = changes.sync_frequency_minutes
    if minutes is not None and not 1 <= minutes <= 1440:
        raise InvalidRequest(reason=say("Syncing can run every 1 to 1440 minutes."))
    if changes.timezone is not None:
        zone(changes.timezone)
    return values


def _milliseconds(started: float) -> int:
    return round((perf_counter() - started) * 1000)
