"""MediRecords' practice, providers, patients and appointment types read into the domain."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.adapters.pms.medirecords.codes import read_code
from app.adapters.pms.medirecords.times import read_length
from app.adapters.text import clean_text
from app.adapters.values import read_birth_date, read_colour, record_id
from app.domain.appointment import Patient
from app.domain.practice import AppointmentType, Practice, Practitioner

_ACTIVE = "active"


def read_patient(record: Any, *, today: date) -> Patient | None:
    """A patient; None without a readable id. Numbers stay as they are given: 8 to 10 digits."""
    patient_id = record_id(record)
    if patient_id is None:
        return None
    return Patient(
        pms_patient_id=patient_id,
        first_name=clean_text(record.get("firstName")),
        last_name=clean_text(record.get("lastName")),
        phone=clean_text(record.get("mobilePhone")) or clean_text(record.get("homePhone")),
        email=clean_text(record.get("email")),
        birth_date=read_birth_date(record.get("dob"), today=today),
    )


def read_practitioner(record: Any, titles: Mapping[str, str]) -> Practitioner | None:
    """A provider; None without a readable id. A status that is not told counts as active."""
    practitioner_id = record_id(record)
    if practitioner_id is None:
        return None
    status = clean_text(record.get("status"))
    return Practitioner(
        pms_practitioner_id=practitioner_id,
        family_name=clean_text(record.get("lastName")),
        given_name=clean_text(record.get("firstName")),
        prefix=titles.get(read_code(record.get("titleCode")) or ""),
        is_active=status is None or status.casefold() == _ACTIVE,
    )


def read_type(record: Any) -> AppointmentType | None:
    """An appointment type; None without a readable id."""
    type_id = record_id(record)
    if type_id is None:
        return None
    minutes, telehealth = read_length(record.get("duration")), record.get("telehealth")
    return AppointmentType(
        pms_type_id=type_id,
        name=clean_text(record.get("name")) or "Unnamed type",
        duration_minutes=max(round(minutes), 1) if minutes is not None else None,
        colour=read_colour(record.get("colour")),
        is_telehealth=telehealth if isinstance(telehealth, bool) else None,
    )


def read_practice(record: Mapping[str, object], *, practice_id: str) -> Practice | None:
    """The practice; None for what is none. Where it does not name its id, `practice_id` as asked
    for. MediRecords tells no time zone.
    """
    told, name = record.get("id"), clean_text(record.get("practiceName"))
    tenant_id = tidy_id(told) or (practice_id if told is None and name else None)
    if tenant_id is None:
        return None
    return Practice(tenant_id=tenant_id, name=name, timezone=None)


def tidy_id(value: Any) -> str | None:
    """A UUID in the one form it is compared in, 36 characters in small letters; else None."""
    text = value.strip().casefold() if isinstance(value, str) else ""
    try:
        return text if str(UUID(text)) == text else None
    except ValueError:
        return None
