"""The run sheet as JSON: the shape of `GET /api/run-sheet`, for every face."""

from datetime import UTC, datetime
from typing import Any

from app.domain.practice_day import local
from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow


def run_sheet_json(sheet: RunSheet) -> dict[str, Any]:
    """Ready for `json.dumps`: camelCase, local times with their offset, other moments with `Z`."""
    return {
        "date": sheet.day.isoformat(),
        "timezone": sheet.timezone,
        "clinicians": [_clinician(column) for column in sheet.columns],
        "appointments": [_appointment(row) for row in sheet.rows],
        "unreadable": sheet.quarantined_count,
        "withoutPractitioner": sheet.without_practitioner_count,
    }


def _clinician(column: RunSheetColumn) -> dict[str, Any]:
    return {
        "id": column.clinician_id,
        "name": column.name,
        "lastSyncAt": _utc(column.freshness.last_success_at),
    }


def _appointment(row: RunSheetRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "source": row.source,
        "pmsConnectionId": row.connection_id,
        "pmsType": row.pms_type,
        "pmsAppointmentId": row.pms_appointment_id,
        "pmsPatientId": row.pms_patient_id,
        "clinicianId": row.clinician_id,
        "clinicianName": row.clinician_name,
        "startTime": _wall(row.start, row.timezone),
        "endTime": _wall(row.end, row.timezone),
        "durationMinutes": row.duration_minutes,
        "status": row.status.value,
        "rawStatus": row.raw_status,
        "isTelehealth": row.is_telehealth,
        "appointmentTypeName": row.appointment_type_name,
        "patientName": row.patient_name or None,
        "patientFirstName": row.patient_first_name,
        "patientLastName": row.patient_last_name,
        "patientPhone": row.patient_phone,
        "patientEmail": row.patient_email,
        "patientDob": row.patient_birth_date.isoformat() if row.patient_birth_date else None,
        "telehealthUrl": row.telehealth_url,
        "notes": row.notes,
        "removedAt": _utc(row.removed_at),
        "movedTo": _wall(row.moved_to_start, row.timezone) if row.moved_to_start else None,
        "sourceRemovedAt": _utc(row.source_removed_at),
        "updatedAt": _utc(row.updated_at),
    }


def _wall(instant: datetime, timezone: str) -> str:
    """`2025-11-18T09:30:00+11:00`."""
    return local(instant, timezone).isoformat(timespec="seconds")


def _utc(instant: datetime | None) -> str | None:
    """`2025-11-17T22:30:00Z`."""
    if instant is None:
        return None
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
