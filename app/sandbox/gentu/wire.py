"""Records -> the JSON of the contract (gentu.openapi.yaml), as plain values."""

import datetime as dt
import typing as t

from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.records import Appointment, AppointmentType, Patient, Practitioner


def tenant_json(practice: Practice) -> dict[str, t.Any]:
    return {
        "tenantId": practice.tenant_id,
        "tenantNumber": practice.number,
        "tenantName": practice.name,
        "timezone": practice.zone,
    }


def practitioner_json(practitioner: Practitioner) -> dict[str, t.Any]:
    return {
        "id": practitioner.id,
        "name": _name_json(practitioner),
        "contact": _contacts_json(
            ("email", "work", practitioner.email), ("phone", "work", practitioner.phone)
        ),
        "active": practitioner.active,
        "shownInAppointmentBook": practitioner.shown_in_book,
    }


def type_json(appointment_type: AppointmentType) -> dict[str, t.Any]:
    return {
        "id": appointment_type.id,
        "text": appointment_type.text,
        "duration": appointment_type.duration,
        "colour": appointment_type.colour,
        "onlineBookable": appointment_type.online_bookable,
    }


def patient_json(patient: Patient) -> dict[str, t.Any]:
    return {
        "id": patient.id,
        "name": _name_json(patient),
        "birthDate": patient.birth_date and patient.birth_date.isoformat(),
        "gender": patient.gender,
        "address": _addresses_json(patient.suburb),
        "contact": _contacts_json(
            ("email", "home", patient.email), ("phone", patient.phone_use, patient.phone)
        ),
        "identifier": _identifiers_json(patient.medicare),
        "deceased": None,
        "occupation": None,
        "indigenousStatus": None,
        "extension": [],
    }


def appointment_json(appointment: Appointment, zone: dt.tzinfo) -> dict[str, t.Any]:
    return {
        "id": appointment.id,
        "startAt": _moment(appointment.start, zone),
        "endAt": appointment.end and _moment(appointment.end, zone),
        "status": appointment.status,
        "minutesDuration": appointment.minutes,
        "comment": appointment.comment,
        "description": appointment.description,
        "participant": _participants_json(appointment, zone),
        "appointmentType": {"reference": appointment.type_id},
        "extension": _extensions_json(appointment, zone),
    }


def _name_json(person: Practitioner | Patient) -> dict[str, t.Any]:
    return {"family": person.family, "given": person.given, "prefix": person.prefix}


def _contacts_json(*contacts: tuple[str, str, str | None]) -> list[dict[str, t.Any]]:
    """The last is the most preferred: the order of the list is not that of the ranks."""
    known = [contact for contact in contacts if contact[2] is not None]
    return [
        {"system": system, "use": use, "rank": len(known) - place, "value": value}
        for place, (system, use, value) in enumerate(known)
    ]


def _addresses_json(suburb: tuple[str, str] | None) -> list[dict[str, t.Any]] | None:
    if suburb is None:
        return None
    place = {"city": suburb[0], "postalCode": suburb[1], "state": "VIC"}
    return [{**place, "line": ["1 Example Street"], "use": "home", "type": "physical"}]


def _identifiers_json(medicare: str | None) -> list[dict[str, t.Any]]:
    return [{"type": "mc", "system": "medicare", "value": medicare}] if medicare else []


def _participants_json(appointment: Appointment, zone: dt.tzinfo) -> list[dict[str, t.Any]]:
    participants = [_participant_json("patient", id_) for id_ in appointment.patient_ids]
    if appointment.arrived_at is not None:
        for participant in participants:
            participant["arrivedAt"] = _moment(appointment.arrived_at, zone)
    if appointment.names_practitioner:
        participants.append(_participant_json("provider", appointment.practitioner_id))
    if appointment.location_id is not None:
        participants.append(_participant_json("location", appointment.location_id))
    return participants


def _participant_json(kind: str, id_: str) -> dict[str, t.Any]:
    return {"referenceType": kind, "referenceId": id_}


def _extensions_json(appointment: Appointment, zone: dt.tzinfo) -> list[dict[str, t.Any]]:
    if appointment.cancelled_at is None:
        return []
    return [
        {"system": "cancelled-at", "valueDateTime": _moment(appointment.cancelled_at, zone)},
        {"system": "cancelled-late", "valueBoolean": False},
    ]


def _moment(moment: dt.datetime, zone: dt.tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="milliseconds")
