"""A made-up MediRecords practice: the same for the same seed and day, on every machine."""

import datetime as dt
import random
import typing as t
import uuid
import zoneinfo

from app.sandbox.directory import NAMESPACE
from app.sandbox.medirecords import people
from app.sandbox.medirecords.codes import interval_code
from app.sandbox.medirecords.oddities import add_oddities
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.records import (
    Appointment,
    AppointmentType,
    Patient,
    Provider,
    Status,
)

PRACTICE_ID: t.Final = "1f0c7b1e-5a5e-4c66-9f0b-5f8b6f2a0001"
ZONE: t.Final = zoneinfo.ZoneInfo("Australia/Sydney")
_ROOM_ID = str(uuid.uuid5(NAMESPACE, "medirecords/room/1"))
_OPENS, _OPEN_MINUTES = dt.time(8, 0), 9 * 60 + 30

TYPES: t.Final = tuple(
    AppointmentType(
        id=str(uuid.uuid5(NAMESPACE, f"medirecords/type/{text}")),
        text=text,
        duration=duration,
        colour=colour,
        telehealth=telehealth,
        community=telehealth,
        active=active,
        order=order,
        description=description,
    )
    for order, (text, duration, colour, telehealth, active, description) in enumerate(
        (
            ("New referral", 45, "#1E88E5", False, True, "First visit with a referral"),
            ("Specialist review", 20, "#43A047", False, True, None),
            ("Pre-operative assessment", 30, "#00897B", False, True, None),
            ("Telehealth review", 20, "#8E24AA", True, True, "By video"),
            ("Results by phone", 10, "#F4511E", None, True, None),
            ("Wound check", 15, "#6D4C41", False, True, None),
            ("Theatre list", 240, "#546E7A", False, True, None),
            ("Laser clinic (closed)", 15, None, False, False, None),
        ),
        start=1,
    )
)
_WEIGHTS = (8, 30, 10, 16, 12, 10)
_NOTES = ("Bring imaging on disc", "Interpreter booked (Arabic)", "Fund claim pending")


def made_up_medirecords_practice(
    today: dt.date | None = None, *, seed: int = 1, is_calm: bool = False
) -> MediRecordsPractice:
    """60 appointments on `today` (default: today in Sydney) and a few odd ones, some 30 on each
    weekday from yesterday to a week ahead; 6 providers (1 inactive), 8 types, 37 patients.
    `is_calm`: nothing among them that a person would be asked about."""
    today = today or dt.datetime.now(ZONE).date()
    practice = MediRecordsPractice(practice_id=PRACTICE_ID, name="Wattle Street Specialist Rooms")
    for provider in people.PROVIDERS:
        practice.put_practitioner(provider)
    for type_ in TYPES:
        practice.put_type(type_)
    for patient in people.patients():
        practice.put_patient(patient)
    for offset in range(-1, 8):
        day = today + dt.timedelta(days=offset)
        per_provider = 15 if offset == 0 else 0 if day.weekday() >= 5 else 7 + day.day % 2
        _fill_day(practice, day, per_provider, random.Random(f"medirecords/{seed}/{day}"))
    add_oddities(practice, today, has_questions=not is_calm)
    return practice


def _fill_day(practice: MediRecordsPractice, day: dt.date, count: int, dice: random.Random) -> None:
    patients = practice.patients()
    dice.shuffle(patients)
    turn = 0
    for provider in people.PROVIDERS[:4]:
        for type_, start in _slots(day, count, dice):
            practice.put(_appointment(provider, type_, start, patients[turn % len(patients)], dice))
            turn += 1


def _slots(
    day: dt.date, count: int, dice: random.Random
) -> list[tuple[AppointmentType, dt.datetime]]:
    """`count` types and starts that fill the day without overlap, on five minutes."""
    types = dice.choices(TYPES[: len(_WEIGHTS)], _WEIGHTS, k=count)
    while sum(type_.duration for type_ in types) > _OPEN_MINUTES:
        types[types.index(max(types, key=lambda type_: type_.duration))] = TYPES[1]
    free = (_OPEN_MINUTES - sum(type_.duration for type_ in types)) // 5
    opens = dt.datetime.combine(day, _OPENS, ZONE)
    slots, used = [], 0
    for type_, gap in zip(types, sorted(dice.randint(0, free) for _ in types), strict=True):
        slots.append((type_, opens + dt.timedelta(minutes=used + gap * 5)))
        used += type_.duration
    return slots


def _appointment(
    provider: Provider,
    type_: AppointmentType,
    start: dt.datetime,
    patient: Patient,
    dice: random.Random,
) -> Appointment:
    id_ = str(uuid.uuid5(NAMESPACE, f"medirecords/{provider.id}/{start.isoformat()}"))
    link = f"https://coviu.example.invalid/session/{id_[:8]}" if type_.telehealth else None
    return Appointment(
        id=id_,
        practitioner_id=provider.id,
        start=start,
        end=start + dt.timedelta(minutes=type_.duration),
        patient_ids=(patient.id,),
        type_id=type_.id,
        interval_code=interval_code(type_.duration),
        status=int(_progress(start.time(), dice)),
        notes=dice.choice(_NOTES) if dice.random() < 0.2 else None,
        room_id=_ROOM_ID if dice.random() < 0.3 else None,
        link_for_patient=link and f"{link}?as=patient&pin={dice.randrange(10**6):06}",
        link_for_provider=link and f"{link}?as=provider&pin={dice.randrange(10**6):06}",
        created_at=start - dt.timedelta(days=dice.randint(2, 40), minutes=dice.randint(0, 500)),
    )


def _progress(start: dt.time, dice: random.Random) -> Status:
    """The status as it stands at about eleven, so that every state is on the sheet."""
    if start < dt.time(10, 15):
        return dice.choice((Status.COMPLETED, Status.COMPLETED, Status.AT_BILLING))
    if start < dt.time(11, 15):
        return dice.choice((Status.WAITING_ROOM, Status.WITH_DOCTOR, Status.CONFIRMED))
    return dice.choice((Status.CONFIRMED, Status.CONFIRMED, Status.BOOKED))
