"""What every service works with: the database, the secrets, the vendors, the clock, the changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.adapters.base import PmsAccount, PmsAdapter, PmsSpec, RateLimit
from app.adapters.registry import PMS_SPECS
from app.domain.connection import Connection
from app.domain.errors import CredentialsMissing, InvalidRequest
from app.secrets import SecretStore
from app.services.changes import ChangeBus
from app.services.settings import Settings
from app.services.vendors import Vendors
from app.store.database import Database
from app.store.leases import LeaseHolder

LABELS = {pms_type: spec.label for pms_type, spec in PMS_SPECS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Shared by the services of one running RunSheet."""

    settings: Settings
    installation_id: str
    database: Database
    secrets: SecretStore
    holder: LeaseHolder
    changes: ChangeBus
    vendors: Vendors
    now: Callable[[], datetime]

    async def adapter(self, connection: Connection) -> PmsAdapter:
        """A signed-in view of the connection's practice. Raises CredentialsMissing."""
        spec = spec_of(connection.pms_type)
        environment = self.settings.environment
        return await self.vendors.open(
            spec,
            PmsAccount(
                base_url=environment.get(spec.base_url_environment) or spec.base_url,
                tenant_id=connection.tenant_id,
                timezone=connection.timezone,
                credentials=await self._credentials(connection, spec),
                rate_limit=self._rate_limit(spec),
                now=self.now,
            ),
        )

    def secret_name(self, connection_id: str, field: str) -> str:
        """The password store's name of one credential: ours, without data."""
        return f"RunSheet/{self.installation_id}/{connection_id}/{field}"

    def _rate_limit(self, spec: PmsSpec) -> RateLimit | None:
        """The vendor's, or what this installation was told: requests a minute."""
        if not self.settings.has_rate_limit:
            return None
        told = self.settings.environment.get(f"RUNSHEET_{spec.pms_type.upper()}_RATE_LIMIT")
        if not told:
            return spec.rate_limit
        if not told.isdecimal() or not 1 <= int(told) <= 10_000:
            raise InvalidRequest(reason="A rate limit is 1 to 10000 requests a minute.")
        return RateLimit(requests=int(told))

    async def _credentials(self, connection: Connection, spec: PmsSpec) -> dict[str, str]:
        """The connection's own where it has them, else this installation's partner keys."""
        found: dict[str, str] = {}
        for field in spec.credential_fields:
            value = self.settings.environment.get(field.environment)
            if connection.credentials_configured:
                value = await self.secrets.read(self.secret_name(connection.id, field.name))
            if not value:
                raise CredentialsMissing(system=spec.label)
            found[field.name] = value
        return found


def spec_of(pms_type: str) -> PmsSpec:
    """The adapter of a system; raises InvalidRequest for one we don't know."""
    if pms_type not in PMS_SPECS:
        raise InvalidRequest(reason="That practice system is not known.")
    return PMS_SPECS[pms_type]
