"""Halaxy's appointments read into the domain: pure functions of decoded JSON (contract 0.1.0).

`description` and `comment` are staff's free text about clients and are never read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.adapters.pms.halaxy.references import read_reference
from app.adapters.pms.halaxy.statuses import read_code, read_status
from app.adapters.records import Unreadable
from app.adapters.values import object_of, objects_of, read_instant, read_minutes, record_id
from app.domain.appointment import Appointment, Patient

_LOCATION = "location-type"
_IS_TELEHEALTH = {
    "telehealth": True,
    "online": True,
    "phone": True,
    "clinic": False,
    "organization": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Who takes part in an appointment. `codes`: each patient's own status code, as sent.

    Without a patient it is a blocker or a meeting: nothing for the run sheet.
    """

    record: dict[str, Any]
    role_ids: tuple[str, ...]
    practitioner_ids: tuple[str, ...]
    codes: Mapping[str, Any]


def read_booking(record: Any) -> Booking:
    """Who takes part; raises Unreadable."""
    if not isinstance(record, dict):
        raise Unreadable("not_an_object")
    if record.get("resourceType") != "Appointment":
        raise Unreadable("not_an_appointment")
    if record_id(record) is None:
        raise Unreadable("id_missing")
    ids: dict[str, dict[str, Any]] = {"PractitionerRole": {}, "Practitioner": {}, "Patient": {}}
    for participant in _participants(record):
        kind, found = _read_actor(participant)
        if kind in ids:
            code = read_code(participant.get("modifierExtension"))
            ids[kind][found] = code if code is not None else ids[kind].get(found)
    return Booking(
        record=record,
        role_ids=tuple(ids["PractitionerRole"]),
        practitioner_ids=tuple(ids["Practitioner"]),
        codes=ids["Patient"],
    )


def read_rows(
    booking: Booking,
    *,
    pms_practitioner_id: str,
    patients: Mapping[str, Patient],
    now: datetime,
) -> tuple[Appointment, ...]:
    """A row per patient, each with its own status, none for a blocker; raises Unreadable.

    A patient who is not among `patients` is a bare id.
    """
    if not booking.codes:
        return ()
    record = booking.record
    start = _read_start(record.get("start"))
    end = _read_end(record, start)
    type_id, is_telehealth = _read_supporting(record.get("supportingInformation"))
    is_cancelled = bool(record.get("cancellationReason"))
    rows = []
    for patient_id, code in booking.codes.items():
        told = read_status(code, is_cancelled=is_cancelled, is_over=now >= end)
        rows.append(
            Appointment(
                pms_appointment_id=record["id"],
                pms_practitioner_id=pms_practitioner_id,
                start=start,
                end=end,
                status=told.status,
                raw_status=told.raw,
                has_unknown_status=told.is_unknown,
                appointment_type_id=type_id,
                is_telehealth=is_telehealth,
                patient=patients.get(patient_id) or Patient(pms_patient_id=patient_id),
            )
        )
    return tuple(rows)


def _participants(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Every appointment has at least a practitioner's role, a blocker too."""
    participants = record.get("participant")
    if not participants:
        raise Unreadable("practitioner_missing")
    if not isinstance(participants, list):
        raise Unreadable("participants_unreadable")
    if not all(isinstance(one, dict) for one in participants):
        raise Unreadable("participants_unreadable")
    return participants


def _read_actor(participant: dict[str, Any]) -> tuple[str, str]:
    actor = read_reference(participant.get("actor"))
    if actor is None:  # it may be a patient's place in the day
        raise Unreadable("participants_unreadable")
    return actor


def _read_start(value: Any) -> datetime:
    start = read_instant(value)
    if start is None:
        raise Unreadable("start_missing" if value is None else "start_unreadable")
    return start


def _read_end(record: dict[str, Any], start: datetime) -> datetime:
    """`end`; else start + minutesDuration."""
    value = record.get("end")
    end = read_instant(value)
    if end is not None and end >= start:
        return end
    minutes = read_minutes(record.get("minutesDuration"))
    if minutes is not None:
        return start + timedelta(minutes=minutes)
    if value is None:
        raise Unreadable("end_missing")
    raise Unreadable("end_unreadable" if end is None else "end_before_start")


def _read_supporting(entries: Any) -> tuple[str | None, bool | None]:
    """The type's id, and whether the place is telehealth: None where it is not told."""
    type_id: str | None = None
    is_telehealth: bool | None = None
    for entry in objects_of(entries):
        reference = read_reference(entry)
        if reference is not None and reference[0] == "HealthcareService":
            type_id = type_id or reference[1]
        place = _read_place(entry)
        if is_telehealth is None and place is not None:
            is_telehealth = _IS_TELEHEALTH.get(place)
    return type_id, is_telehealth


def _read_place(entry: dict[str, Any]) -> str | None:
    """The location type's code; how a read appointment writes it is not known (contract, 1)."""
    for one in (*objects_of(entry.get("extension")), entry):
        if _names_location(one.get("url")) or _names_location(one.get("name")):
            coding = object_of(one.get("valueCoding")).get("code")
            for value in (one.get("valueCode"), coding, one.get("valueString")):
                if isinstance(value, str):
                    return value.strip().casefold()
    return None


def _names_location(value: Any) -> bool:
    return isinstance(value, str) and value.endswith(_LOCATION)
