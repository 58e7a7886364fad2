"""What stands in the form of a row. No Qt."""

from dataclasses import dataclass, field
from datetime import time

from app.domain.appointment import AppointmentStatus
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow

NEW_COLUMN = "new"
"""The clinician of a row that gets a column of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """`minutes`, `name` and `type_name` are of a row that was entered here; `notes` of a new one.

    `at` is the practice's wall clock; None: what was typed is no time.
    """

    at: time | None
    clinician_id: str
    status: AppointmentStatus
    phone: str = field(default="", repr=False)
    minutes: int | None = None
    name: str = field(default="", repr=False)
    type_name: str = field(default="", repr=False)
    notes: str = field(default="", repr=False)
    new_column: str = ""


def entries_of(row: RunSheetRow) -> Entries:
    """What the form of a stored row begins with."""
    return Entries(
        at=local(row.start, row.timezone).time().replace(second=0, microsecond=0),
        clinician_id=row.clinician_id,
        status=row.status,
        phone=row.patient_phone or "",
        minutes=row.duration_minutes if row.is_manual else None,
        name=row.patient_name if row.is_manual else "",
        type_name=(row.appointment_type_name or "") if row.is_manual else "",
    )
