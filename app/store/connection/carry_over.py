"""What the desk put on rows of a removed connection goes over to the same practice's new rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy import Connection as Sql

from app.store.schema import AnyRow, local_edits, run_sheet_appointments

_ROWS = run_sheet_appointments


def carry_over(sql: Sql, connection_id: str, earlier: Sequence[str]) -> list[str]:
    """Notes and edits of kept rows, onto the appointments that are listed anew.

    The ids of kept rows that bear some and are not listed: they stay, so that no word is lost.
    """
    left = []
    for kept in sql.execute(_bearing_rows(earlier)):
        living = sql.execute(_living(connection_id, kept)).first()
        if living is None:
            left.append(kept.id)
        else:
            _hand_over(sql, kept, living)
    return left


def bears_words() -> ColumnElement[bool]:
    """True of a row with a note or an edit that is shown."""
    edited = select(local_edits.c.appointment_id).where(
        local_edits.c.state.in_(("active", "superseded"))
    )
    return or_(_ROWS.c.notes.is_not(None), _ROWS.c.id.in_(edited))


def _bearing_rows(earlier: Sequence[str]) -> Select[Any]:
    rows = _ROWS.c
    return select(_ROWS).where(
        rows.pms_connection_id.in_(earlier), rows.kept_appointment_id.is_(None), bears_words()
    )


def _living(connection_id: str, kept: AnyRow) -> Select[Any]:
    rows = _ROWS.c
    return select(_ROWS).where(
        rows.pms_connection_id == connection_id,
        rows.pms_appointment_id == kept.pms_appointment_id,
        rows.pms_patient_id == kept.pms_patient_id,
    )


def _hand_over(sql: Sql, kept: AnyRow, living: AnyRow) -> None:
    sql.execute(
        update(local_edits)
        .where(local_edits.c.appointment_id == kept.id)
        .values(appointment_id=living.id)
    )
    if kept.notes and not living.notes:
        sql.execute(update(_ROWS).where(_ROWS.c.id == living.id).values(notes=kept.notes))
