"""A practice group of any size, made in a moment: for measuring, not for looking at."""

import datetime as dt

from app.sandbox.halaxy.made_up import TYPES, ZONE
from app.sandbox.halaxy.people import FOOTSCRAY_ID, GROUP_ID, ORGANIZATIONS, SUNSHINE_ID
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.records import Appointment, Patient, Practitioner, PractitionerRole

_GIVEN = ("Hana", "Tomasz", "Leilani", "Emre", "Ayaan", "Ngaire", "Dushan", "Min-ji", "Rosa", "Ola")
_FAMILY = ("Yılmaz", "Nowak", "Perera", "Faleolo", "Abebe", "Vella", "Horvat", "Kim-Watson")
_STATUSES = ("booked", "confirmed", "arrived", "attended")
_OPEN_SECONDS = 10 * 3600


def bulk_halaxy_practice(
    *, practitioners: int = 200, appointments: int = 20_000, day: dt.date | None = None
) -> Practice:
    """`appointments` shared evenly among `practitioners` on `day`, each with its own patient."""
    opens = dt.datetime.combine(day or dt.datetime.now(ZONE).date(), dt.time(8), ZONE)
    practice = Practice(account_id=GROUP_ID, name="Bulk Allied Health")
    for organization in ORGANIZATIONS:
        practice.put_organization(organization)
    for type_ in TYPES:
        practice.put_type(type_)
    for number in range(practitioners):
        practice.put_practitioner(_practitioner(number))
        practice.put_role(_role(number))
    step_s = _OPEN_SECONDS // max(1, -(-appointments // practitioners))
    for number in range(appointments):
        start = opens + dt.timedelta(seconds=number // practitioners * step_s)
        practice.put_patient(_patient(number))
        practice.put(_appointment(number, number % practitioners, start))
    return practice


def _practitioner(number: int) -> Practitioner:
    family = f"{_FAMILY[number % len(_FAMILY)]} {number + 1}"
    return Practitioner(id=_practitioner_id(number), family=family, given=_GIVEN[number % 10])


def _practitioner_id(number: int) -> str:
    return f"PR-{1_000_000 + number}"


def _role(number: int) -> PractitionerRole:
    return PractitionerRole(
        id=_role_id(number),
        practitioner_id=_practitioner_id(number),
        organization_id=SUNSHINE_ID if number % 2 else FOOTSCRAY_ID,
    )


def _role_id(number: int) -> str:
    return f"PR-{2_000_000 + number}"


def _patient_id(number: int) -> str:
    return str(160_000_000 + number)


def _patient(number: int) -> Patient:
    return Patient(
        id=_patient_id(number),
        family=f"{_FAMILY[number // 10 % len(_FAMILY)]} {number + 1}",
        given=_GIVEN[number % 10],
        birth_date=dt.date(1930 + number % 90, 1 + number % 12, 1 + number % 28),
        gender="female" if number % 2 else "male",
        phone="+61491570006",
        email=f"client{number + 1}@example.com",
    )


def _appointment(number: int, practitioner: int, start: dt.datetime) -> Appointment:
    type_ = TYPES[number % len(TYPES)]
    minutes = type_.duration or 15
    return Appointment(
        id=str(900_000_000 + number),
        practitioner_id=_practitioner_id(practitioner),
        role_id=_role_id(practitioner),
        start=start,
        end=start + dt.timedelta(minutes=minutes),
        minutes=minutes,
        status=_STATUSES[number % len(_STATUSES)],
        type_id=type_.id,
        location="telehealth" if type_.name == "Telehealth" else "clinic",
        patient_ids=(_patient_id(number),),
        is_in_utc=number % 3 == 0,
    )
