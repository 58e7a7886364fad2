"""The run sheet as JSON: the shape of `GET /api/run-sheet`, for every face."""

from collections.abc import Sequence
from typing import Any

import msgspec

from app.domain.run_sheet import RunSheet, RunSheetColumn, RunSheetRow
from app.services.wire_times import utc_text, wall_text


def run_sheet_json(sheet: RunSheet) -> dict[str, Any]:
    """Ready for `json.dumps`: camelCase, local times with their offset, other moments with `Z`."""
    return _sheet_json(sheet, [appointment_json(row) for row in sheet.rows])


class SheetWriter:
    """The bytes of one sheet after another: a row that is as it was is not written anew."""

    def __init__(self) -> None:
        self._written: list[tuple[RunSheetRow, msgspec.Raw]] = []

    def bytes_of(self, sheet: RunSheet) -> bytes:
        """The JSON of `run_sheet_json`."""
        known = {row.id: (row, raw) for row, raw in self._written}
        self._written = [(row, _row_bytes(row, known.get(row.id))) for row in sheet.rows]
        return msgspec.json.encode(_sheet_json(sheet, [raw for _, raw in self._written]))


def _row_bytes(row: RunSheetRow, known: tuple[RunSheetRow, msgspec.Raw] | None) -> msgspec.Raw:
    if known is not None and (known[0] is row or known[0] == row):
        return known[1]
    return msgspec.Raw(msgspec.json.encode(appointment_json(row)))


def _sheet_json(sheet: RunSheet, rows: Sequence[object]) -> dict[str, Any]:
    return {
        "date": sheet.day.isoformat(),
        "timezone": sheet.timezone,
        "clinicians": [_clinician(column) for column in sheet.columns],
        "appointments": rows,
        "unreadable": sheet.quarantined_count,
        "withoutPractitioner": sheet.without_practitioner_count,
    }


def _clinician(column: RunSheetColumn) -> dict[str, Any]:
    return {
        "id": column.clinician_id,
        "name": column.name,
        "lastSyncAt": utc_text(column.freshness.last_success_at),
    }


def appointment_json(row: RunSheetRow) -> dict[str, Any]:
    """One row of it."""
    return {
        "id": row.id,
        "source": row.source,
        "pmsConnectionId": row.connection_id,
        "pmsType": row.pms_type,
        "pmsAppointmentId": row.pms_appointment_id,
        "pmsPatientId": row.pms_patient_id,
        "clinicianId": row.clinician_id,
        "clinicianName": row.clinician_name,
        "startTime": wall_text(row.start, row.timezone),
        "endTime": wall_text(row.end, row.timezone),
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
        "removedAt": utc_text(row.removed_at),
        "movedTo": wall_text(row.moved_to_start, row.timezone) if row.moved_to_start else None,
        "sourceRemovedAt": utc_text(row.source_removed_at),
        "updatedAt": utc_text(row.updated_at),
    }
