"""The tables. The seed's six keep their names and columns; the others stand beside them.

Released shapes live in `migrations/`; this file is the newest of them, and a test compares the two.
No table is made from here, so PostgreSQL's own words (`postgresql_where`) stand there alone: they
would load its whole dialect at every start.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import UserDefinedType


class UtcDateTime(UserDefinedType[datetime]):
    """Aware UTC in Python; timestamptz on PostgreSQL, text with its offset on SQLite.

    Its own type, because SQLAlchemy's takes three times as long for the thousands of a first sync.
    """

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "TIMESTAMP WITH TIME ZONE"

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _to_text if dialect.name == "sqlite" else _unchanged

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> Callable[[Any], datetime | None]:
        return _from_text if dialect.name == "sqlite" else _unchanged


def _to_text(value: datetime | None) -> str | None:
    """One form for all, so that texts compare as instants do. Raises for a naive value."""
    if value is None:
        return None
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC) if value.tzinfo else _refuse_naive()
    return value.isoformat(" ", "microseconds")


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _unchanged(value: Any) -> Any:
    return value


def _refuse_naive() -> datetime:
    raise TypeError("a time without a zone")


AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a query asked for."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _connection_key(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "connection_id",
        String(36),
        ForeignKey("pms_connections.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


pms_connections = Table(
    "pms_connections",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("pms_type", String(32), nullable=False),
    Column("display_name", String(200), nullable=False),
    Column("tenant_id", String(100)),
    Column("timezone", String(64)),
    Column("region", String(8)),
    Column("practice_id", String(100)),
    Column("credentials_configured", Boolean, nullable=False),
    Column("sync_enabled", Boolean, nullable=False),
    Column("sync_frequency_minutes", Integer, nullable=False),
    Column("sync_telehealth_only", Boolean, nullable=False),
    Column("setup_step", String(16), nullable=False),
    Column("last_sync_at", UtcDateTime),
    Column("last_sync_status", String(16)),
    Column("last_attempt_at", UtcDateTime),
    Column("last_sync_error", String(400)),
    Column("last_sync_error_code", String(16)),
    Column("failures_in_a_row", Integer, nullable=False),
    Column("abandoned_in_a_row", Integer, nullable=False),
    Column("retry_at", UtcDateTime),
    Column("paused_until", UtcDateTime),
    Column("paused_by", String(100)),
    Column("people_fetched_at", UtcDateTime),
    Column("removed_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index(
        "uq_pms_connections_practice",
        "pms_type",
        "tenant_id",
        unique=True,
        sqlite_where=text("removed_at IS NULL AND tenant_id IS NOT NULL"),
    ),
)

run_sheet_clinicians = Table(
    "run_sheet_clinicians",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("entered_by", String(100)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

pms_practitioners = Table(
    "pms_practitioners",
    metadata,
    _connection_key(primary_key=True),
    Column("pms_practitioner_id", String(100), primary_key=True),
    Column("family_name", String(200)),
    Column("given_name", String(200)),
    Column("prefix", String(50)),
    Column("is_active", Boolean, nullable=False),
    Column("is_shown", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("last_success_at", UtcDateTime),
    Column("last_attempt_at", UtcDateTime),
    Column("last_error_code", String(16)),
    Column("last_error", String(400)),
    Column("failures_in_a_row", Integer, nullable=False),
)

pms_clinician_mappings = Table(
    "pms_clinician_mappings",
    metadata,
    Column("id", String(36), primary_key=True),
    _connection_key(),
    Column("pms_practitioner_id", String(100), nullable=False),
    Column("pms_practitioner_name", String(200), nullable=False),
    Column(
        "run_sheet_clinician_id",
        String(36),
        ForeignKey("run_sheet_clinicians.id", ondelete="RESTRICT"),
    ),
    Column("sync_enabled", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("connection_id", "pms_practitioner_id"),
)

pms_appointment_types = Table(
    "pms_appointment_types",
    metadata,
    Column("id", String(36), primary_key=True),
    _connection_key(),
    Column("pms_type_id", String(100), nullable=False),
    Column("pms_type_name", String(200), nullable=False),
    Column("default_duration_minutes", Integer),
    Column("colour", String(16)),
    Column("system_is_telehealth", Boolean),
    Column("is_telehealth", Boolean, nullable=False),
    Column("sync_enabled", Boolean, nullable=False),
    Column("is_answered", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("connection_id", "pms_type_id"),
)

run_sheet_appointments = Table(
    "run_sheet_appointments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("source", String(8), nullable=False),
    Column("pms_connection_id", String(36), ForeignKey("pms_connections.id", ondelete="CASCADE")),
    Column("pms_appointment_id", String(100)),
    Column("pms_patient_id", String(100), nullable=False),
    Column("pms_practitioner_id", String(100)),
    Column("clinician_id", String(36), ForeignKey("run_sheet_clinicians.id", ondelete="RESTRICT")),
    Column("local_day", Date, nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("raw_status", String(100)),
    Column("has_unknown_status", Boolean, nullable=False),
    Column("is_telehealth", Boolean),
    Column("pms_type_id", String(100)),
    Column("patient_first_name", String(200)),
    Column("patient_last_name", String(200)),
    Column("patient_phone", String(50)),
    Column("patient_email", String(254)),
    Column("patient_dob", Date),
    Column("telehealth_url", String(1000)),
    Column("notes", String(2000)),
    Column("arrived_at", UtcDateTime),
    Column("cancelled_at", UtcDateTime),
    Column("seen_cancelled_at", UtcDateTime),
    Column("removed_at", UtcDateTime),
    Column("moved_from_start", UtcDateTime),
    Column("moved_from_practitioner_id", String(100)),
    Column("kept_type_name", String(200)),
    Column("kept_colour", String(16)),
    Column("kept_moved_from", String(200)),
    Column("kept_appointment_id", String(100)),
    Column("kept_moved_to_start", UtcDateTime),
    Column("kept_moved_to_clinician", String(200)),
    Column("entered_by", String(100)),
    Column("digest", String(32), nullable=False),
    Column("first_seen_run", String(36)),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("identity_removed_at", UtcDateTime),
    UniqueConstraint("pms_connection_id", "pms_appointment_id", "pms_patient_id"),
    Index("ix_run_sheet_appointments_day", "pms_connection_id", "local_day"),
)

pms_sync_log = Table(
    "pms_sync_log",
    metadata,
    Column("id", String(36), primary_key=True),
    _connection_key(),
    Column("sync_type", String(16), nullable=False),
    Column("started_by", String(100)),
    Column("status", String(16), nullable=False),
    Column("sync_day", Date, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("appointments_fetched", Integer, nullable=False),
    Column("appointments_created", Integer, nullable=False),
    Column("appointments_updated", Integer, nullable=False),
    Column("appointments_skipped", Integer, nullable=False),
    Column("appointments_unchanged", Integer, nullable=False),
    Column("appointments_removed", Integer, nullable=False),
    Column("appointments_held", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("error_message", String(400)),
    Column("error_code", String(16)),
    Column("details", JSON, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("completed_at", UtcDateTime),
    Index("ix_pms_sync_log_newest", "connection_id", "started_at"),
    Index("ix_pms_sync_log_started_at", "started_at", "id"),
    Index("ix_pms_sync_log_epoch", "connection_id", "epoch"),
)

sync_day_sums = Table(
    "sync_day_sums",
    metadata,
    _connection_key(primary_key=True),
    Column("local_day", Date, primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("runs", Integer, nullable=False),
    Column("appointments_fetched", Integer, nullable=False),
    Column("appointments_created", Integer, nullable=False),
    Column("appointments_updated", Integer, nullable=False),
    Column("appointments_removed", Integer, nullable=False),
)
"""The syncs of days whose log was purged. `local_day`: the practice's, when they started."""

