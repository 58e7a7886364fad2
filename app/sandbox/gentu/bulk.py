"""A practice of any size, made in a moment: for measuring, not for looking at."""

import datetime as dt

from app.sandbox.gentu.made_up import TENANT_ID, TYPES, ZONE
from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.records import Appointment, Patient, Practitioner

_GIVEN = ("Ava", "Minh", "Zoë", "Giorgos", "Priya", "Liam", "Fatima", "Wei", "Aoife", "Luca")
_FAMILY = ("Nguyễn", "O'Brien", "Rossi", "Singh", "Müller", "Haddad", "Chen", "Smith-Jones")
_STATUSES = (None, "confirmed", "booked", "completed")
_OPEN_SECONDS = 10 * 3600


def bulk_practice(
    *, practitioners: int = 200, appointments: int = 20_000, day: dt.date | None = None
) -> Practice:
    """`appointments` shared evenly among `practitioners` on `day`, each with its own patient."""
    opens = dt.datetime.combine(day or dt.datetime.now(ZONE).date(), dt.time(8), ZONE)
    practice = Practice(tenant_id=TENANT_ID, name="Bulk Medical Centre")
    for type_ in TYPES:
        practice.put_type(type_)
    for number in range(practitioners):
        practice.put_practitioner(_practitioner(number))
    step_s = _OPEN_SECONDS // max(1, -(-appointments // practitioners))
    for number in range(appointments):
        start = opens + dt.timedelta(seconds=number // practitioners * step_s)
        practice.put_patient(_patient(number))
        practice.put(_appointment(number, number % practitioners, start))
    return practice


def _id(kind: int, number: int) -> str:
    return f"{number:08x}-0000-4000-8000-{kind:012x}"


def _practitioner(number: int) -> Practitioner:
    family = f"{_FAMILY[number % len(_FAMILY)]} {number + 1}"
    return Practitioner(id=_id(1, number), family=family, given=_GIVEN[number % 10], prefix="Dr")


def _patient(number: int) -> Patient:
    return Patient(
        id=_id(2, number),
        family=f"{_FAMILY[number // 10 % len(_FAMILY)]} {number + 1}",
        given=_GIVEN[number % 10],
        birth_date=dt.date(1930 + number % 90, 1 + number % 12, 1 + number % 28),
        gender="female" if number % 2 else "male",
        phone="0491 570 006",
        email=f"patient{number + 1}@example.com",
    )


def _appointment(number: int, practitioner: int, start: dt.datetime) -> Appointment:
    type_ = TYPES[number % len(TYPES)]
    minutes = type_.duration or 15
    return Appointment(
        id=_id(3, number),
        practitioner_id=_id(1, practitioner),
        start=start,
        end=start + dt.timedelta(minutes=minutes),
        minutes=minutes,
        status=_STATUSES[number % len(_STATUSES)],
        type_id=type_.id,
        patient_ids=(_id(2, number),),
    )
