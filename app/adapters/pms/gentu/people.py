"""Gentu's practice, people and appointment types read into the domain."""

import math
from datetime import date
from typing import Any

from app.adapters.text import clean_text
from app.adapters.values import (
    object_of,
    read_birth_date,
    read_colour,
    read_id,
    read_minutes,
    record_id,
)
from app.domain.appointment import Patient
from app.domain.errors import InvalidRequest
from app.domain.practice import AppointmentType, Practice, Practitioner
from app.domain.practice_day import zone

_SYSTEMS = ("phone", "email")


def read_patient(record: Any, *, today: date) -> Patient | None:
    """A patient; None without a readable id. An impossible birth date is dropped."""
    patient_id = record_id(record)
    if patient_id is None:
        return None
    name, contacts = object_of(record.get("name")), _best_contacts(record.get("contact"))
    return Patient(
        pms_patient_id=patient_id,
        first_name=clean_text(name.get("given")),
        last_name=clean_text(name.get("family")),
        phone=contacts.get("phone"),
        email=contacts.get("email"),
        birth_date=read_birth_date(record.get("birthDate"), today=today),
    )


def read_practitioner(record: Any) -> Practitioner | None:
    """A practitioner; None without a readable id. A flag that is not told counts as set."""
    practitioner_id = record_id(record)
    if practitioner_id is None:
        return None
    name = object_of(record.get("name"))
    return Practitioner(
        pms_practitioner_id=practitioner_id,
        family_name=clean_text(name.get("family")),
        given_name=clean_text(name.get("given")),
        prefix=clean_text(name.get("prefix")),
        is_active=record.get("active") is not False,
        is_shown=record.get("shownInAppointmentBook") is not False,
    )


def read_type(record: Any) -> AppointmentType | None:
    """An appointment type; None without a readable id."""
    type_id = record_id(record)
    if type_id is None:
        return None
    minutes = read_minutes(record.get("duration"))
    return AppointmentType(
        pms_type_id=type_id,
        name=clean_text(record.get("text")) or "Unnamed type",
        duration_minutes=max(round(minutes), 1) if minutes is not None else None,
        colour=read_colour(record.get("colour")),
    )


def read_practice(record: Any) -> Practice | None:
    """The tenant; None without a readable id. A time zone that IANA does not list is not told."""
    tenant_id = read_id(record.get("tenantId")) if isinstance(record, dict) else None
    if tenant_id is None:
        return None
    return Practice(
        tenant_id=tenant_id,
        name=clean_text(record.get("tenantName")),
        timezone=_read_zone(record.get("timezone")),
    )


def _read_zone(value: Any) -> str | None:
    """An IANA name; None for anything else (Windows has names of its own)."""
    name = clean_text(value)
    try:
        return zone(name).key if name else None
    except InvalidRequest:
        return None


def _best_contacts(contacts: Any) -> dict[str, str]:
    """Per system (phone, email) the value to use, by `_order`; the first of equals."""
    values: dict[str, str] = {}
    chosen: dict[str, dict[str, Any]] = {}
    for contact in contacts if isinstance(contacts, list) else ():
        system = contact.get("system") if isinstance(contact, dict) else None
        if system not in _SYSTEMS or not (value := clean_text(contact.get("value"))):
            continue
        if system not in chosen or _order(contact) < _order(chosen[system]):
            values[system], chosen[system] = value, contact
    return values


def _order(contact: dict[str, Any]) -> tuple[bool, float]:
    """A mobile before others, then the lowest rank, no rank last."""
    return contact.get("use") != "mobile", _rank(contact.get("rank"))


def _rank(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) < 1e9 else math.inf
