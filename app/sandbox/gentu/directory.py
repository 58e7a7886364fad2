"""The people and appointment types of a practice; part of `Practice`."""

import collections.abc as c
import dataclasses
import threading
import typing as t
import uuid

from app.sandbox.gentu.records import AppointmentType, Patient, Practitioner

NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")

_Record = t.TypeVar("_Record", Practitioner, AppointmentType, Patient)
_Found = t.TypeVar("_Found")


class Unknown(KeyError):
    """No record has this id."""


class Directory:
    """Who works and comes here, and for what. `revision` grows with every change."""

    def __init__(self) -> None:
        self.revision = 0
        self.lock = threading.RLock()
        self._practitioners: dict[str, Practitioner] = {}
        self._types: dict[str, AppointmentType] = {}
        self._patients: dict[str, Patient] = {}

    def practitioners(self) -> list[Practitioner]:
        with self.lock:
            return list(self._practitioners.values())

    def types(self) -> list[AppointmentType]:
        with self.lock:
            return list(self._types.values())

    def patients(self) -> list[Patient]:
        with self.lock:
            return list(self._patients.values())

    def practitioner(self, id_: str) -> Practitioner:
        return find(self._practitioners, id_)

    def appointment_type(self, id_: str) -> AppointmentType:
        return find(self._types, id_)

    def patient(self, id_: str) -> Patient:
        return find(self._patients, id_)

    def put_practitioner(self, practitioner: Practitioner) -> Practitioner:
        return self._keep(self._practitioners, practitioner)

    def put_type(self, appointment_type: AppointmentType) -> AppointmentType:
        return self._keep(self._types, appointment_type)

    def put_patient(self, patient: Patient) -> Patient:
        return self._keep(self._patients, patient)

    def add_practitioner(self, family: str, given: str | None = None) -> Practitioner:
        with self.lock:
            name = f"added/practitioner/{len(self._practitioners)}/{family}"
            id_ = str(uuid.uuid5(NAMESPACE, name))
            return self.put_practitioner(Practitioner(id=id_, family=family, given=given))

    def change_practitioner(self, id_: str, **changes: t.Any) -> Practitioner:
        """Replace any fields: `family="Tran"` renames, `active=False` deactivates."""
        with self.lock:
            return self.put_practitioner(dataclasses.replace(self.practitioner(id_), **changes))

    def change_type(self, id_: str, **changes: t.Any) -> AppointmentType:
        with self.lock:
            return self.put_type(dataclasses.replace(self.appointment_type(id_), **changes))

    def change_patient(self, id_: str, **changes: t.Any) -> Patient:
        with self.lock:
            return self.put_patient(dataclasses.replace(self.patient(id_), **changes))

    def _copy_people_from(self, other: "Directory") -> None:
        self._practitioners = dict(other._practitioners)
        self._types = dict(other._types)
        self._patients = dict(other._patients)

    def _keep(self, shelf: dict[str, _Record], record: _Record) -> _Record:
        with self.lock:
            shelf[record.id] = record
            self.revision += 1
            return record


def find(shelf: c.Mapping[str, _Found], id_: str) -> _Found:
    """The record with this id. Raises `Unknown`."""
    try:
        return shelf[id_]
    except KeyError:
        raise Unknown(id_) from None
