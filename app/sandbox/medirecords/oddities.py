"""What the contract allows, or live clients have met, and a tidy practice would not have."""

import datetime as dt
import typing as t
import uuid

from app.sandbox.directory import NAMESPACE
from app.sandbox.medirecords import people
from app.sandbox.medirecords.codes import interval_code
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.records import Appointment, Status

UNKNOWN_INTERVAL_CODE: t.Final = 97
UNKNOWN_STATUSES: t.Final = (1, 11)
_LINK = "https://coviu.example.invalid/session"


def add_oddities(
    practice: MediRecordsPractice, today: dt.date, *, has_questions: bool = True
) -> None:
    """The 60 rows of `today` stay 60. Six come beside them: two without a provider, a theatre
    list, one of a closed type (the day before has one, too), two slot locks.

    `has_questions`: those that somebody has to answer, too: states without a meaning, and the rows
    without a provider.
    """
    rows = practice.appointments(today)
    _spoil_statuses(practice, rows)
    _join_by_link(practice, rows)
    practice.change(rows[46].id, patient_ids=(people.MERGED_PATIENT_ID,))
    practice.put(_theatre_list(practice, today))
    if has_questions:
        _add_questions(practice, today, rows)
    for day in (today, today - dt.timedelta(days=1)):
        practice.put(_of_a_closed_type(practice, _at(practice, day, 7, 30)))
    practice.put_patient(people.PLACEHOLDER)
    for number in range(2):
        practice.put(_slot_lock(practice, _at(practice, today, 17, 35 + 10 * number)))


def _spoil_statuses(practice: MediRecordsPractice, rows: list[Appointment]) -> None:
    practice.cancel(rows[22].id)
    practice.cancel(rows[29].id, by="status")
    practice.cancel(rows[50].id)
    # The morning's rows are in every state, whatever the dice said.
    for row, status in zip(rows[1:7], (7, 6, 5, 4, 3, 2), strict=True):
        practice.change(row.id, status=status)


def _add_questions(practice: MediRecordsPractice, today: dt.date, rows: list[Appointment]) -> None:
    for row, status in zip((rows[36], rows[38]), UNKNOWN_STATUSES, strict=True):
        practice.change(row.id, status=status)
    for hour, minute in ((9, 5), (13, 40)):
        practice.put(_walk_in(practice, _at(practice, today, hour, minute)))


def _join_by_link(practice: MediRecordsPractice, rows: list[Appointment]) -> None:
    """A type without the flag, yet a link: for both sides, the patient or the provider alone."""
    plain = [
        row
        for row in rows[40:]
        if practice.appointment_type(row.type_id).telehealth is False
        and not practice.is_cancelled(row)
    ]
    both, patient, provider = plain[:3]
    practice.change(
        both.id, link_for_patient=f"{_LINK}/both?p=1", link_for_provider=f"{_LINK}/both?d=1"
    )
    practice.change(patient.id, link_for_patient=f"{_LINK}/patient-alone")
    practice.change(provider.id, link_for_provider=f"{_LINK}/provider-alone", link_for_patient="")


def _theatre_list(practice: MediRecordsPractice, day: dt.date) -> Appointment:
    """Its interval code is in no table: the type's text says how long it takes."""
    type_ = _type(practice, "Theatre list")
    start = _at(practice, day, 13, 0)
    return Appointment(
        id=_id("theatre", start),
        practitioner_id=people.PROVIDERS[4].id,
        start=start,
        end=start + dt.timedelta(minutes=type_.duration),
        patient_ids=(practice.patients()[0].id,),
        type_id=type_.id,
        interval_code=UNKNOWN_INTERVAL_CODE,
        status=int(Status.CONFIRMED),
    )


def _walk_in(practice: MediRecordsPractice, start: dt.datetime) -> Appointment:
    """For the first doctor who is free: no provider yet."""
    return Appointment(
        id=_id("walk-in", start),
        practitioner_id=None,
        start=start,
        end=start + dt.timedelta(minutes=10),
        patient_ids=(practice.patients()[5].id,),
        type_id=_type(practice, "Wound check").id,
        interval_code=interval_code(10),
        status=int(Status.WAITING_ROOM),
        walk_in=True,
        first_available=True,
        urgency=2,
    )


def _of_a_closed_type(practice: MediRecordsPractice, start: dt.datetime) -> Appointment:
    type_ = _type(practice, "Laser clinic (closed)")
    return Appointment(
        id=_id("closed-type", start),
        practitioner_id=people.PROVIDERS[1].id,
        start=start,
        end=start + dt.timedelta(minutes=type_.duration),
        patient_ids=(practice.patients()[8].id,),
        type_id=type_.id,
        interval_code=interval_code(type_.duration),
        status=int(Status.COMPLETED),
        walk_in=None,
        urgency=None,
    )


def _slot_lock(practice: MediRecordsPractice, start: dt.datetime) -> Appointment:
    return Appointment(
        id=_id("slot-lock", start),
        practitioner_id=people.PROVIDERS[0].id,
        start=start,
        end=start + dt.timedelta(minutes=10),
        patient_ids=(people.PLACEHOLDER.id,),
        type_id=_type(practice, "Results by phone").id,
        interval_code=interval_code(10),
        is_slot_lock=True,
    )


def _type(practice: MediRecordsPractice, text: str) -> t.Any:
    return next(type_ for type_ in practice.types() if type_.text == text)


def _at(practice: MediRecordsPractice, day: dt.date, hour: int, minute: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), practice.tzinfo)


def _id(kind: str, start: dt.datetime) -> str:
    return str(uuid.uuid5(NAMESPACE, f"medirecords/{kind}/{start.isoformat()}"))
