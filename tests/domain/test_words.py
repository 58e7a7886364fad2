"""Times, dates and ages in the front desk's words; counts; previews; errors."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain import words
from app.domain.appointment import Appointment, AppointmentStatus, Patient
from app.domain.errors import CATALOGUE, RunSheetError, VendorTrouble
from app.domain.preview import DayPreview, PreviewRow

MELBOURNE = "Australia/Melbourne"
NOON = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (NOON, "12:00 pm"),
        (NOON - timedelta(hours=12), "12:00 am"),
        (NOON - timedelta(hours=2, minutes=55), "9:05 am"),
        (NOON + timedelta(hours=1, minutes=1), "1:01 pm"),
    ],
)
def test_times_read_as_on_a_wall(instant, expected):
    assert words.clock_time(instant, MELBOURNE) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, "just now"),
        (0.9, "just now"),
        (1, "1 min ago"),
        (59.9, "59 min ago"),
        (60, "1 h ago"),
        (70, "1 h 10 min ago"),
        (179, "2 h 59 min ago"),
        (188, "today 8:52 am"),
        (18 * 60 + 18, "yesterday 5:42 pm"),
        (48 * 60, "Mon 2 Mar 2026 12:00 pm"),
    ],
)
def test_ages_read_as_people_say_them(minutes, expected):
    then = NOON - timedelta(minutes=minutes)
    assert words.age_words(then, now=NOON, timezone=MELBOURNE) == expected


def test_a_clock_that_runs_ahead_reads_as_just_now():
    ahead = NOON + timedelta(minutes=3)
    assert words.age_words(ahead, now=NOON, timezone=MELBOURNE) == "just now"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0412345678", "0412 345 678"),
        ("+61 412 345 678", "0412 345 678"),
        ("(03) 5550 0121", "(03) 5550 0121"),
        ("0355500121", "(03) 5550 0121"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("call the ward", "call the ward"),
    ],
)
def test_phone_numbers_are_grouped_and_foreign_ones_left_as_they_came(number, expected):
    assert words.phone_number(number) == expected


def test_dates_and_counts():
    assert words.short_date(date(2025, 11, 18)) == "Tue 18 Nov 2025"
    assert words.birth_date(date(1984, 3, 3)) == "3 Mar 1984"
    assert words.years_between(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert words.years_between(date(2000, 2, 29), date(2026, 3, 1)) == 26
    assert words.years_between(date(1984, 3, 3), date(2026, 3, 3)) == 42
    assert words.count_words(1, "person", "people") == "1 person"
    assert words.count_words(3, "person", "people") == "3 people"
    assert words.count_words(0, "row") == "0 rows"
    assert words.city_of("Australia/Lord_Howe") == "Lord Howe"
    assert set(words.STATUS_WORDS) == set(AppointmentStatus)


def test_a_preview_counts_rows_by_column_type_and_tick():
    rows = tuple(
        PreviewRow(pms_practitioner_id=who, pms_type_id=kind, start=NOON, status="booked")
        for who, kind in (("1", "a"), ("1", "b"), ("2", "a"), ("3", None))
    )
    day = DayPreview(timezone=MELBOURNE, rows=rows)
    columns = {"1": "Dr A", "2": "Dr B", "3": None, "4": "Dr B"}
    assert day.shown(columns) == {"Dr A": 2, "Dr B": 1}
    only = day.shown(columns, telehealth_types={"b"}, telehealth_only=True)
    assert only == {"Dr A": 1, "Dr B": 0}
    assert (day.count_for("1"), day.count_for("9")) == (2, 0)
    assert len(day.rows_of_type("a")) == 2


def test_every_error_has_a_code_of_its_own_and_a_sentence_without_data():
    codes = [kind.code for kind in _all_kinds(RunSheetError) if "code" in vars(kind)]
    assert len(codes) == len(set(codes))
    assert set(CATALOGUE) >= set(codes) - {"APP-01"}
    error = VendorTrouble(system="Gentu")
    assert str(error) == "Gentu is having trouble of its own. (NET-05)"
    assert error.sentence == "Gentu is having trouble of its own."


def _all_kinds(kind):
    yield kind
    for child in kind.__subclasses__():
        yield from _all_kinds(child)


def test_a_digest_changes_with_every_field_and_with_nothing_else():
    patient = Patient(pms_patient_id="p", first_name="Zoë", last_name="Müller")
    facts = {
        "pms_appointment_id": "a", "pms_practitioner_id": "d", "start": NOON,
        "end": NOON + timedelta(minutes=20), "status": AppointmentStatus.BOOKED,
        "patient": patient,
    }  # fmt: skip
    first = Appointment(**facts)
    assert first.digest() == Appointment(**facts).digest()
    others = {
        "pms_practitioner_id": "e",
        "start": NOON + timedelta(minutes=5),
        "end": NOON,
        "status": AppointmentStatus.ARRIVED,
        "raw_status": "x",
        "has_unknown_status": True,
        "appointment_type_id": "t",
        "is_telehealth": True,
        "telehealth_url": "u",
        "patient": Patient(pms_patient_id="p", first_name="Zoë", last_name="Müller", phone="1"),
        "arrived_at": NOON,
        "cancelled_at": NOON,
    }
    digests = {Appointment(**(facts | {name: value})).digest() for name, value in others.items()}
    assert len(digests | {first.digest()}) == len(others) + 1
