"""Records -> the JSON of the contract (medirecords.openapi.yaml), as plain values."""

import datetime as dt
import typing as t

from app.sandbox.medirecords.codes import length_text
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.records import Appointment, AppointmentType, Patient, Provider


def practice_json(practice: MediRecordsPractice) -> dict[str, t.Any]:
    return {"id": practice.account_id, "practiceName": practice.name}


def provider_json(provider: Provider) -> dict[str, t.Any]:
    return {
        "id": provider.id,
        "titleCode": None if provider.title_code is None else str(provider.title_code),
        "firstName": provider.given,
        "lastName": provider.family,
        "status": provider_status(provider),
    }


def provider_status(provider: Provider) -> str:
    return "Active" if provider.active else "Inactive"


def type_json(appointment_type: AppointmentType) -> dict[str, t.Any]:
    return {
        "id": appointment_type.id,
        "name": appointment_type.text,
        "duration": appointment_type.duration_text or length_text(appointment_type.duration),
        "colour": appointment_type.colour,
        "order": appointment_type.order,
        "activeStatus": 1 if appointment_type.active else 2,
        "community": appointment_type.community,
        "telehealth": appointment_type.telehealth,
        "description": appointment_type.description,
    }


def patient_json(patient: Patient, practice_id: str) -> dict[str, t.Any]:
    return {
        "id": patient.id,
        "firstName": patient.given,
        "lastName": patient.family,
        "gender": patient.gender,
        "dob": patient.birth_date.isoformat(),
        "email": patient.email,
        "mobilePhone": patient.phone,
        "homePhone": patient.home_phone,
        "titleCode": patient.title_code,
        "defaultPracticeId": practice_id,
    }


def appointment_json(
    row: Appointment, *, practice: MediRecordsPractice, has_seconds: bool
) -> dict[str, t.Any]:
    return {
        "id": row.id,
        "practiceId": practice.account_id,
        "patientId": row.patient_id,
        "appointmentTypeId": row.type_id,
        "scheduleTime": local_minute(row.start, practice.tzinfo) + (":00" if has_seconds else ""),
        "appointmentStatus": row.status,
        "appointmentIntervalCode": row.interval_code,
        "roomId": row.room_id,
        "referralId": None,
        "notes": row.notes,
        "providerId": row.practitioner_id,
        "walkIn": row.walk_in,
        "firstAvailableDoctor": row.first_available,
        "urgency": row.urgency,
        "cancellationReason": row.cancellation_reason,
        "emailReminder": True,
        "reminderMethod": None,
        "reminderType": None,
        "confirmationLink": None,
        "telehealthLinkForProvider": row.link_for_provider,
        "telehealthLinkForPatient": row.link_for_patient,
        "createdBy": row.practitioner_id,
        "createdDateTime": _stamp(row.created_at),
        "updatedBy": row.practitioner_id,
        "updatedDateTime": _stamp(row.updated_at or row.created_at),
    }


def local_minute(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """The practice's wall clock as `YYYY-MM-DDThh:mm`: it does not tell which of two 2:30."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _stamp(moment: dt.datetime | None) -> str | None:
    """With an offset without a colon, as the vendor writes it."""
    if moment is None:
        return None
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "+0000")
