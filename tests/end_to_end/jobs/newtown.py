"""The practice of the acceptance jobs: Newtown, Sydney time, five clinicians, 22 appointments."""

import datetime as dt
import uuid
import zoneinfo

from app.sandbox.gentu.made_up import TYPES
from app.sandbox.gentu.practice import NAMESPACE, Practice
from app.sandbox.gentu.records import Appointment, Patient, Practitioner

SYDNEY = zoneinfo.ZoneInfo("Australia/Sydney")
DAY = dt.date(2025, 11, 18)
NEXT_DAY = dt.date(2025, 11, 19)
STANDARD, TELEHEALTH = TYPES[1].id, TYPES[3].id

CLINICIANS = (
    ("Dr", "Priya", "Nair"),
    ("Dr", "Sam", "Okafor"),
    ("Ms", "Erin", "Walsh"),
    ("Dr", "Jun", "Lee"),
    ("Dr", "Ruth", "Adeyemi"),
)

# Given and family name, born, mobile; unlike each other but for the pairs a job is about.
PEOPLE = (
    ("Alice", "Brown", "1984-03-03", "0412 345 678"),
    ("Thomas", "Nguyen", "1971-06-12", "0491 570 006"),
    ("Mary", "Johnson", "1951-02-11", "0491 570 156"),
    ("Mary", "Johnston", "1978-09-30", "0491 570 157"),
    ("Helen", "Zhao", "1990-01-15", "0491 570 158"),
    ("Liam", "O'Brien", "1986-10-02", "0491 570 159"),
    ("Grace", "Kelly", "1964-04-24", "0491 570 110"),
    ("Isabel", "Fernandez", "2001-12-08", "0491 570 313"),
    ("Noor", "Ahmadi", "1999-05-19", "0491 570 737"),
    ("Peter", "Rossi", "1947-07-30", "0491 571 266"),
    ("Isla", "Green", "2012-08-21", "0491 571 491"),
    ("Viktor", "Petrov", "1958-11-14", "0491 571 804"),
    ("Amara", "Diallo", "1993-02-27", "0491 572 549"),
    ("Desmond", "Whitfield", "1939-09-09", "0491 572 665"),
    ("Keiko", "Tanabe", "1975-03-18", "0491 572 983"),
    ("Rhys", "Llewellyn", "1982-06-06", "0491 573 770"),
    ("Freya", "Lindqvist", "2005-01-31", "0491 573 087"),
    ("Omar", "Benali", "1968-12-12", "0491 574 118"),
    ("Tui", "Parata", "1997-04-04", "0491 574 632"),
    ("Marguerite", "Duval", "1944-10-25", "0491 575 254"),
    ("Sione", "Fifita", "1988-07-17", "0491 575 789"),
    ("Beatrix", "Hollows", "1961-05-05", "0491 576 398"),
)

# Clinician (by place), start, person (by place), telehealth. Two of them share a column's morning.
_BOOK = (
    (0, "09:00", 0, True),
    (0, "09:15", 1, False),
    (0, "09:30", 2, True),
    (0, "10:00", 3, False),
    (0, "10:30", 11, False),
    (1, "09:00", 4, False),
    (1, "09:45", 5, False),
    (1, "10:00", 6, True),
    (1, "11:00", 12, False),
    (2, "09:20", 8, False),
    (2, "10:20", 9, False),
    (2, "11:20", 10, True),
    (2, "13:00", 13, False),
    (3, "09:10", 7, False),
    (3, "10:10", 14, True),
    (3, "11:10", 15, False),
    (3, "14:00", 16, False),
    (4, "09:40", 17, False),
    (4, "10:40", 18, True),
    (4, "11:40", 19, False),
    (4, "13:30", 20, False),
    (4, "14:30", 21, True),
)


def newtown(day: dt.date = DAY, *, zone: str = "Australia/Sydney") -> Practice:
    """22 appointments on `day`, six on the day after; everybody confirmed, times local."""
    practice = Practice(
        tenant_id=str(uuid.uuid5(NAMESPACE, "newtown")), name="Newtown Family Practice", zone=zone
    )
    clinicians = [
        practice.put_practitioner(
            Practitioner(id=_id(f"clinician/{n}"), family=family, given=given, prefix=prefix)
        )
        for n, (prefix, given, family) in enumerate(CLINICIANS)
    ]
    for type_ in TYPES:
        practice.put_type(type_)
    people = [practice.put_patient(_patient(n)) for n in range(len(PEOPLE))]
    for clinician, start, person, is_telehealth in _BOOK:
        _put(practice, clinicians[clinician], day, start, people[person], is_telehealth)
    for clinician, start, person, is_telehealth in _BOOK[:6]:
        later = day + dt.timedelta(days=1)
        _put(practice, clinicians[clinician], later, start, people[person], is_telehealth)
    return practice


def at(clock: str, day: dt.date = DAY, zone: dt.tzinfo = SYDNEY) -> dt.datetime:
    """`9:27` of a practice day, aware."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone)


def private_texts() -> frozenset[str]:
    """Whatever must not be found outside the list: names, phones, birth dates."""
    found: set[str] = set()
    for given, family, born, phone in PEOPLE:
        found |= {family, f"{given} {family}", phone, phone.replace(" ", ""), born}
    return frozenset(found)


def _put(
    practice: Practice,
    clinician: Practitioner,
    day: dt.date,
    start: str,
    person: Patient,
    is_telehealth: bool,
) -> None:
    begins = dt.datetime.combine(day, dt.time.fromisoformat(start), practice.tzinfo)
    practice.put(
        Appointment(
            id=_id(f"{clinician.id}/{begins.isoformat()}"),
            practitioner_id=clinician.id,
            start=begins,
            end=begins + dt.timedelta(minutes=15),
            minutes=15,
            status="confirmed",
            type_id=TELEHEALTH if is_telehealth else STANDARD,
            patient_ids=(person.id,),
        )
    )


def _patient(number: int) -> Patient:
    given, family, born, phone = PEOPLE[number]
    return Patient(
        id=_id(f"person/{number}"),
        given=given,
        family=family,
        birth_date=dt.date.fromisoformat(born),
        phone=phone,
        email=f"{given}.{family}@example.com".lower().replace("'", ""),
    )


def _id(name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"newtown/{name}"))
