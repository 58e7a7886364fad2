"""Gentu's appointments read into the domain: pure functions of decoded JSON (contract 0.1.0)."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from app.adapters.records import Unreadable
from app.adapters.text import clean_text
from app.adapters.values import objects_of, read_id, read_instant, read_minutes
from app.domain.appointment import Appointment, AppointmentStatus, Patient

MAPPING_VERSION = b"gentu-2"
"""Part of every page digest: a new mapping makes every stored page be read again."""

DEFAULT_MINUTES = 15
"""An appointment's length when neither it nor its type tells one; Gentu names no default."""


# Named here because Python 3.11 looks an enum's member up slowly, and a sync takes thousands.
_BOOKED, _ARRIVED = AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED
_CANCELLED, _COMPLETED = AppointmentStatus.CANCELLED, AppointmentStatus.COMPLETED
_STATUS_WORDS = {
    "booked": _BOOKED,
    "confirmed": AppointmentStatus.CONFIRMED,
    "completed": _COMPLETED,
    "cancelled": _CANCELLED,
    "canceled": _CANCELLED,
}
_FINAL = (_COMPLETED, _CANCELLED)


_Arrivals = dict[str | None, datetime | None]
_NOBODY: _Arrivals = {None: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a record is read with: the practitioner asked for (None: not asked by practitioner),
    all that the same fetch asks for, minutes per appointment type, and the patients of the answer
    by their id.
    """

    pms_practitioner_id: str | None
    asked_ids: Set[str] = frozenset()
    type_minutes: Mapping[str, float] = field(default_factory=dict)
    patients: Mapping[str, Patient] = field(default_factory=dict)


def read_appointment(record: Any, context: Context) -> tuple[Appointment, ...]:
    """A row per patient, one without a patient if there is none; raises Unreadable."""
    if not isinstance(record, dict):
        raise Unreadable("not_an_object")
    appointment_id = read_id(record.get("id"))
    if appointment_id is None:
        raise Unreadable("id_missing")
    arrivals, provider_ids = _read_participants(record.get("participant"))
    start = _read_start(record.get("startAt"))
    type_id = type_id_of(record)
    end = _read_end(record, start, type_id, context.type_minutes)
    cancelled_at, is_cancelled = _read_cancellation(record.get("extension"))
    status, raw_status, is_unknown = _read_status(record.get("status"), is_cancelled=is_cancelled)
    practitioner_id = _practitioner_id(provider_ids, context)
    if None in arrivals:
        raise Unreadable("patient_id_missing")
    rows = []
    for patient_id, arrived_at in (arrivals or _NOBODY).items():
        has_come = arrived_at is not None and status not in _FINAL
        rows.append(
            Appointment(
                pms_appointment_id=appointment_id,
                pms_practitioner_id=practitioner_id,
                start=start,
                end=end,
                status=_ARRIVED if has_come else status,
                raw_status=raw_status,
                has_unknown_status=is_unknown and not has_come,
                appointment_type_id=type_id,
                patient=_patient(patient_id, context.patients) if patient_id else None,
                arrived_at=arrived_at,
                cancelled_at=cancelled_at,
            )
        )
    return tuple(rows)


def patient_ids_of(records: Iterable[Any]) -> set[str]:
    """The patients that records name, as far as they can be read."""
    found: set[str | None] = set()
    for record in records:
        participants = record.get("participant") if isinstance(record, dict) else None
        for one in participants if isinstance(participants, list) else ():
            if isinstance(one, dict) and one.get("referenceType") == "patient":
                found.add(read_id(one.get("referenceId")))
    return {one for one in found if one is not None}


def type_id_of(record: Any) -> str | None:
    """The id of a record's appointment type."""
    reference = record.get("appointmentType") if isinstance(record, dict) else None
    return read_id(reference.get("reference")) if isinstance(reference, dict) else None


def needs_type_minutes(record: Any) -> bool:
    """True when a record's end can only be told from its type."""
    if not isinstance(record, dict) or record.get("endAt") is not None:
        return False
    return read_minutes(record.get("minutesDuration")) is None and type_id_of(record) is not None


def _read_start(value: Any) -> datetime:
    start = read_instant(value)
    if start is None:
        raise Unreadable("start_missing" if value is None else "start_unreadable")
    return start


def _read_end(
    record: dict[str, Any], start: datetime, type_id: str | None, type_minutes: Mapping[str, float]
) -> datetime:
    """endAt; else start + minutesDuration, else + the type's duration, else + 15 minutes."""
    value = record.get("endAt")
    end = read_instant(value)
    if end is not None and end >= start:
        return end
    minutes = read_minutes(record.get("minutesDuration"))
    if minutes is None and value is not None:
        raise Unreadable("end_unreadable" if end is None else "end_before_start")
    if minutes is None:
        minutes = type_minutes.get(type_id, DEFAULT_MINUTES) if type_id else DEFAULT_MINUTES
    return start + timedelta(minutes=minutes)


def _read_status(value: Any, *, is_cancelled: bool) -> tuple[AppointmentStatus, str | None, bool]:
    """Unified status, the vendor's word, whether the word is unknown. Cancellation wins."""
    if value is None:
        return _CANCELLED if is_cancelled else _BOOKED, None, False
    raw_status = clean_text(value)
    known = _STATUS_WORDS.get(raw_status.casefold()) if raw_status else None
    is_unknown = known is None and (raw_status is not None or not isinstance(value, str))
    return _CANCELLED if is_cancelled else known or _BOOKED, raw_status, is_unknown


def _read_cancellation(extensions: Any) -> tuple[datetime | None, bool]:
    """When it was cancelled, by the `cancelled-at` extension, and whether it was at all."""
    if not extensions:
        return None, False
    for extension in objects_of(extensions):
        if extension.get("system") == "cancelled-at":
            value = extension.get("valueDateTime")
            if value or extension.get("valueBoolean") is True:
                return read_instant(value), True
    return None, False


def _read_participants(participants: Any) -> tuple[_Arrivals, list[str]]:
    """When each patient arrived, under None what has no readable id; the providers' ids."""
    arrivals: _Arrivals = {}
    provider_ids: list[str] = []
    if participants is None:
        return arrivals, provider_ids
    if not isinstance(participants, list):
        raise Unreadable("participants_unreadable")
    for one in participants:
        if not isinstance(one, dict):
            raise Unreadable("participants_unreadable")
        kind = one.get("referenceType")
        if kind == "patient":
            arrived_at = one.get("arrivedAt")
            arrival = read_instant(arrived_at) if arrived_at else None
            arrivals[read_id(one.get("referenceId"))] = arrival
        elif kind == "provider" and (found := read_id(one.get("referenceId"))):
            provider_ids.append(found)
    return arrivals, provider_ids


def _practitioner_id(provider_ids: list[str], context: Context) -> str:
    """The practitioner asked for, unless the record's only provider is another one asked for in
    the same fetch: then it has moved there. A provider nobody asked for may have no column.
    """
    if context.pms_practitioner_id is None:
        if not provider_ids:
            raise Unreadable("practitioner_missing")
        return provider_ids[0]
    if len(provider_ids) == 1 and provider_ids[0] in context.asked_ids:
        return provider_ids[0]
    return context.pms_practitioner_id


def _patient(patient_id: str, patients: Mapping[str, Patient]) -> Patient:
    return patients.get(patient_id) or Patient(pms_patient_id=patient_id)
