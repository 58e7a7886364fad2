"""The digest of a row: every field counts, equal rows have equal digests."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.appointment import Appointment, AppointmentStatus, Patient

NOW = datetime(2026, 11, 21, 1, 2, 3, 456, tzinfo=UTC)
PATIENT = Patient(
    pms_patient_id="p1",
    first_name="Zoë",
    last_name="O'Brien",
    phone="0491570006",
    email="zoe@example.com",
    birth_date=date(1985, 3, 15),
)
ROW = Appointment(
    pms_appointment_id="a1",
    pms_practitioner_id="d1",
    start=NOW,
    end=NOW + timedelta(minutes=15),
    status=AppointmentStatus.BOOKED,
    raw_status="booked",
    appointment_type_id="t1",
    is_telehealth=False,
    telehealth_url="https://example.com/a",
    patient=PATIENT,
    arrived_at=NOW,
    cancelled_at=NOW,
)


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case AppointmentStatus():
            return AppointmentStatus.CONFIRMED
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case str():
            return value + "x"
    raise AssertionError(type(value))


def test_the_same_facts_have_the_same_digest() -> None:
    assert ROW.digest() == replace(ROW, patient=replace(PATIENT)).digest()


@pytest.mark.parametrize("name", [f.name for f in fields(Appointment) if f.name != "patient"])
def test_every_field_of_an_appointment_changes_the_digest(name: str) -> None:
    changed = replace(ROW, **{name: _other(getattr(ROW, name))})
    assert changed.digest() != ROW.digest()


@pytest.mark.parametrize("name", [f.name for f in fields(Patient)])
def test_every_field_of_a_patient_changes_the_digest(name: str) -> None:
    changed = replace(PATIENT, **{name: _other(getattr(PATIENT, name))})
    assert replace(ROW, patient=changed).digest() != ROW.digest()


def test_a_row_without_a_patient_has_another_digest() -> None:
    assert replace(ROW, patient=None).digest() != ROW.digest()
