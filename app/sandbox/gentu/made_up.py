"""A made-up practice that feels real: the same for the same seed and day, on every machine."""

import datetime as dt
import random
import uuid
import zoneinfo

from app.sandbox.gentu import people
from app.sandbox.gentu.practice import NAMESPACE, Practice
from app.sandbox.gentu.records import Appointment, AppointmentType, Patient, Practitioner

TENANT_ID = "3aef91c0-ff22-47e6-942d-182cb65cbf20"
LOCATION_ID = "c0b3a0de-5d0e-4a55-8e56-5f8b6f2a7c01"
ZONE = zoneinfo.ZoneInfo("Australia/Melbourne")
_OPENS, _CLOSES = dt.time(8, 0), dt.time(17, 30)

TYPES = tuple(
    AppointmentType(
        id=str(uuid.uuid5(NAMESPACE, f"gentu/type/{text}")),
        text=text,
        duration=duration,
        colour=colour,
        online_bookable=online,
    )
    for text, duration, colour, online in (
        ("Initial Consultation", 40, "#1E88E5", True),
        ("Standard Consultation", 20, "#43A047", True),
        ("Long Consultation", 30, "#00897B", False),
        ("Telehealth Consultation", 20, "#8E24AA", True),
        ("Video Follow-up", 15, "#D81B60", True),
        ("Phone review", 15, "#F4511E", False),
        ("Procedure", 45, "#6D4C41", False),
        ("Admin / results", None, None, False),
    )
)
_WEIGHTS = (8, 30, 12, 18, 14, 10, 4, 4)
_COMMENTS = (
    "Interpreter booked (Vietnamese)",
    "Referral expires end of month",
    "Prefers a call before 9",
    "Wheelchair access",
)
_DESCRIPTIONS = ("Review of results", "Repeat scripts", "Follow-up", "Care plan review")


def made_up_practice(
    today: dt.date | None = None, *, seed: int = 1, is_calm: bool = False
) -> Practice:
    """60 appointments on `today` (default: today in Melbourne), some 30 on each weekday from
    yesterday to a week ahead; 5 practitioners (1 inactive), 8 types, 40 patients.
    `is_calm`: nothing among them that a person would be asked about."""
    today = today or dt.datetime.now(ZONE).date()
    practice = Practice(tenant_id=TENANT_ID, name="Brunswick East Specialist Centre")
    for practitioner in people.PRACTITIONERS:
        practice.put_practitioner(practitioner)
    for type_ in TYPES:
        practice.put_type(type_)
    for patient in people.patients():
        practice.put_patient(patient)
    for offset in range(-1, 8):
        day = today + dt.timedelta(days=offset)
        per_practitioner = 15 if offset == 0 else 0 if day.weekday() >= 5 else 7 + day.day % 2
        _fill_day(practice, day, per_practitioner, random.Random(f"{seed}/{day}"))
    _add_oddities(practice, today)
    if not is_calm:
        _add_unknown_status(practice, today)
    return practice


def _fill_day(practice: Practice, day: dt.date, count: int, dice: random.Random) -> None:
    working = [p for p in people.PRACTITIONERS if p.active]
    patients = practice.patients()
    dice.shuffle(patients)
    turn = 0
    for practitioner in working:
        for type_, start in _slots(day, count, dice):
            patient = patients[turn % len(patients)]
            turn += 1
            practice.put(_appointment(practitioner, type_, start, patient, dice))


def _slots(
    day: dt.date, count: int, dice: random.Random
) -> list[tuple[AppointmentType, dt.datetime]]:
    """`count` types and starts that fill the day without overlap, on five minutes."""
    types = dice.choices(TYPES, _WEIGHTS, k=count)
    opens = dt.datetime.combine(day, _OPENS, ZONE)
    open_minutes = (_CLOSES.hour - _OPENS.hour) * 60 + _CLOSES.minute - _OPENS.minute
    while sum(_minutes(type_) for type_ in types) > open_minutes:
        types[types.index(max(types, key=_minutes))] = TYPES[1]
    free = (open_minutes - sum(_minutes(type_) for type_ in types)) // 5
    gaps = sorted(dice.randint(0, free) for _ in types)
    slots, used = [], 0
    for type_, gap in zip(types, gaps, strict=True):
        slots.append((type_, opens + dt.timedelta(minutes=used + gap * 5)))
        used += _minutes(type_)
    return slots


def _minutes(type_: AppointmentType) -> int:
    return type_.duration or 15


def _appointment(
    practitioner: Practitioner,
    type_: AppointmentType,
    start: dt.datetime,
    patient: Patient,
    dice: random.Random,
) -> Appointment:
    minutes = _minutes(type_)
    status, has_arrived = _progress(start.time(), dice)
    return Appointment(
        id=str(uuid.uuid5(NAMESPACE, f"gentu/{practitioner.id}/{start.isoformat()}")),
        practitioner_id=practitioner.id,
        start=start,
        end=start + dt.timedelta(minutes=minutes),
        minutes=minutes,
        status=status,
        type_id=type_.id,
        patient_ids=(patient.id,),
        arrived_at=start - dt.timedelta(minutes=dice.randint(1, 15)) if has_arrived else None,
        comment=dice.choice(_COMMENTS) if dice.random() < 0.15 else None,
        description=dice.choice(_DESCRIPTIONS) if dice.random() < 0.4 else None,
        location_id=LOCATION_ID if dice.random() < 0.3 else None,
    )


def _progress(start: dt.time, dice: random.Random) -> tuple[str | None, bool]:
    """Status and arrival as they stand at about eleven, so that every state is on the sheet."""
    if start < dt.time(10, 15):
        return "completed", True
    if start < dt.time(11, 15):
        return dice.choice(("confirmed", "arrived", None)), True
    return dice.choice(("confirmed", "confirmed", "booked", None)), False


def _add_oddities(practice: Practice, today: dt.date) -> None:
    """Everything that the contract allows and a tidy practice would not have; 60 rows stay 60."""
    rows = practice.appointments(today)
    left_out = next(patient.id for patient in practice.patients() if not patient.is_included)
    practice.cancel(rows[22].id, by="both")
    practice.cancel(rows[29].id, by="status")
    practice.cancel(rows[33].id, by="extension")
    practice.change(rows[38].id, end=None)
    practice.change(rows[40].id, end=None, minutes=None, type_id=TYPES[3].id)
    practice.change(rows[42].id, type_id=None)
    practice.change(rows[44].id, end=None, minutes=None, type_id=TYPES[7].id)
    practice.change(rows[46].id, patient_ids=(left_out,))
    practice.change(rows[48].id, patient_ids=rows[48].patient_ids + rows[50].patient_ids)
    practice.change(rows[52].id, minutes=None)
    practice.change(rows[54].id, names_practitioner=False)
    for row, reason in ((rows[31], "Lunch"), (rows[35], "Ward round"), (rows[58], "Paperwork")):
        practice.put(_blocked(row, reason))


def _add_unknown_status(practice: Practice, today: dt.date) -> None:
    practice.change(practice.appointments(today)[36].id, status="Rescheduled")


def _blocked(row: Appointment, reason: str) -> Appointment:
    return Appointment(
        id=row.id,
        practitioner_id=row.practitioner_id,
        start=row.start,
        end=row.end,
        minutes=row.minutes,
        description=reason,
    )
