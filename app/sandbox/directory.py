"""The people and appointment types of any vendor's practice; part of `Book`."""

import collections.abc as c
import dataclasses
import threading
import typing as t
import uuid

NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")

_Found = t.TypeVar("_Found")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record of a vendor has. A changed record is another object."""

    id: str


_Record = t.TypeVar("_Record", bound=Record)
PractitionerT = t.TypeVar("PractitionerT", bound=Record)
TypeT = t.TypeVar("TypeT", bound=Record)
PatientT = t.TypeVar("PatientT", bound=Record)


class Unknown(KeyError):
    """No record has this id."""


class Directory(t.Generic[PractitionerT, TypeT, PatientT]):
    """Who works and comes here, and for what. `revision` grows with every change.

    Generic over a vendor's own records of practitioners, appointment types and patients.
    """

    def __init__(self) -> None:
        self.revision = 0
        self.lock = threading.RLock()
        self._practitioners: dict[str, PractitionerT] = {}
        self._types: dict[str, TypeT] = {}
        self._patients: dict[str, PatientT] = {}

    def practitioners(self) -> list[PractitionerT]:
        with self.lock:
            return list(self._practitioners.values())

    def types(self) -> list[TypeT]:
        with self.lock:
            return list(self._types.values())

    def patients(self) -> list[PatientT]:
        with self.lock:
            return list(self._patients.values())

    def practitioner(self, id_: str) -> PractitionerT:
        return find(self._practitioners, id_)

    def appointment_type(self, id_: str) -> TypeT:
        return find(self._types, id_)

    def patient(self, id_: str) -> PatientT:
        return find(self._patients, id_)

    def put_practitioner(self, practitioner: PractitionerT) -> PractitionerT:
        return self._keep(self._practitioners, practitioner)

    def put_type(self, appointment_type: TypeT) -> TypeT:
        return self._keep(self._types, appointment_type)

    def put_patient(self, patient: PatientT) -> PatientT:
        return self._keep(self._patients, patient)

    def change_practitioner(self, id_: str, **changes: t.Any) -> PractitionerT:
        """Replace any fields: `family="Tran"` renames, `active=False` deactivates."""
        with self.lock:
            return self.put_practitioner(dataclasses.replace(self.practitioner(id_), **changes))

    def change_type(self, id_: str, **changes: t.Any) -> TypeT:
        with self.lock:
            return self.put_type(dataclasses.replace(self.appointment_type(id_), **changes))

    def change_patient(self, id_: str, **changes: t.Any) -> PatientT:
        with self.lock:
            return self.put_patient(dataclasses.replace(self.patient(id_), **changes))

    def delete_patient(self, id_: str) -> None:
        """Asked for by its id, it is no longer found; appointments go on naming it."""
        with self.lock:
            del self._patients[self.patient(id_).id]
            self.revision += 1

    def _copy_people_from(self, other: "Directory[PractitionerT, TypeT, PatientT]") -> None:
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
