"""What every service works with: the database, the secrets, the vendors, the clock, the changes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.adapters.base import PmsAccount, PmsAdapter, PmsSpec, RateLimit
from app.adapters.memory import Memory
from app.adapters.registry import PMS_SPECS
from app.domain.audit import Deed
from app.domain.connection import Connection
from app.domain.errors import CredentialsMissing, InvalidRequest, SignInAgain
from app.domain.said import say
from app.secrets import SecretStore
from app.services.audit_trail import AuditTrail
from app.services.changes import ChangeBus
from app.services.settings import Settings
from app.services.vendors import Vendors
from app.store.file.database import Database
from app.store.sync.leases import LeaseHolder

LABELS = {pms_type: spec.label for pms_type, spec in PMS_SPECS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Shared by the services of one running RunSheet."""

    settings: Settings
    installation_id: str
    database: Database
    secrets: SecretStore
    audit: AuditTrail
    holder: LeaseHolder
    changes: ChangeBus
    vendors: Vendors
    now: Callable[[], datetime]

    async def adapter(self, connection: Connection) -> PmsAdapter:
        """A signed-in view of the connection's practice. Raises CredentialsMissing."""
        spec = spec_of(connection.pms_type)
        return await self._open(spec, connection, await self._credentials(connection, spec))

    async def open_with(self, connection: Connection, entries: Mapping[str, str]) -> PmsAdapter:
        """A view signed in with what a person just typed, as a practice nobody knows yet."""
        spec = spec_of(connection.pms_type)
        credentials = {each.name: entries[each.name] for each in spec.credential_fields}
        unknown = replace(
            connection,
            tenant_id=None,
            practice_id=entries.get("practiceId"),
            region=entries.get("region"),
        )
        return await self._open(spec, unknown, credentials, memory=Memory(self.now))

    async def open_anew(
        self, connection: Connection, credentials: Mapping[str, str] | None
    ) -> PmsAdapter:
        """A view with keys that nobody stored yet (None: those that are), of the practice that the
        connection has where a code paired it, else of whichever the keys open.
        """
        spec = spec_of(connection.pms_type)
        given = await self._credentials(connection, spec) if credentials is None else credentials
        told = connection if spec.uses_pairing_code else replace(connection, tenant_id=None)
        return await self._open(spec, told, given, memory=Memory(self.now))

    async def save_credentials(self, connection: Connection, entries: Mapping[str, str]) -> None:
        """Put a connection's own credentials into the password store, all in one secret: half of
        a new pair with half of an old one opens nothing. Raises KEY-01 to KEY-05.
        """
        names = [each.name for each in spec_of(connection.pms_type).credential_fields]
        secret = json.dumps({name: entries[name] for name in names})
        await self.audit.note(Deed.SECRET_CHANGED, connection.id)
        await self.secrets.write(self.secret_name(connection.id), secret)

    async def forget_credentials(self, connection_id: str) -> None:
        """Take a connection's own credentials out of the password store.

        By name, whatever its row says: a secret is written before the row, and RunSheet may have
        ended in between.
        """
        self.vendors.forget(connection_id)
        await self.audit.note(Deed.SECRET_CHANGED, connection_id)
        await self.secrets.delete(self.secret_name(connection_id))

    def has_partner_keys(self, connection: Connection) -> bool:
        """True where this RunSheet was started with the partner keys of the connection's system."""
        return all(self._partner_keys(spec_of(connection.pms_type)).values())

    def secret_name(self, connection_id: str) -> str:
        """The password store's name of a connection's credentials: ours, without data."""
        return f"RunSheet/{self.installation_id}/{connection_id}/credentials"

    async def _open(
        self,
        spec: PmsSpec,
        connection: Connection,
        credentials: Mapping[str, str],
        *,
        memory: Memory | None = None,
    ) -> PmsAdapter:
        return await self.vendors.open(
            spec,
            PmsAccount(
                base_url=self._base_url(spec, connection.region),
                tenant_id=connection.tenant_id,
                practice_id=connection.practice_id,
                timezone=connection.timezone,
                credentials=credentials,
                rate_limit=self._rate_limit(spec),
                now=self.now,
                memory=memory or self.vendors.memory(connection.id, self.now),
            ),
        )

    def address(self, connection: Connection) -> str:
        """Where the connection's system is asked: an https URL, or one on this PC."""
        return self._base_url(spec_of(connection.pms_type), connection.region)

    def _base_url(self, spec: PmsSpec, region: str | None) -> str:
        """What the environment says wins over the region's address."""
        told = self.settings.environment.get(spec.base_url_environment)
        return told or spec.base_urls.get(region or "") or next(iter(spec.base_urls.values()))

    def _rate_limit(self, spec: PmsSpec) -> RateLimit | None:
        """The vendor's, or what this installation was told: requests a minute."""
        if not self.settings.has_rate_limit:
            return None
        told = self.settings.environment.get(f"RUNSHEET_{spec.pms_type.upper()}_RATE_LIMIT")
        if not told:
            return spec.rate_limit
        if not told.isdecimal() or not 1 <= int(told) <= 10_000:
            raise InvalidRequest(reason=say("A rate limit is 1 to 10000 requests a minute."))
        return RateLimit(requests=int(told))

    async def _credentials(self, connection: Connection, spec: PmsSpec) -> dict[str, str]:
        """The connection's own where it has them, else this installation's partner keys."""
        if connection.credentials_configured:
            secret = await self.secrets.read(self.secret_name(connection.id))
            found = json.loads(secret) if secret else {}
        else:
            found = self._partner_keys(spec)
        credentials = {each.name: found.get(each.name) for each in spec.credential_fields}
        if not all(credentials.values()):
            kind = CredentialsMissing if spec.uses_pairing_code else SignInAgain
            raise kind(system=spec.label)
        return {name: value for name, value in credentials.items() if value}

    def _partner_keys(self, spec: PmsSpec) -> dict[str, str | None]:
        """What the environment says of them, by name."""
        environment = self.settings.environment
        fields = [each for each in spec.credential_fields if each.environment]
        return {each.name: environment.get(each.environment or "") for each in fields}


def spec_of(pms_type: str) -> PmsSpec:
    """The adapter of a system; raises InvalidRequest for one we don't know."""
    if pms_type not in PMS_SPECS:
        raise InvalidRequest(reason=say("That practice system is not known."))
    return PMS_SPECS[pms_type]
