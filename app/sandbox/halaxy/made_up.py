"""A made-up practice group: the same for the same seed and day, on every machine."""

import datetime as dt
import random
import typing as t
import zoneinfo

from app.sandbox.halaxy import people
from app.sandbox.halaxy.oddities import add_oddities, add_unknown_status
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.records import (
    Appointment,
    AppointmentType,
    LocationForm,
    Practitioner,
    ReferenceForm,
)

ZONE = zoneinfo.ZoneInfo("Australia/Melbourne")
_OPENS, _NOON = dt.time(8, 0), dt.time(12, 30)
_SLOT_MINUTES = 40
_SLOTS_A_DAY = 15
_WORKING = people.PRACTITIONERS[:4]
_ONLINE = "Yes - any bookable appointment time"

TYPES = (
    AppointmentType(id="557101", name="Initial assessment", duration=40, online_booking=_ONLINE),
    AppointmentType(id="557102", name="F2F", duration=30, online_booking=_ONLINE),
    AppointmentType(id="557103", name="Telehealth", duration=30, online_booking=_ONLINE),
    AppointmentType(id="557104", name="Phone check-in", duration=15),
    AppointmentType(id="557105", name="Short review", duration=20, comment="After surgery only"),
    AppointmentType(id="557106", name="Strength group", duration=40, most_patients=6),
    AppointmentType(id="557107", name="Case conference"),
    AppointmentType(id="557108", name="Home visit (until 2024)", duration=40, active=False),
)
_WEIGHTS = (12, 34, 24, 12, 14)  # of the first types; the others are booked by hand
_DEFAULT_MINUTES = 30
_LOCATIONS: t.Final[dict[str, tuple[str | None, ...]]] = {
    "557103": ("telehealth", "telehealth", "online", None),
    "557104": ("phone", "phone", None),
}
_COUNTS = ("1/6", "3/8", "5/10", "Plan review due")


def made_up_halaxy_practice(
    today: dt.date | None = None, *, seed: int = 1, is_calm: bool = False
) -> Practice:
    """60 appointments on `today` (default: today in Melbourne), some 30 on each weekday from
    yesterday to a week ahead; two clinics, 5 practitioners (1 inactive), an administrator, an
    external referrer, 8 types, 36 patients. Every search has a warning among its entries.
    `is_calm`: nothing among them that a person would be asked about."""
    today = today or dt.datetime.now(ZONE).date()
    practice = people_and_clinics()
    practice.warns = True
    for offset in range(-1, 8):
        day = today + dt.timedelta(days=offset)
        weekday_slots = 0 if day.weekday() >= 5 else 7 + day.day % 2
        slots = _SLOTS_A_DAY if offset == 0 else weekday_slots
        _fill_day(practice, day, slots, random.Random(f"{seed}/{day}"))
    add_oddities(practice, today)
    if not is_calm:
        add_unknown_status(practice, today)
    return practice


def people_and_clinics() -> Practice:
    """The group without a single appointment."""
    practice = Practice(account_id=people.GROUP_ID, name="Maribyrnong Allied Health")
    for organization in people.ORGANIZATIONS:
        practice.put_organization(organization)
    for practitioner in people.PRACTITIONERS:
        practice.put_practitioner(practitioner)
    for role in people.ROLES:
        practice.put_role(role)
    for type_ in TYPES:
        practice.put_type(type_)
    for patient in people.patients():
        practice.put_patient(patient)
    return practice


def _fill_day(practice: Practice, day: dt.date, slots: int, dice: random.Random) -> None:
    patients = practice.patients()
    dice.shuffle(patients)
    opens = dt.datetime.combine(day, _OPENS, ZONE)
    for place, practitioner in enumerate(_WORKING):
        for slot in sorted(dice.sample(range(_SLOTS_A_DAY), slots)):
            patient = patients[(place * _SLOTS_A_DAY + slot) % len(patients)]
            id_ = f"8{day.toordinal() % 100_000:05}{place}{slot:02}"
            start = opens + dt.timedelta(minutes=slot * _SLOT_MINUTES)
            row = _appointment(
                start,
                dice,
                id=id_,
                practitioner_id=practitioner.id,
                role_id=_role_at(practice, practitioner, start.time()),
                patient_ids=(patient.id,),
            )
            practice.put(row)


def _appointment(start: dt.datetime, dice: random.Random, **facts: t.Any) -> Appointment:
    """`facts`: who sees whom, and the id."""
    type_ = dice.choices(TYPES[: len(_WEIGHTS)], _WEIGHTS)[0]
    minutes = type_.duration or _DEFAULT_MINUTES
    return Appointment(
        start=start,
        end=start + dt.timedelta(minutes=minutes),
        minutes=minutes,
        type_id=type_.id,
        status=_status(start.time(), dice),
        location=dice.choice(_LOCATIONS.get(type_.id, ("clinic", None))),
        location_form=dice.choice(tuple(LocationForm)),
        references=dice.choices(tuple(ReferenceForm), (6, 2, 2))[0],
        is_in_utc=dice.random() < 0.3,
        description=dice.choice(_COUNTS) if dice.random() < 0.3 else None,
        created=start - dt.timedelta(days=dice.randint(2, 40), minutes=dice.randint(0, 600)),
        **facts,
    )


def _role_at(practice: Practice, practitioner: Practitioner, start: dt.time) -> str:
    """Who has two clinics changes over at noon."""
    roles = practice.roles_of(practitioner.id)
    return roles[0 if start < _NOON else -1].id


def _status(start: dt.time, dice: random.Random) -> str:
    """As it stands at about eleven, so that every state is on the sheet."""
    if start < dt.time(10, 15):
        return "attended"
    if start < dt.time(11, 15):
        return dice.choice(("arrived", "arrived", "confirmed"))
    return dice.choice(("confirmed", "booked", "booked"))
