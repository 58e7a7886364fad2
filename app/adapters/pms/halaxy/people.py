"""Halaxy's practice, people and appointment types read into the domain."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.adapters.pms.halaxy.references import read_reference
from app.adapters.text import clean_text
from app.adapters.values import (
    object_of,
    objects_of,
    read_birth_date,
    read_minutes,
    record_id,
)
from app.domain.appointment import Patient
from app.domain.practice import AppointmentType, Practice, Practitioner, looks_like_telehealth

_MINUTE_UNITS = frozenset({"min", "mins", "minute", "minutes"})
_INTERNAL, _GROUP, _CLINIC = "PR-", "PG-", "CL-"


def read_patient(record: Any, *, today: date) -> Patient | None:
    """A patient; None without a readable id. An impossible birth date is dropped."""
    patient_id = record_id(record)
    if patient_id is None:
        return None
    given, family, _prefix = _read_name(record.get("name"))
    contacts = _first_contacts(record.get("telecom"))
    return Patient(
        pms_patient_id=patient_id,
        first_name=given,
        last_name=family,
        phone=contacts.get("sms") or contacts.get("phone"),
        email=contacts.get("email"),
        birth_date=read_birth_date(record.get("birthDate"), today=today),
    )


def read_practitioner(record: Any, *, is_shown: bool) -> Practitioner | None:
    """A practitioner of the practice; None without a readable id and for an external contact."""
    practitioner_id = record_id(record)
    if practitioner_id is None or not practitioner_id.startswith(_INTERNAL):
        return None
    given, family, prefix = _read_name(record.get("name"))
    return Practitioner(
        pms_practitioner_id=practitioner_id,
        family_name=family,
        given_name=given,
        prefix=prefix,
        is_active=record.get("active") is not False,
        is_shown=is_shown,
    )


def read_role(record: Any) -> tuple[str, str] | None:
    """The ids of a role and of its practitioner; None where either can't be read."""
    role_id = record_id(record)
    reference = read_reference(record.get("practitioner")) if role_id else None
    if role_id is None or reference is None or reference[0] != "Practitioner":
        return None
    return role_id, reference[1]


def read_type(record: Any) -> AppointmentType | None:
    """An appointment type, archived or not; None without a readable id.

    Halaxy has no telehealth flag of a type: its name stands in for one.
    """
    type_id = record_id(record)
    if type_id is None:
        return None
    name = clean_text(record.get("name"))
    minutes = _read_duration(record.get("extension"))
    return AppointmentType(
        pms_type_id=type_id,
        name=name or "Unnamed type",
        duration_minutes=max(round(minutes), 1) if minutes is not None else None,
        is_telehealth=name is not None and looks_like_telehealth(name),
    )


def read_practices(records: Iterable[Any]) -> tuple[Practice, ...]:
    """Whose account it is: its practice groups, or where there is none its clinics.

    Funders and other people's practices are in the same list. Halaxy tells no time zone.
    """
    by_id = {found: one for one in records if (found := record_id(one)) is not None}
    for prefix in (_GROUP, _CLINIC):
        own = {key: one for key, one in by_id.items() if key.startswith(prefix)}
        if own:
            return tuple(
                Practice(tenant_id=key, name=clean_text(one.get("name")), timezone=None)
                for key, one in own.items()
            )
    return ()


_Name = tuple[str | None, str | None, str | None]


def _read_name(names: Any) -> _Name:
    """Given name, family name, prefix: of the official name, else of one with a family name. A
    given-only `usual` entry may stand first (contract).
    """
    entries = objects_of(names)
    if not entries:
        return None, None, None
    best = min(entries, key=_name_order)
    given, family = _first_text(best.get("given")), clean_text(best.get("family"))
    if given is None and family is None:
        family = clean_text(best.get("text"))
    return given, family, _first_text(best.get("prefix"))


def _name_order(name: dict[str, Any]) -> tuple[bool, bool]:
    return name.get("use") != "official", clean_text(name.get("family")) is None


def _first_text(texts: Any) -> str | None:
    if not isinstance(texts, list):
        return None
    return next((text for one in texts if (text := clean_text(one))), None)


def _first_contacts(contacts: Any) -> dict[str, str]:
    """Per system (sms, phone, email) the first value."""
    found: dict[str, str] = {}
    for contact in objects_of(contacts):
        system, value = contact.get("system"), clean_text(contact.get("value"))
        if isinstance(system, str) and value:
            found.setdefault(system, value)
    return found


def _read_duration(extensions: Any) -> float | None:
    """Minutes of the first extension that holds a length of time; its URL is not known for sure."""
    for extension in objects_of(extensions):
        quantity = object_of(extension.get("valueQuantity"))
        unit = quantity.get("unit")
        is_time = unit is None or (isinstance(unit, str) and unit.casefold() in _MINUTE_UNITS)
        minutes = read_minutes(quantity.get("value"))
        if is_time and minutes is not None:
            return minutes
    return None
