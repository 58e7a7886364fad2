"""The tables of bookings in CRMs: what the desk wants, what is still to be told, what was told."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from app.store.schema import UtcDateTime, metadata

_HAS_KEY = text("idempotency_key IS NOT NULL")

crm_bookings = Table(
    "crm_bookings",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("provider", String(16), nullable=False),
    Column("reference", String(36), nullable=False, unique=True),
    Column("idempotency_key", String(255)),
    Column("request_digest", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("external_id", String(100)),
    Column("contact_id", String(100)),
    Column("patient_first_name", String(200)),
    Column("patient_last_name", String(200)),
    Column("patient_phone", String(50)),
    Column("patient_email", String(254)),
    Column("service", String(200), nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("doctor_name", String(200)),
    Column("branch", String(200)),
    Column("location_id", String(100)),
    Column("notes", String(2000)),
    Column("sends_notes", Boolean, nullable=False),
    Column("source", String(50), nullable=False),
    Column("extra", JSON, nullable=False),
    Column("run_sheet_appointment_id", String(36)),
    Column("clash_reason", String(40)),
    Column("error_code", String(16)),
    Column("error_message", String(400)),
    Column("correlation_id", String(100)),
    Column("confirmed_at", UtcDateTime),
    Column("cancelled_at", UtcDateTime),
    Column("cancel_reason", String(20)),
    Column("created_by", String(100), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("identity_removed_at", UtcDateTime),
    Index(
        "uq_crm_bookings_idempotency_key",
        "provider",
        "idempotency_key",
        unique=True,
        sqlite_where=_HAS_KEY,
    ),
    Index("ix_crm_bookings_start_at", "start_at"),
    Index("ix_crm_bookings_status", "status", "start_at"),
    Index("ix_crm_bookings_external_id", "provider", "external_id"),
)
"""`start_at`, `end_at` are what the desk wants last; `status`, `error_*` sum the outbox up.
`extra` holds what a caller told and no CRM is sent (price, currency, metadata).
"""

crm_outbox = Table(
    "crm_outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "booking_id",
        String(36),
        ForeignKey("crm_bookings.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("action", String(8), nullable=False),
    Column("state", String(16), nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("unknown_since", UtcDateTime),
    Column("next_try_at", UtcDateTime, nullable=False),
    Column("error_code", String(16)),
    Column("error_message", String(400)),
    Column("correlation_id", String(100)),
    Column("requested_by", String(100), nullable=False),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Index("ix_crm_outbox_booking", "booking_id", "id"),
    Index("ix_crm_outbox_due", "state", "next_try_at"),
)
"""One message to the CRM a row, in the order of their ids. `sent_at` is stored before the call."""

crm_events = Table(
    "crm_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "booking_id",
        String(36),
        ForeignKey("crm_bookings.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("kind", String(24), nullable=False),
    Column("who", String(100)),
    Column("pc", String(100)),
    Column("reason", String(40)),
    Column("code", String(16)),
    Column("start_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_crm_events_booking", "booking_id", "id"),
)
"""What happened to a booking, who did it and on which PC; `who` is None for what came by itself."""

crm_leases = Table(
    "crm_leases",
    metadata,
    Column("provider", String(16), primary_key=True),
    Column("holder", String(64)),
    Column("epoch", Integer, nullable=False),
)
"""Which running RunSheet sends to a CRM; nobody else does meanwhile. It never expires by the clock:
who stands still in the middle of a call and goes on later must not have been overtaken.
"""

crm_reports = Table(
    "crm_reports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("provider", String(16), nullable=False),
    Column("key", String(32), nullable=False),
    Column("document", JSON, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("is_resend", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("next_try_at", UtcDateTime, nullable=False),
    Column("external_id", String(100)),
    Column("correlation_id", String(100)),
    Column("error_code", String(16)),
    Column("error_message", String(400)),
    Column("requested_by", String(100), nullable=False),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Index("ix_crm_reports_newest", "requested_at"),
)
"""Every push of a report: what left, byte for byte, and what became of it."""
