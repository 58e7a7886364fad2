"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

from app.store.schema import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "pms_connections",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("pms_type", sa.String(length=32), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("tenant_id", sa.String(length=100), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("region", sa.String(length=8), nullable=True),
        sa.Column("practice_id", sa.String(length=100), nullable=True),
        sa.Column("credentials_configured", sa.Boolean(), nullable=False),
        sa.Column("sync_enabled", sa.Boolean(), nullable=False),
        sa.Column("sync_frequency_minutes", sa.Integer(), nullable=False),
        sa.Column("sync_telehealth_only", sa.Boolean(), nullable=False),
        sa.Column("setup_step", sa.String(length=16), nullable=False),
        sa.Column("last_sync_at", UtcDateTime(), nullable=True),
        sa.Column("last_sync_status", sa.String(length=16), nullable=True),
        sa.Column("last_attempt_at", UtcDateTime(), nullable=True),
        sa.Column("last_sync_error", sa.String(length=400), nullable=True),
        sa.Column("last_sync_error_code", sa.String(length=16), nullable=True),
        sa.Column("failures_in_a_row", sa.Integer(), nullable=False),
        sa.Column("abandoned_in_a_row", sa.Integer(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("paused_until", UtcDateTime(), nullable=True),
        sa.Column("paused_by", sa.String(length=100), nullable=True),
        sa.Column("people_fetched_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pms_connections")),
    )
    with op.batch_alter_table("pms_connections", schema=None) as batch_op:
        batch_op.create_index(
            "uq_pms_connections_practice",
            ["pms_type", "tenant_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL AND tenant_id IS NOT NULL"),
            postgresql_where=sa.text("removed_at IS NULL AND tenant_id IS NOT NULL"),
        )

    op.create_table(
        "preferences",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_preferences")),
    )
    op.create_table(
        "run_sheet_clinicians",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.String(length=100), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_sheet_clinicians")),
    )
    op.create_table(
        "appointment_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=True),
        sa.Column("sync_id", sa.String(length=36), nullable=False),
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("changed_by", sa.String(length=100), nullable=True),
        sa.Column("changed_fields", sa.JSON(), nullable=False),
        sa.Column("before_start_at", UtcDateTime(), nullable=False),
        sa.Column("before_local_day", sa.Date(), nullable=False),
        sa.Column("before_practitioner_id", sa.String(length=100), nullable=True),
        sa.Column("before_clinician_id", sa.String(length=36), nullable=True),
        sa.Column("before_status", sa.String(length=16), nullable=False),
        sa.Column("after_start_at", UtcDateTime(), nullable=False),
        sa.Column("after_practitioner_id", sa.String(length=100), nullable=True),
        sa.Column("after_clinician_id", sa.String(length=36), nullable=True),
        sa.Column("after_status", sa.String(length=16), nullable=False),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_appointment_changes_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_changes")),
    )
    with op.batch_alter_table("appointment_changes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appointment_changes_appointment", ["appointment_id"], unique=False
        )
        batch_op.create_index(
            "ix_appointment_changes_day", ["connection_id", "before_local_day"], unique=False
        )
        batch_op.create_index("ix_appointment_changes_run", ["sync_id"], unique=False)

    op.create_table(
        "status_words",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("raw_status", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("matched_by", sa.String(length=100), nullable=False),
        sa.Column("matched_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_status_words_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("connection_id", "raw_status", name=op.f("pk_status_words")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("item_count", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_notices_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_open", ["connection_id", "kind", "state"], unique=False)

    op.create_table(
        "pms_appointment_types",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("pms_type_id", sa.String(length=100), nullable=False),
        sa.Column("pms_type_name", sa.String(length=200), nullable=False),
        sa.Column("default_duration_minutes", sa.Integer(), nullable=True),
        sa.Column("colour", sa.String(length=16), nullable=True),
        sa.Column("system_is_telehealth", sa.Boolean(), nullable=True),
        sa.Column("is_telehealth", sa.Boolean(), nullable=False),
        sa.Column("sync_enabled", sa.Boolean(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_pms_appointment_types_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pms_appointment_types")),
        sa.UniqueConstraint(
            "connection_id", "pms_type_id", name=op.f("uq_pms_appointment_types_connection_id")
        ),
    )
    op.create_table(
        "pms_clinician_mappings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("pms_practitioner_id", sa.String(length=100), nullable=False),
        sa.Column("pms_practitioner_name", sa.String(length=200), nullable=False),
        sa.Column("run_sheet_clinician_id", sa.String(length=36), nullable=True),
        sa.Column("sync_enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_pms_clinician_mappings_connection_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_sheet_clinician_id"],
            ["run_sheet_clinicians.id"],
            name=op.f("fk_pms_clinician_mappings_run_sheet_clinician_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pms_clinician_mappings")),
        sa.UniqueConstraint(
            "connection_id",
            "pms_practitioner_id",
            name=op.f("uq_pms_clinician_mappings_connection_id"),
        ),
    )
    op.create_table(
        "pms_practitioners",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("pms_practitioner_id", sa.String(length=100), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=True),
        sa.Column("given_name", sa.String(length=200), nullable=True),
        sa.Column("prefix", sa.String(length=50), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_success_at", UtcDateTime(), nullable=True),
        sa.Column("last_attempt_at", UtcDateTime(), nullable=True),
        sa.Column("last_error_code", sa.String(length=16), nullable=True),
        sa.Column("last_error", sa.String(length=400), nullable=True),
        sa.Column("failures_in_a_row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_pms_practitioners_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "pms_practitioner_id", name=op.f("pk_pms_practitioners")
        ),
    )
    op.create_table(
        "pms_sync_log",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("sync_type", sa.String(length=16), nullable=False),
        sa.Column("started_by", sa.String(length=100), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("sync_day", sa.Date(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("appointments_fetched", sa.Integer(), nullable=False),
        sa.Column("appointments_created", sa.Integer(), nullable=False),
        sa.Column("appointments_updated", sa.Integer(), nullable=False),
        sa.Column("appointments_skipped", sa.Integer(), nullable=False),
        sa.Column("appointments_unchanged", sa.Integer(), nullable=False),
        sa.Column("appointments_removed", sa.Integer(), nullable=False),
        sa.Column("appointments_held", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("error_message", sa.String(length=400), nullable=True),
        sa.Column("error_code", sa.String(length=16), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("completed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_pms_sync_log_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pms_sync_log")),
    )
    with op.batch_alter_table("pms_sync_log", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pms_sync_log_newest", ["connection_id", "started_at"], unique=False
        )
        batch_op.create_index("ix_pms_sync_log_started_at", ["started_at", "id"], unique=False)
        batch_op.create_index("ix_pms_sync_log_epoch", ["connection_id", "epoch"], unique=False)

    op.create_table(
        "run_sheet_appointments",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("pms_connection_id", sa.String(length=36), nullable=True),
        sa.Column("pms_appointment_id", sa.String(length=100), nullable=True),
        sa.Column("pms_patient_id", sa.String(length=100), nullable=False),
        sa.Column("pms_practitioner_id", sa.String(length=100), nullable=True),
        sa.Column("clinician_id", sa.String(length=36), nullable=True),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("start_at", UtcDateTime(), nullable=False),
        sa.Column("end_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("raw_status", sa.String(length=100), nullable=True),
        sa.Column("has_unknown_status", sa.Boolean(), nullable=False),
        sa.Column("is_telehealth", sa.Boolean(), nullable=True),
        sa.Column("pms_type_id", sa.String(length=100), nullable=True),
        sa.Column("patient_first_name", sa.String(length=200), nullable=True),
        sa.Column("patient_last_name", sa.String(length=200), nullable=True),
        sa.Column("patient_phone", sa.String(length=50), nullable=True),
        sa.Column("patient_email", sa.String(length=254), nullable=True),
        sa.Column("patient_dob", sa.Date(), nullable=True),
        sa.Column("telehealth_url", sa.String(length=1000), nullable=True),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("arrived_at", UtcDateTime(), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("seen_cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("moved_from_start", UtcDateTime(), nullable=True),
        sa.Column("moved_from_practitioner_id", sa.String(length=100), nullable=True),
        sa.Column("kept_type_name", sa.String(length=200), nullable=True),
        sa.Column("kept_colour", sa.String(length=16), nullable=True),
        sa.Column("kept_moved_from", sa.String(length=200), nullable=True),
        sa.Column("kept_appointment_id", sa.String(length=100), nullable=True),
        sa.Column("kept_moved_to_start", UtcDateTime(), nullable=True),
        sa.Column("kept_moved_to_clinician", sa.String(length=200), nullable=True),
        sa.Column("entered_by", sa.String(length=100), nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("first_seen_run", sa.String(length=36), nullable=True),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["run_sheet_clinicians.id"],
            name=op.f("fk_run_sheet_appointments_clinician_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["pms_connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_run_sheet_appointments_pms_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_sheet_appointments")),
        sa.UniqueConstraint(
            "pms_connection_id",
            "pms_appointment_id",
            "pms_patient_id",
            name=op.f("uq_run_sheet_appointments_pms_connection_id"),
        ),
    )
    with op.batch_alter_table("run_sheet_appointments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_run_sheet_appointments_day", ["pms_connection_id", "local_day"], unique=False
        )

    op.create_table(
        "local_edits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("appointment_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("base_value", sa.String(length=400), nullable=True),
        sa.Column("value", sa.String(length=400), nullable=True),
        sa.Column("system_value", sa.String(length=400), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("edited_by", sa.String(length=100), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["run_sheet_appointments.id"],
            name=op.f("fk_local_edits_appointment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_edits")),
    )
    with op.batch_alter_table("local_edits", schema=None) as batch_op:
        batch_op.create_index(
            "ix_local_edits_appointment", ["appointment_id", "state"], unique=False
        )

    op.create_table(
        "sync_leases",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_sync_leases_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_sync_leases")),
    )
    op.create_table(
        "sync_quarantine",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("pms_practitioner_id", sa.String(length=100), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("pms_appointment_id", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("first_seen_at", UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=False),
        sa.Column("seen_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_sync_quarantine_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id",
            "pms_practitioner_id",
            "local_day",
            "payload_sha256",
            name=op.f("pk_sync_quarantine"),
        ),
    )
    op.create_table(
        "sync_snapshots",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("pms_practitioner_id", sa.String(length=100), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("page_marks", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("quarantined_count", sa.Integer(), nullable=False),
        sa.Column("first_fetched_at", UtcDateTime(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_sync_snapshots_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "pms_practitioner_id", "local_day", name=op.f("pk_sync_snapshots")
        ),
    )
