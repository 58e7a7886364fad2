"""MediRecords' appointments read into the domain: pure functions of decoded JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.adapters.pms.medirecords.codes import read_code
from app.adapters.pms.medirecords.people import tidy_id
from app.adapters.pms.medirecords.times import read_local_time
from app.adapters.records import Unreadable
from app.adapters.text import clean_text
from app.adapters.values import read_id, record_id
from app.domain.appointment import Appointment, AppointmentStatus, Patient
from app.domain.practice import AppointmentType

MAPPING_VERSION = "medirecords-1"
"""Part of every page digest: a new mapping makes every stored page be read again."""

DEFAULT_MINUTES = 15.0
"""An appointment's length when neither its interval code nor its type tells one."""

_BOOKED = AppointmentStatus.BOOKED
_STATUSES = {
    "2": _BOOKED,
    "3": AppointmentStatus.CONFIRMED,
    "4": AppointmentStatus.ARRIVED,  # in the waiting room
    "5": AppointmentStatus.IN_PROGRESS,  # with the doctor
    "6": AppointmentStatus.COMPLETED,  # at billing: the consultation is over
    "7": AppointmentStatus.COMPLETED,
    "8": AppointmentStatus.CANCELLED,
}
_LINKS = ("telehealthLinkForPatient", "telehealthLinkForProvider")
_LONGEST_URL = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What records are read with: the practice and its zone, its types by id, minutes by interval
    code, patients by id.
    """

    practice_id: str
    zone: ZoneInfo
    types: Mapping[str, AppointmentType] = field(default_factory=dict)
    interval_minutes: Mapping[str, float] = field(default_factory=dict)
    patients: Mapping[str, Patient] = field(default_factory=dict)


def read_appointment(record: Any, context: Context) -> Appointment:
    """The record as a row; raises Unreadable."""
    appointment_id = record_id(record)
    if appointment_id is None:
        raise Unreadable("id_missing" if isinstance(record, dict) else "not_an_object")
    practitioner_id = read_practitioner_id(record)
    _check_practice(record, context)
    start = _read_start(record.get("scheduleTime"), context.zone)
    own_type = context.types.get(type_id_of(record) or "")
    patient_id = patient_id_of(record)
    status, raw_status = _read_status(record.get("appointmentStatus"))
    return Appointment(
        pms_appointment_id=appointment_id,
        pms_practitioner_id=practitioner_id,
        start=start,
        end=start + timedelta(minutes=_minutes(record, own_type, context)),
        status=status or _BOOKED,
        raw_status=raw_status,
        has_unknown_status=status is None,
        appointment_type_id=type_id_of(record),
        is_telehealth=_is_telehealth(record, own_type),
        telehealth_url=_read_url(record.get("telehealthLinkForPatient")),
        patient=_patient(patient_id, context.patients) if patient_id else None,
    )


def read_practitioner_id(record: dict[str, Any]) -> str:
    """Whose appointment it is; raises Unreadable where nobody is named."""
    value = record.get("providerId")
    practitioner_id = read_id(value)
    if practitioner_id is None:
        raise Unreadable("practitioner_missing" if value is None else "practitioner_unreadable")
    return practitioner_id


def patient_id_of(record: dict[str, Any]) -> str | None:
    """Who is coming; None for a time without a patient. Raises Unreadable for an unfit id."""
    value = record.get("patientId")
    patient_id = read_id(value)
    if patient_id is None and value is not None:
        raise Unreadable("patient_id_missing")
    return patient_id


def type_id_of(record: Any) -> str | None:
    """The id of a record's appointment type."""
    return read_id(record.get("appointmentTypeId")) if isinstance(record, dict) else None


def _check_practice(record: dict[str, Any], context: Context) -> None:
    """Another practice's appointment is none of ours, whoever sent it."""
    told = tidy_id(record.get("practiceId"))
    if told is not None and told != context.practice_id:
        raise Unreadable("other_practice")


def _read_start(value: Any, zone: ZoneInfo) -> datetime:
    start = read_local_time(value, zone)
    if start is None:
        raise Unreadable("start_missing" if value is None else "start_unreadable")
    return start


def _minutes(record: dict[str, Any], own_type: AppointmentType | None, context: Context) -> float:
    """By the interval code; one that its code system lacks counts as untold: then the type's
    length, then 15 minutes. The start is what a desk needs, so it is no reason to quarantine.
    """
    code = read_code(record.get("appointmentIntervalCode"))
    minutes = context.interval_minutes.get(code or "")
    if minutes is None and own_type is not None:
        minutes = own_type.duration_minutes
    return minutes or DEFAULT_MINUTES


def _read_status(value: Any) -> tuple[AppointmentStatus | None, str | None]:
    """Unified status, None where the number means nothing to us, and the vendor's own word."""
    raw_status = clean_text(value) if isinstance(value, str) else read_code(value)
    return _STATUSES.get(raw_status or ""), raw_status


def _is_telehealth(record: dict[str, Any], own_type: AppointmentType | None) -> bool | None:
    """A link makes it one, whatever the type says; else the type's flag, None where untold."""
    if any(clean_text(record.get(name)) for name in _LINKS):
        return True
    return own_type.is_telehealth if own_type is not None else None


def _read_url(value: Any) -> str | None:
    """An https address that can be opened as it is; None for anything else."""
    text = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_URL else ""
    is_plain = text.isascii() and text.isprintable() and " " not in text
    if not is_plain or not text.casefold().startswith("https://"):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.hostname and parts.username is None else None


def _patient(patient_id: str, patients: Mapping[str, Patient]) -> Patient:
    return patients.get(patient_id) or Patient(pms_patient_id=patient_id)
