"""Made-up rows and sheets for the tests of words and models."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import Freshness, FreshnessState
from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow

ZONE = "Australia/Melbourne"
NOW = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)  # Tue 18 Nov 2025, 9:27 am in Melbourne

_ROW = RunSheetRow(
    id="row-1",
    source="pms",
    connection_id="connection-1",
    pms_type="gentu",
    system="Gentu",
    pms_appointment_id="appointment-1",
    pms_patient_id="patient-1",
    clinician_id="nair",
    clinician_name="Dr Priya Nair",
    timezone=ZONE,
    start=NOW - timedelta(minutes=12),
    end=NOW + timedelta(minutes=3),
    status=AppointmentStatus.BOOKED,
    raw_status="booked",
    has_unknown_status=False,
    is_telehealth=False,
    appointment_type_name="Standard Consultation",
    appointment_type_colour="#43A047",
    patient_first_name="Thomas",
    patient_last_name="Nguyen",
    patient_phone="0412345678",
    patient_email="thomas@example.com",
    patient_birth_date=date(1984, 3, 3),
    telehealth_url=None,
    notes=None,
    arrived_at=None,
    cancelled_at=None,
    seen_cancelled_at=None,
    removed_at=None,
    moved_from_start=None,
    moved_from_clinician=None,
    first_seen_at=NOW,
    updated_at=NOW,
)


def row(number: int = 1, **changes: Any) -> RunSheetRow:
    """9:15 am, Thomas Nguyen, booked with Dr Nair; `number` makes the id."""
    return replace(_ROW, id=f"row-{number}", **changes)


def fresh(state: FreshnessState = FreshnessState.UP_TO_DATE, **changes: Any) -> Freshness:
    """Checked at 9:27 am."""
    values: dict[str, Any] = {"last_success_at": NOW, "last_attempt_at": NOW, **changes}
    return Freshness(state=state, **values)


def sheet(*rows: RunSheetRow, **changes: Any) -> RunSheet:
    """A sheet of one column."""
    column = RunSheetColumn(
        clinician_id="nair", name="Dr Priya Nair", systems=("Gentu",), freshness=fresh()
    )
    whole = RunSheet(
        day=date(2025, 11, 18),
        timezone=ZONE,
        freshness=fresh(),
        columns=(column,),
        rows=rows,
        hidden_by_connection={},
        quarantined_count=0,
    )
    return replace(whole, **changes)
