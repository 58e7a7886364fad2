"""A practice group whose book changes while it is served. Safe to use from any thread."""

import dataclasses
import datetime as dt
import typing as t
import zoneinfo

from app.sandbox.book import Book, CancelBy
from app.sandbox.directory import Record, find
from app.sandbox.halaxy.records import (
    Appointment,
    AppointmentType,
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
)

SCOPES = frozenset(
    {
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "HealthcareService",
        "Appointment",
        "Patient",
    }
)
_Record = t.TypeVar("_Record", bound=Record)


class Practice(Book[Practitioner, AppointmentType, Patient, Appointment]):
    """The records of one practice group (`account_id`, PG-…).

    `scopes` are the resource types that the API key may read. `warns` puts an OperationOutcome
    among the entries of every search that finds something.
    """

    def __init__(self, *, account_id: str, name: str, warns: bool = False) -> None:
        super().__init__(account_id=account_id)
        self.scopes = SCOPES
        self.warns = warns
        self._organizations: dict[str, Organization] = {}
        self._roles: dict[str, PractitionerRole] = {}
        self._changed_at: dict[tuple[type[Record], str], dt.datetime] = {}
        self.put_organization(Organization(id=account_id, name=name))

    @property
    def name(self) -> str:
        return self.organization(self.account_id).name

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        """Halaxy tells no zone; its local times are Melbourne's here."""
        return zoneinfo.ZoneInfo("Australia/Melbourne")

    # What is there

    def practitioners(self) -> list[Practitioner]:
        """Those that RunSheet shows: internal, with a role at a clinic. See `profiles`."""
        with self.lock:
            at_work = {role.practitioner_id for role in self._roles.values()}
            return [p for p in self.profiles() if p.id.startswith("PR-") and p.id in at_work]

    def profiles(self) -> list[Practitioner]:
        """Everybody: external referrers (EP-) and administrators without a role, too."""
        return super().practitioners()

    def organizations(self) -> list[Organization]:
        with self.lock:
            return list(self._organizations.values())

    def roles(self) -> list[PractitionerRole]:
        with self.lock:
            return list(self._roles.values())

    def organization(self, id_: str) -> Organization:
        return find(self._organizations, id_)

    def role(self, id_: str) -> PractitionerRole:
        return find(self._roles, id_)

    def roles_of(self, practitioner_id: str) -> list[PractitionerRole]:
        return [role for role in self.roles() if role.practitioner_id == practitioner_id]

    def book(self) -> list[Appointment]:
        """All appointments in the order they were made."""
        with self.lock:
            return list(self._appointments.values())

    def changed_at(self, record: Record) -> dt.datetime | None:
        """When the record was last put on its shelf; UTC. None for a hand-made one."""
        return self._changed_at.get((type(record), record.id))

    # Changes of the book

    def cancel(self, id_: str, *, by: CancelBy = "both") -> Appointment:
        """By every patient's status, by a cancellationReason ("extension"), or by both."""
        changes: dict[str, t.Any] = {}
        if by != "extension":
            changes |= {"status": "cancelled", "statuses": ()}
        if by != "status":
            changes["cancellation_reason"] = "Cancelled by the patient"
        return self.change(id_, **changes)

    def is_cancelled(self, appointment: Appointment, patient_id: str | None = None) -> bool:
        """For this patient; without one, for all of them."""
        if appointment.cancellation_reason is not None:
            return True
        patients = appointment.patient_ids if patient_id is None else (patient_id,)
        statuses = [appointment.status_of(id_) or "" for id_ in patients]
        return bool(statuses) and all(status.startswith("cancelled") for status in statuses)

    def mark_arrived(self, id_: str) -> Appointment:
        return self.change(id_, status="arrived", statuses=())

    def move(
        self, id_: str, *, start: dt.datetime | None = None, practitioner_id: str | None = None
    ) -> Appointment:
        """As every vendor's. Another practitioner sees the patient at the same clinic if they
        work there, else at their own first one."""
        with self.lock:
            moved = super().move(id_, start=start, practitioner_id=practitioner_id)
            if self.role(moved.role_id).practitioner_id == moved.practitioner_id:
                return moved
            clinic_id = self.role(moved.role_id).organization_id
            roles = self._roles_at_work(moved.practitioner_id)
            here = next((role for role in roles if role.organization_id == clinic_id), roles[0])
            return self.change(id_, role_id=here.id)

    def put(self, appointment: Appointment) -> Appointment:
        with self.lock:
            self._stamp(appointment)
            return super().put(appointment)

    def _made(self, *, minutes: int, **facts: t.Any) -> Appointment:
        if "role_id" not in facts:
            facts["role_id"] = self._roles_at_work(facts["practitioner_id"])[0].id
        return Appointment(minutes=minutes, **facts)

    def _new_id(self, number: int) -> str:
        return str(990_000_000 + number)

    def _roles_at_work(self, practitioner_id: str) -> list[PractitionerRole]:
        """Active ones first. Raises ValueError for somebody without a role."""
        roles = sorted(self.roles_of(practitioner_id), key=lambda role: not role.active)
        if not roles:
            raise ValueError(f"{practitioner_id} has no role at any clinic")
        return roles

    # Changes of the people and clinics

    def put_organization(self, organization: Organization) -> Organization:
        return self._keep(self._organizations, organization)

    def put_role(self, role: PractitionerRole) -> PractitionerRole:
        return self._keep(self._roles, role)

    def change_role(self, id_: str, **changes: t.Any) -> PractitionerRole:
        with self.lock:
            return self.put_role(dataclasses.replace(self.role(id_), **changes))

    def copy_from(self, other: t.Self) -> None:
        with self.lock, other.lock:
            before = self._records()
            super().copy_from(other)
            self._organizations = dict(other._organizations)
            self._roles = dict(other._roles)
            self._changed_at = dict(other._changed_at)
            for key, record in self._records().items():
                if before.get(key) is not record:
                    self._stamp(record)

    def _records(self) -> dict[tuple[type[Record], str], Record]:
        people: list[Record] = [*self.profiles(), *self.patients(), *self.types()]
        rest: list[Record] = [*self.organizations(), *self.roles(), *self.book()]
        return {(type(record), record.id): record for record in people + rest}

    def _keep(self, shelf: dict[str, _Record], record: _Record) -> _Record:
        with self.lock:
            self._stamp(record)
            return super()._keep(shelf, record)

    def _stamp(self, record: Record) -> None:
        self._changed_at[type(record), record.id] = dt.datetime.now(dt.UTC)

    # Access of the app to this practice

    def pair(self) -> None:
        """The key has all its scopes."""
        self.scopes = SCOPES

    def revoke(self) -> None:
        """The key loses its scopes: it still gets tokens, and every read is 403."""
        self.scopes = frozenset()
