"""What is kept of a removed connection's changes: those of the rows that stay on the sheet."""

from datetime import datetime

from sqlalchemy import Connection as Sql
from sqlalchemy import bindparam, text

from app.store.schema import UtcDateTime

_NAME_COLUMNS = text("""
    UPDATE appointment_changes SET
        before_clinician_id = COALESCE(before_clinician_id, (
            SELECT m.run_sheet_clinician_id FROM pms_clinician_mappings m
            WHERE m.connection_id = appointment_changes.connection_id
                AND m.pms_practitioner_id = appointment_changes.before_practitioner_id)),
        after_clinician_id = COALESCE(after_clinician_id, (
            SELECT m.run_sheet_clinician_id FROM pms_clinician_mappings m
            WHERE m.connection_id = appointment_changes.connection_id
                AND m.pms_practitioner_id = appointment_changes.after_practitioner_id))
    WHERE connection_id = :connection
""")

_HIDE_HIDDEN_PLACES = text("""
    UPDATE appointment_changes SET acknowledged_at = :now
    WHERE connection_id = :connection AND kind = 'moved' AND acknowledged_at IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM pms_clinician_mappings m
            WHERE m.connection_id = appointment_changes.connection_id AND m.sync_enabled
                AND m.pms_practitioner_id = appointment_changes.before_practitioner_id
                AND m.run_sheet_clinician_id IS NOT NULL)
""")

_FORGET_ROWLESS = text("""
    DELETE FROM appointment_changes
    WHERE connection_id = :connection AND appointment_id NOT IN (
        SELECT id FROM run_sheet_appointments WHERE pms_connection_id = :connection)
""")


def keep_history(sql: Sql, connection_id: str, *, now: datetime) -> None:
    """Write the columns into the changes, before it is forgotten whose they were. A place in
    nobody's column was not on the sheet, and waits for nobody.
    """
    sql.execute(_NAME_COLUMNS, {"connection": connection_id})
    hidden = {"connection": connection_id, "now": now}
    sql.execute(_HIDE_HIDDEN_PLACES.bindparams(bindparam("now", type_=UtcDateTime())), hidden)


def forget_rowless_history(sql: Sql, connection_id: str) -> None:
    """Drop the changes of rows that are there no more."""
    sql.execute(_FORGET_ROWLESS, {"connection": connection_id})
