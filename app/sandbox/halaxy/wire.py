"""Records -> the resources of the contract (halaxy.openapi.yaml), as plain values."""

import dataclasses
import datetime as dt
import typing as t

from app.sandbox.halaxy.records import (
    Appointment,
    AppointmentType,
    LocationForm,
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
    ReferenceForm,
)

_Json = dict[str, t.Any]
_TERMS = "https://terminology.halaxy.com/StructureDefinition"
_STATUS_URL = f"{_TERMS}/appointment-participant-status"
_STATUS_SYSTEM = "https://au-api.halaxy.com/presets/CodeSystem/appointment-participant-status"
_LOCATION_URL = f"{_TERMS}/location-type"
_LOCATION_SYSTEM = "https://au-api.halaxy.com/presets/CodeSystem/location-type"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Writes resources for one `origin` (`http://host:port`); local times are in `zone`."""

    origin: str
    zone: dt.tzinfo

    def organization(self, one: Organization) -> _Json:
        return _told(
            resourceType="Organization",
            id=one.id,
            active=one.active,
            name=one.name,
            telecom=_contacts(("phone", "work", one.phone)),
            partOf=one.part_of and self._reference("Organization", one.part_of),
        )

    def practitioner(self, one: Practitioner) -> _Json:
        return _told(
            resourceType="Practitioner",
            id=one.id,
            active=one.active,
            identifier=[{"value": one.provider_number}] if one.provider_number else None,
            name=_names(one),
            telecom=_contacts(("email", "work", one.email), ("phone", "work", one.phone)),
            qualification=_qualifications(one.profession),
        )

    def role(self, one: PractitionerRole) -> _Json:
        return _told(
            resourceType="PractitionerRole",
            id=one.id,
            active=one.active,
            practitioner=self._reference("Practitioner", one.practitioner_id, one.references),
            organization=self._reference("Organization", one.organization_id, one.references),
        )

    def appointment_type(self, one: AppointmentType, group_id: str) -> _Json:
        return _told(
            resourceType="HealthcareService",
            id=one.id,
            active=one.active,
            name=one.name,
            comment=one.comment,
            providedBy=self._reference("Organization", group_id),
            extension=_service_extensions(one),
        )

    def patient(self, one: Patient) -> _Json:
        is_mobile = bool(one.phone and one.phone.startswith("+614"))
        system, use = ("sms", "mobile") if is_mobile else ("phone", "home")
        clinic = one.clinic_id and self._reference("Organization", one.clinic_id)
        return _told(
            resourceType="Patient",
            id=one.id,
            active=one.active,
            name=_names(one),
            telecom=_contacts((system, use, one.phone), ("email", "home", one.email)),
            gender=one.gender,
            birthDate=one.birth_date and one.birth_date.isoformat(),
            generalPractitioner=[clinic] if clinic else None,
        )

    def appointment(self, one: Appointment) -> _Json:
        """Without a `status` of its own, as on the live system."""
        zone = dt.UTC if one.is_in_utc else self.zone
        return _told(
            resourceType="Appointment",
            id=one.id,
            start=_moment(one.start, zone),
            end=_moment(one.end, zone),
            minutesDuration=one.minutes,
            created=one.created and _moment(one.created, dt.UTC),
            description=one.description,
            cancellationReason=one.cancellation_reason and {"text": one.cancellation_reason},
            supportingInformation=self._supporting(one),
            participant=self._participants(one),
        )

    def _supporting(self, one: Appointment) -> list[_Json]:
        entries = []
        if one.type_id is not None:
            entries.append(self._reference("HealthcareService", one.type_id, one.references))
        if one.location is not None:
            entries.append(_location(one.location, one.location_form))
        return entries

    def _participants(self, one: Appointment) -> list[_Json]:
        role = self._reference("PractitionerRole", one.role_id, one.references)
        patients = (self._patient_participant(one, id_) for id_ in one.patient_ids)
        return [{"actor": role}, *patients]

    def _patient_participant(self, one: Appointment, patient_id: str) -> _Json:
        status = one.status_of(patient_id)
        actor = self._reference("Patient", patient_id, one.references)
        coding = {"system": _STATUS_SYSTEM, "code": status, "display": status}
        extension = {"url": _STATUS_URL, "valueCoding": coding}
        return _told(actor=actor, modifierExtension=[extension] if status else None)

    def _reference(
        self, kind: str, id_: str, form: ReferenceForm = ReferenceForm.ABSOLUTE
    ) -> dict[str, str]:
        heads = {
            ReferenceForm.ABSOLUTE: f"{self.origin}/main/",
            ReferenceForm.ROOTED: "/main/",
            ReferenceForm.RELATIVE: "",
        }
        return {"reference": f"{heads[form]}{kind}/{id_}", "type": kind}


def _told(**members: t.Any) -> _Json:
    """The members that say something: what Halaxy does not know it leaves away."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def _names(person: Practitioner | Patient) -> list[_Json]:
    """A given-only `usual` name comes first where there is one."""
    usual = {"use": "usual", "given": [person.usual]} if person.usual else None
    official = _told(
        use="official",
        given=[person.given] if person.given else None,
        family=person.family,
        prefix=[person.prefix] if person.prefix else None,
    )
    return [name for name in (usual, official) if name and len(name) > 1]


def _contacts(*contacts: tuple[str, str, str | None]) -> list[_Json]:
    return [
        {"system": system, "value": value, "use": use} for system, use, value in contacts if value
    ]


def _qualifications(profession: tuple[str, str] | None) -> list[_Json]:
    """Flattened codings, which is not FHIR's shape."""
    if profession is None:
        return []
    code, words = profession
    return [{"system": f"{_TERMS}/profession", "code": code, "display": words}]


def _service_extensions(one: AppointmentType) -> list[_Json]:
    minutes = {"value": one.duration, "unit": "minute", "system": "http://unitsofmeasure.org"}
    extensions = (
        ("online-booking", "valueString", one.online_booking),
        ("duration", "valueQuantity", minutes if one.duration is not None else None),
        ("max-patients", "valueInteger", one.most_patients),
    )
    return [
        {"url": f"{_TERMS}/healthcare-service-{name}", kind: value}
        for name, kind, value in extensions
        if value is not None
    ]


def _location(code: str, form: LocationForm) -> _Json:
    if form is LocationForm.NAMED:
        return {"name": "location-type", "valueCode": code}
    values: dict[LocationForm, _Json] = {
        LocationForm.CODE: {"valueCode": code},
        LocationForm.CODING: {"valueCoding": {"system": _LOCATION_SYSTEM, "code": code}},
        LocationForm.STRING: {"valueString": code},
    }
    return {"extension": [{"url": _LOCATION_URL, **values[form]}]}


def _moment(moment: dt.datetime, zone: dt.tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")
