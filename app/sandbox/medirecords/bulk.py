"""A MediRecords practice of any size, made in a moment: for measuring, not for looking at."""

import datetime as dt

from app.sandbox.medirecords.codes import interval_code
from app.sandbox.medirecords.made_up import PRACTICE_ID, TYPES, ZONE
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.records import Appointment, Patient, Provider

_GIVEN = ("Aroha", "Tariq", "Siân", "Łukasz", "Mei", "Kofi", "Noor", "Björn", "Ruby", "Min-jun")
_FAMILY = ("Huỳnh", "D’Arcy", "Wójcik", "Shrestha", "Åkesson", "Asante", "Tran", "Baek-Price")
_STATUSES = (2, 3, 4, 7)
_OPEN_SECONDS = 10 * 3600
_SHORT_TYPES = TYPES[:6]


def bulk_medirecords_practice(
    *, practitioners: int = 200, appointments: int = 20_000, day: dt.date | None = None
) -> MediRecordsPractice:
    """`appointments` shared evenly among `practitioners` on `day`, each with its own patient."""
    opens = dt.datetime.combine(day or dt.datetime.now(ZONE).date(), dt.time(8), ZONE)
    practice = MediRecordsPractice(practice_id=PRACTICE_ID, name="Bulk Specialist Rooms")
    for type_ in TYPES:
        practice.put_type(type_)
    for number in range(practitioners):
        practice.put_practitioner(_provider(number))
    step_m = _OPEN_SECONDS // max(1, -(-appointments // practitioners)) // 60
    for number in range(appointments):
        start = opens + dt.timedelta(minutes=number // practitioners * step_m)
        practice.put_patient(_patient(number))
        practice.put(_appointment(number, number % practitioners, start))
    return practice


def _id(kind: int, number: int) -> str:
    return f"{number:08x}-0000-4000-9000-{kind:012x}"


def _provider(number: int) -> Provider:
    family = f"{_FAMILY[number % len(_FAMILY)]} {number + 1}"
    return Provider(id=_id(1, number), family=family, given=_GIVEN[number % 10])


def _patient(number: int) -> Patient:
    return Patient(
        id=_id(2, number),
        family=f"{_FAMILY[number // 10 % len(_FAMILY)]} {number + 1}",
        given=_GIVEN[number % 10],
        birth_date=dt.date(1930 + number % 90, 1 + number % 12, 1 + number % 28),
        gender=1 + number % 2,
        phone="0491570006",
        email=f"patient{number + 1}@example.com",
    )


def _appointment(number: int, provider: int, start: dt.datetime) -> Appointment:
    type_ = _SHORT_TYPES[number % len(_SHORT_TYPES)]
    return Appointment(
        id=_id(3, number),
        practitioner_id=_id(1, provider),
        start=start,
        end=start + dt.timedelta(minutes=type_.duration),
        patient_ids=(_id(2, number),),
        type_id=type_.id,
        interval_code=interval_code(type_.duration),
        status=_STATUSES[number % len(_STATUSES)],
        created_at=start - dt.timedelta(days=7),
    )
