"""The rows of a list of appointments: who sees whom, with the patients' names."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.adapters.base import NOBODY
from app.adapters.http import HttpView
from app.adapters.pacing import Turns
from app.adapters.passes import Content
from app.adapters.pms.halaxy.mapping import Booking, read_booking, read_rows
from app.adapters.pms.halaxy.patients import read_patients
from app.adapters.pms.halaxy.people import read_patient
from app.adapters.pms.halaxy.roles import Roles
from app.adapters.practice_wide import WholeDay
from app.adapters.records import Unreadable, quarantined
from app.domain.appointment import Appointment, Patient, QuarantinedRecord

_RECORDS_A_TURN = 100


@dataclass(slots=True, kw_only=True)
class _Sorted:
    """Bookings of those asked for, each with its practitioner's id, and what can't be read."""

    bookings: list[tuple[str, Booking]] = field(default_factory=list)
    unreadable: list[tuple[str, QuarantinedRecord]] = field(default_factory=list)

    @property
    def patient_ids(self) -> set[str]:
        return {patient_id for _, booking in self.bookings for patient_id in booking.codes}


class DayRows:
    """Reads one list of appointments for the practitioners asked for, at the moment `now`."""

    def __init__(
        self, view: HttpView, roles: Roles, *, practitioner_ids: Sequence[str], now: datetime
    ) -> None:
        self._view = view
        self._roles = roles
        self._asked = frozenset(practitioner_ids)
        self._now = now
        self._turns = Turns()

    async def read(self, content: Content) -> WholeDay:
        """`practice_wide.ReadRows`: read anew each time, since what `attended` means changes with
        the clock, and a patient who is not the pages' own without them.
        """
        self._roles.learn(
            one for key, one in content.included.items() if key.startswith("PractitionerRole/")
        )
        day = await self._sort(content)
        wanted = day.patient_ids
        patients = await self._included_patients(wanted, content.included)
        apart = await read_patients(self._view, wanted - patients.keys(), today=self._now.date())
        rows = await self._read_rows(day, {**patients, **apart.known})
        return WholeDay(
            rows=tuple(rows),
            unreadable=day.unreadable,
            failures={
                owner: apart.failures[patient_id]
                for owner, booking in day.bookings
                for patient_id in booking.codes
                if patient_id in apart.failures
            },
        )

    async def owner_of(self, booking: Booking) -> str:
        """The practitioner's id: the first role's that Halaxy knows, else one named without a role.
        Never who happens to be asked for: a list and a single reading name the same. Raises
        Unreadable.
        """
        for role_id in booking.role_ids:
            practitioner_id = await self._roles.practitioner_of(role_id)
            if practitioner_id is not None:
                return practitioner_id
        if not booking.practitioner_ids:
            raise Unreadable("practitioner_missing")
        return booking.practitioner_ids[0]

    async def _sort(self, content: Content) -> _Sorted:
        """Without the blockers and what is nobody's who is asked for."""
        day = _Sorted()
        for number, record in enumerate(content.records.values(), 1):
            try:
                booking = read_booking(record)
                owner = await self.owner_of(booking) if booking.codes else None
            except Unreadable as verdict:
                day.unreadable.append((NOBODY, quarantined(record, verdict.reason)))
            else:
                if owner is not None and owner in self._asked:
                    day.bookings.append((owner, booking))
            if number % _RECORDS_A_TURN == 0:
                await self._turns.come()
        return day

    async def _included_patients(
        self, wanted: Set[str], included: Mapping[str, Any]
    ) -> dict[str, Patient]:
        patients: dict[str, Patient] = {}
        for number, patient_id in enumerate(wanted, 1):
            record = included.get(f"Patient/{patient_id}")
            patient = read_patient(record, today=self._now.date())
            if patient is not None:
                patients[patient_id] = patient
            if number % _RECORDS_A_TURN == 0:
                await self._turns.come()
        return patients

    async def _read_rows(self, day: _Sorted, patients: Mapping[str, Patient]) -> list[Appointment]:
        """Adds to `day.unreadable` what has no readable time, under its practitioner."""
        rows: list[Appointment] = []
        for number, (owner, booking) in enumerate(day.bookings, 1):
            try:
                rows += read_rows(
                    booking, pms_practitioner_id=owner, patients=patients, now=self._now
                )
            except Unreadable as verdict:
                day.unreadable.append((owner, quarantined(booking.record, verdict.reason)))
            if number % _RECORDS_A_TURN == 0:
                await self._turns.come()
        return rows
