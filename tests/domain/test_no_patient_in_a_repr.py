"""What a traceback or a log might show of a row names nobody and opens nobody's session."""

from dataclasses import fields
from datetime import UTC, date, datetime

from app.domain.appointment import Appointment, AppointmentStatus, Patient
from app.domain.freshness import Freshness, FreshnessState
from app.domain.run_sheet import RunSheet, RunSheetRow

START = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
PRIVATE = {
    "patient_first_name": "Marguerite",
    "patient_last_name": "Okonkwo",
    "patient_phone": "0491 570 156",
    "patient_email": "marguerite@example.com",
    "patient_birth_date": date(1948, 7, 9),
    "telehealth_url": "https://video.example.com/join/s3cret",
    "notes": "brings her daughter",
}
WORDS = (
    "Marguerite", "Okonkwo", "0491", "example.com", "1948", "s3cret", "daughter",
)  # fmt: skip

PATIENT = Patient(
    pms_patient_id="p-17",
    first_name="Marguerite",
    last_name="Okonkwo",
    phone="0491 570 156",
    email="marguerite@example.com",
    birth_date=date(1948, 7, 9),
)


def row():
    given = {
        "id": "row-1",
        "start": START,
        "end": START,
        "status": AppointmentStatus.BOOKED,
        **PRIVATE,
    }
    return RunSheetRow(**{each.name: given.get(each.name) for each in fields(RunSheetRow)})


def test_no_patient_and_no_link_stands_in_a_rows_repr():
    sheet = RunSheet(
        day=date(2026, 3, 4),
        timezone="Australia/Melbourne",
        freshness=Freshness(
            state=FreshnessState.UP_TO_DATE, last_success_at=START, last_attempt_at=START
        ),
        columns=(),
        rows=(row(),),
        hidden_by_connection={},
        quarantined_count=0,
    )
    for shown in (repr(row()), repr(sheet)):
        assert "row-1" in shown
        assert not [word for word in WORDS if word in shown]


def test_no_patient_and_no_link_stands_in_an_appointments_repr():
    appointment = Appointment(
        pms_appointment_id="a-1",
        pms_practitioner_id="7",
        start=START,
        end=START,
        status=AppointmentStatus.BOOKED,
        patient=PATIENT,
        telehealth_url=PRIVATE["telehealth_url"],
    )
    for shown in (repr(PATIENT), repr(appointment)):
        assert "p-17" in shown
        assert not [word for word in WORDS if word in shown]
