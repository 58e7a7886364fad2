"""Connections: what is asked for and answered."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from app.api.bodies.common import DayText, Given, ShortText, Text, Told, UtcText, read_whole
from app.api.errors import FieldProblem
from app.services.connections.new_keys import NewKeys
from app.services.connections.service import ConnectionChanges
from app.services.core import LABELS


def _known(pms_type: str) -> str:
    if pms_type not in LABELS:
        raise FieldProblem(f"is one of {', '.join(LABELS)}")
    return pms_type


PmsType = Annotated[
    str,
    StringConstraints(max_length=50),
    AfterValidator(_known),
    Field(json_schema_extra={"enum": list(LABELS)}, examples=["gentu"]),
]

_EveryMinutes = Annotated[int, Field(ge=1, le=1440), BeforeValidator(read_whole)]

_KEYS = (
    'Kept in the password store and never returned. Gentu `{"appId", "clientId", "clientSecret"}`, '
    'MediRecords `{"apiToken"}`, Halaxy `{"clientId", "clientSecret"}`.'
)


class _Keys(Given):
    timezone: ShortText | None = Field(
        default=None, description="IANA.", examples=["Australia/Melbourne"]
    )
    region: ShortText | None = Field(
        default=None, description="`au` or `eu`; Halaxy only.", examples=["au"]
    )
    practice_id: ShortText | None = Field(
        default=None,
        description="MediRecords only.",
        examples=["1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001"],
    )
    credentials: dict[ShortText, Text] | None = Field(
        default=None, description=_KEYS, examples=[None]
    )


class NewConnection(_Keys):
    """A connection to be made."""

    pms_type: PmsType
    display_name: ShortText | None = Field(default=None, examples=["My Practice"])


class ConnectionPatch(_Keys):
    """What to change; what is left out stays. Keys of a paired connection are tried first."""

    display_name: ShortText | None = Field(default=None, examples=["Updated Name"])
    sync_enabled: bool | None = Field(default=None, examples=[True])
    sync_frequency_minutes: _EveryMinutes | None = Field(default=None, examples=[30])
    sync_telehealth_only: bool | None = Field(default=None, examples=[True])

    def changes(self) -> ConnectionChanges:
        """The settings among it."""
        return ConnectionChanges(
            display_name=self.display_name,
            sync_enabled=self.sync_enabled,
            sync_frequency_minutes=self.sync_frequency_minutes,
            sync_telehealth_only=self.sync_telehealth_only,
            timezone=self.timezone,
        )

    def keys(self) -> NewKeys | None:
        """The sign-in among it; None where it is left as it is."""
        if self.credentials is None and self.region is None and self.practice_id is None:
            return None
        return NewKeys(
            region=self.region, practice_id=self.practice_id, credentials=self.credentials
        )


class PairingCode(Given):
    """A code that a person got in Gentu."""

    pairing_code: Annotated[str, StringConstraints(min_length=1, max_length=20)] = Field(
        examples=["ABCD1234"]
    )


class Connection(Told):
    """One practice in one practice system. `lastSyncAt` is the last success."""

    id: str
    pms_type: str = Field(examples=["gentu"])
    display_name: str = Field(examples=["Smith Medical Centre"])
    tenant_id: str | None
    timezone: str | None = Field(examples=["Australia/Melbourne"])
    region: str | None
    practice_id: str | None
    paired: bool
    credentials_configured: bool = Field(
        description="It has keys of its own. A Gentu connection without them uses this PC's."
    )
    sync_enabled: bool
    sync_frequency_minutes: int = Field(examples=[15])
    sync_telehealth_only: bool
    last_sync_at: UtcText | None
    last_sync_status: str | None = Field(examples=["success"])
    last_attempt_at: UtcText | None
    last_sync_error: str | None
    last_sync_error_code: str | None
    paused_until: UtcText | None
    created_at: UtcText
    updated_at: UtcText


class ConnectionList(Told):
    """Every connection, the newest first."""

    connections: list[Connection]


class PractitionerOutcome(Told):
    """One practitioner's part of a sync."""

    practitioner_id: str
    name: str
    fetched: int
    quarantined: int
    error_code: str | None
    error: str | None


class Counts(Told):
    """What a sync counted. Fetched = created + updated + skipped; skipped covers unchanged and
    filtered rows; removed ones (cancelled or vanished now) are not part of fetched.
    """

    appointments_fetched: int = Field(examples=[12])
    appointments_created: int = Field(examples=[8])
    appointments_updated: int = Field(examples=[4])
    appointments_skipped: int = Field(examples=[0])
    appointments_unchanged: int
    appointments_removed: int
    quarantined: int


SyncStatus = Annotated[
    Literal["running", "success", "partial", "failed", "abandoned"], Field(examples=["success"])
]


class Sync(Counts):
    """A row of the sync history."""

    id: str
    sync_type: str = Field(examples=["manual"])
    status: SyncStatus
    date: DayText
    error_message: str | None
    error_code: str | None
    started_at: UtcText
    completed_at: UtcText | None
    details: list[PractitionerOutcome]


class SyncHistory(Told):
    """The newest syncs, newest first, and when the next is due."""

    syncs: list[Sync]
    next_sync_at: UtcText | None


class ConnectionDetails(Told):
    """A connection with its last syncs."""

    connection: Connection
    recent_syncs: list[Sync]


class SyncResult(Counts):
    """How a sync ended."""

    status: SyncStatus
    duration_ms: int = Field(examples=[1500])


class SyncAnswer(Told):
    """A sync that brought something; `status` `partial`: not of everybody."""

    success: bool
    sync_id: str
    status: SyncStatus
    result: SyncResult


class SyncFailed(SyncAnswer):
    """A sync that failed; the list is as it was."""

    success: bool = Field(examples=[False])
    status: SyncStatus = Field(examples=["failed"])
    error: str = Field(examples=["We couldn't reach Gentu."])
    details: dict[str, Any] | None = Field(examples=[{"code": "NET-02"}])


class Paired(Told):
    """The practice that a code opened."""

    success: bool
    tenant_id: str
    tenant_name: str | None = Field(examples=["Smith Medical Centre"])
    timezone: str | None = Field(examples=["Australia/Melbourne"])


class NotPaired(Told):
    """A code that opened nothing."""

    success: bool = Field(examples=[False])
    error: str = Field(examples=["That code didn't work."])
    details: dict[str, Any] | None = Field(examples=[{"code": "AUTH-04"}])


class HealthDetails(Told):
    """What a connection's test found."""

    tenant_name: str | None = Field(examples=["Smith Medical Centre"])
    practitioner_count: int = Field(examples=[5])
    appointment_type_count: int = Field(examples=[8])


class Healthy(Told):
    """The connection works."""

    healthy: Literal[True]
    message: str = Field(examples=["Connection successful"])
    latency_ms: int = Field(examples=[150])
    details: HealthDetails


class Unhealthy(Told):
    """The connection does not work now."""

    healthy: Literal[False]
    message: str = Field(examples=["Authentication failed"])
    error: str = Field(examples=["Gentu needs you to sign in again."])
    error_code: str | None = Field(examples=["AUTH-02"])
    latency_ms: int
