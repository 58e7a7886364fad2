"""What stays of old days: rows that don't say any more whose they are, sums of the syncs."""

import sqlalchemy as sa
from alembic import op

from app.store.schema import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("run_sheet_appointments", "crm_bookings"):
        op.add_column(table, sa.Column("identity_removed_at", UtcDateTime(), nullable=True))
    op.create_table(
        "sync_day_sums",
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("local_day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("appointments_fetched", sa.Integer(), nullable=False),
        sa.Column("appointments_created", sa.Integer(), nullable=False),
        sa.Column("appointments_updated", sa.Integer(), nullable=False),
        sa.Column("appointments_removed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"],
            ["pms_connections.id"],
            name=op.f("fk_sync_day_sums_connection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "connection_id", "local_day", "status", name=op.f("pk_sync_day_sums")
        ),
    )
