"""The places that appointments of a connection left, kept as rows when it is removed.

While it is there they are read from its history (`store/sheet/places.py`); rows that left
the sheet for good take theirs with them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import Date, RowMapping, String, insert, text

from app.store.schema import UtcDateTime, run_sheet_appointments
from app.store.sheet.places import LEFT, place_id
from app.store.sheet.rows import SHOWN, TELEHEALTH

_LEFT = text(f"""
    SELECT a.*, c.id AS column_id, t.pms_type_name, t.colour,
           {TELEHEALTH} AS counts_as_telehealth, h.before_start_at, h.before_local_day,
           h.before_practitioner_id, h.changed_at, new_c.name AS moved_to_name
    {LEFT} AND {SHOWN}
""").columns(
    **{column.name: column.type for column in run_sheet_appointments.columns},
    pms_type_name=String(),
    before_start_at=UtcDateTime(),
    before_local_day=Date(),
    changed_at=UtcDateTime(),
)

_COLUMNS = tuple(column.name for column in run_sheet_appointments.columns)


def read_left_places(sql: Sql, connection_id: str) -> list[dict[str, Any]]:
    """The places on the sheet that a connection's appointments left, each as a row to insert."""
    found = sql.execute(_LEFT, {"connection": connection_id}).mappings()
    return [_place(record) for record in found]


def add_places(sql: Sql, places: Sequence[dict[str, Any]]) -> None:
    """Write what `read_left_places` read."""
    if places:
        sql.execute(insert(run_sheet_appointments), places)


def _place(record: RowMapping) -> dict[str, Any]:
    """Its appointment's id stands aside: that is on the row of where the appointment is now."""
    start: datetime = record["before_start_at"]
    day: date = record["before_local_day"]
    return {name: record[name] for name in _COLUMNS} | {
        "id": place_id(record["id"], day),
        "pms_appointment_id": None,
        "kept_appointment_id": record["pms_appointment_id"],
        "pms_practitioner_id": record["before_practitioner_id"],
        "clinician_id": record["column_id"],
        "local_day": day,
        "start_at": start,
        "end_at": start + (record["end_at"] - record["start_at"]),
        "is_telehealth": bool(record["counts_as_telehealth"]),
        "removed_at": record["changed_at"],
        "moved_from_start": None,
        "moved_from_practitioner_id": None,
        "kept_type_name": record["pms_type_name"],
        "kept_colour": record["colour"],
        "kept_moved_to_start": record["start_at"],
        "kept_moved_to_clinician": record["moved_to_name"],
    }
