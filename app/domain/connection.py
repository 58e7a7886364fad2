"""A connection to a practice system, who of its people has a column, and what is ticked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.practice import AppointmentType, Practitioner, is_overridden


class SetupStep(StrEnum):
    """Where setting a connection up stands; kept, so that a restart goes on at the same step."""

    CONNECT = "connect"
    PEOPLE = "people"
    TELEHEALTH = "telehealth"
    CHECK = "check"
    DONE = "done"


class FieldKind(StrEnum):
    """How a field of the sign-in form is drawn; a SECRET shows dots until a person looks."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - a kind of field
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInField:
    """One thing a person enters to connect. `hint` is one sentence; `choices`: value and label."""

    name: str
    label: str
    hint: str = ""
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One practice in one system. All `*_at` are aware UTC.

    `last_sync_at` is the last *success*; `last_attempt_at`, `last_sync_status` and the error facts
    tell of the last try. `failures_in_a_row` counts tries since the last success,
    `abandoned_in_a_row` runs that ended with their process. `retry_at`: before that the system does
    not want to be asked again.
    `paused_until`, `paused_by`: a person stopped the timed syncs until then.
    """

    id: str
    pms_type: str
    system: str
    display_name: str
    tenant_id: str | None
    timezone: str | None
    region: str | None
    practice_id: str | None
    credentials_configured: bool
    sync_enabled: bool
    sync_frequency_minutes: int
    sync_telehealth_only: bool
    setup_step: SetupStep
    last_sync_at: datetime | None
    last_sync_status: str | None
    last_attempt_at: datetime | None
    last_sync_error: str | None
    last_sync_error_code: str | None
    failures_in_a_row: int
    abandoned_in_a_row: int
    retry_at: datetime | None
    paused_until: datetime | None
    paused_by: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_paired(self) -> bool:
        """True once a practice is behind the connection."""
        return self.tenant_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """A column of the run sheet."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The remembered answer for one practitioner: a column, or `clinician_id` None: don't show."""

    id: str
    pms_practitioner_id: str
    clinician_id: str | None
    clinician_name: str | None
    sync_enabled: bool


class SuggestionKind(StrEnum):
    """What the mapping page picks beforehand; CHOOSE leaves the answer to the person."""

    EXISTING = "existing"
    NEW = "new"
    HIDE = "hide"
    CHOOSE = "choose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed column and why, in front-desk words."""

    kind: SuggestionKind
    reason: str
    clinician_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerChoice:
    """One row of the mapping table. `mapping` is None while nobody has answered yet."""

    practitioner: Practitioner
    mapping: Mapping | None
    suggestion: Suggestion
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """A connection's practitioners with their answers, and the columns there are.

    `fetched_at` (aware UTC) is when the system last listed them; None before it ever did.
    """

    choices: tuple[PractitionerChoice, ...]
    clinicians: tuple[Clinician, ...]
    fetched_at: datetime | None


NEW_CLINICIAN = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingAnswer:
    """A person's answer for one practitioner.

    `clinician_id`: an existing column, `NEW_CLINICIAN` (named by `new_clinician_name`), or None
    for *don't show*.
    """

    pms_practitioner_id: str
    pms_practitioner_name: str
    clinician_id: str | None
    new_clinician_name: str | None = None
    sync_enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingResult:
    """Rows that really changed."""

    mappings_created: int
    mappings_updated: int
    clinicians_created: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentTypeChoice:
    """One row of the telehealth checklist; `is_suggested` when its name sounds like telehealth.

    `is_telehealth` is the tick; the system's own flag, where it has one, is the type's.
    """

    id: str
    appointment_type: AppointmentType
    is_telehealth: bool
    sync_enabled: bool
    is_suggested: bool

    @property
    def is_overridden(self) -> bool:
        """True when a person's tick differs from the system's flag; it then decides every row."""
        return is_overridden(self.appointment_type.is_telehealth, tick=self.is_telehealth)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentTypeAnswer:
    """A person's tick for one type. `sync_enabled` None: as it is, which is true at first."""

    pms_type_id: str
    is_telehealth: bool
    sync_enabled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """The outcome of a connection test. `latency_ms` is the time of the sign-in and first read."""

    is_healthy: bool
    message: str
    latency_ms: int
    practice_name: str | None = None
    practitioner_count: int = 0
    appointment_type_count: int = 0
    error_code: str | None = None
