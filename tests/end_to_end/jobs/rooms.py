"""The second system at Newtown's desk: two specialists who keep their book in MediRecords."""

import datetime as dt
import uuid

from app.sandbox.directory import NAMESPACE
from app.sandbox.medirecords.codes import interval_code
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.records import Appointment, AppointmentType, Patient, Provider, Status
from tests.end_to_end.jobs.newtown import DAY, PEOPLE, at

SPECIALISTS = (("Hana", "Whetu"), ("Marco", "Silvestri"))
_DOCTOR, _UNKNOWN_GENDER, _MINUTES = 315890004, 3, 20

# Specialist (by place), start, person (by place in Newtown's people).
_BOOK = ((0, "15:00", 0), (0, "15:30", 4), (1, "15:10", 9), (1, "15:40", 13))


def specialist_rooms(day: dt.date = DAY) -> MediRecordsPractice:
    """Four confirmed appointments on `day`, of people who are known at Newtown, too."""
    practice = MediRecordsPractice(practice_id=_id("practice"), name="Newtown Specialist Rooms")
    for given, family in SPECIALISTS:
        practice.put_practitioner(
            Provider(id=_id(family), given=given, family=family, title_code=_DOCTOR)
        )
    practice.put_type(AppointmentType(id=_id("review"), text="Specialist review", duration=20))
    for number in range(len(PEOPLE)):
        practice.put_patient(_patient(number))
    for specialist, start, person in _BOOK:
        practice.put(_appointment(specialist, at(start, day), person))
    return practice


def book(
    practice: MediRecordsPractice, specialist: int, start: dt.datetime, person: int
) -> Appointment:
    """One more appointment."""
    return practice.put(_appointment(specialist, start, person))


def _appointment(specialist: int, start: dt.datetime, person: int) -> Appointment:
    return Appointment(
        id=_id(f"{specialist}/{start.isoformat()}"),
        practitioner_id=_id(SPECIALISTS[specialist][1]),
        start=start,
        end=start + dt.timedelta(minutes=_MINUTES),
        patient_ids=(_id(f"person/{person}"),),
        type_id=_id("review"),
        interval_code=interval_code(_MINUTES),
        status=int(Status.CONFIRMED),
    )


def _patient(number: int) -> Patient:
    given, family, born, phone = PEOPLE[number]
    return Patient(
        id=_id(f"person/{number}"),
        given=given,
        family=family,
        birth_date=dt.date.fromisoformat(born),
        gender=_UNKNOWN_GENDER,
        phone=phone.replace(" ", ""),
        email=f"{given}.{family}@example.com".lower().replace("'", ""),
    )


def _id(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"newtown/rooms/{name}"))