sync_leases = Table(
    "sync_leases",
    metadata,
    _connection_key(primary_key=True),
    Column("holder", String(64)),
    Column("epoch", Integer, nullable=False),
    Column("expires_at", UtcDateTime),
)

sync_snapshots = Table(
    "sync_snapshots",
    metadata,
    _connection_key(primary_key=True),
    Column("pms_practitioner_id", String(100), primary_key=True),
    Column("local_day", Date, primary_key=True),
    Column("page_marks", JSON, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("quarantined_count", Integer, nullable=False),
    Column("first_fetched_at", UtcDateTime, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
)

appointment_changes = Table(
    "appointment_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("connection_id", String(36), ForeignKey("pms_connections.id", ondelete="CASCADE")),
    Column("sync_id", String(36), nullable=False),
    Column("appointment_id", String(36), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("changed_by", String(100)),
    Column("changed_fields", JSON, nullable=False),
    Column("before_start_at", UtcDateTime, nullable=False),
    Column("before_local_day", Date, nullable=False),
    Column("before_practitioner_id", String(100)),
    Column("before_clinician_id", String(36)),
    Column("before_status", String(16), nullable=False),
    Column("after_start_at", UtcDateTime, nullable=False),
    Column("after_practitioner_id", String(100)),
    Column("after_clinician_id", String(36)),
    Column("after_status", String(16), nullable=False),
    Column("acknowledged_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_appointment_changes_appointment", "appointment_id"),
    Index("ix_appointment_changes_day", "connection_id", "before_local_day"),
    Index("ix_appointment_changes_run", "sync_id"),
)
"""What rows were before and after each change. `sync_id`: the run, the answered question, or the
local edit that caused it; `changed_by` is who, for what a person did. `changed_fields`: names of
the facts that differ. A row's coming is on the row itself (`first_seen_run`).
"""

local_edits = Table(
    "local_edits",
    metadata,
    Column("id", String(36), primary_key=True),
    Column(
        "appointment_id",
        String(36),
        ForeignKey("run_sheet_appointments.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("field", String(16), nullable=False),
    Column("base_value", String(400)),
    Column("value", String(400)),
    Column("system_value", String(400)),
    Column("state", String(16), nullable=False),
    Column("edited_by", String(100), nullable=False),
    Column("edited_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Index("ix_local_edits_appointment", "appointment_id", "state"),
)
"""A person's change of what the practice system owns: it had `base_value`, the person says `value`.
`system_value` is what the system said when it was settled. Of the clinician both are the system's
practitioners, and `value` is a column.
"""

status_words = Table(
    "status_words",
    metadata,
    _connection_key(primary_key=True),
    Column("raw_status", String(100), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("matched_by", String(100), nullable=False),
    Column("matched_at", UtcDateTime, nullable=False),
)
"""What a person said an unknown status word of a system means."""

sync_quarantine = Table(
    "sync_quarantine",
    metadata,
    _connection_key(primary_key=True),
    Column("pms_practitioner_id", String(100), primary_key=True),
    Column("local_day", Date, primary_key=True),
    Column("payload_sha256", String(64), primary_key=True),
    Column("pms_appointment_id", String(100)),
    Column("reason", String(40), nullable=False),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("seen_count", Integer, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", String(36), primary_key=True),
    _connection_key(),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("item_count", Integer, nullable=False),
    Column("details", JSON, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_notices_open", "connection_id", "kind", "state"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(2000), nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)
"""The HTTP API's named tokens. `digest`: SHA-256 of the secret, which nobody here knows."""
