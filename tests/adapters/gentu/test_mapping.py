"""What each oddity of Gentu's JSON becomes."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import hypothesis
import hypothesis.strategies as st
import pytest

from app.adapters.pms.gentu.mapping import (
    Context,
    needs_type_minutes,
    read_appointment,
)
from app.adapters.pms.gentu.people import (
    read_patient,
    read_practice,
    read_practitioner,
    read_type,
)
from app.adapters.records import Unreadable, quarantined
from app.adapters.text import clean_text
from app.adapters.values import read_instant
from app.domain.appointment import AppointmentStatus, Patient

MICROSECOND = timedelta(microseconds=1)
TODAY = date(2026, 1, 15)
START = datetime(2026, 1, 14, 22, 0, tzinfo=UTC)
DOCTOR, OTHER_DOCTOR, BROWN, GREEN, TYPE = (
    "doctor-1",
    "doctor-2",
    "patient-1",
    "patient-2",
    "type-1",
)


def record(**changes):
    whole = {
        "id": "appointment-1",
        "startAt": "2026-01-15T09:00:00.000+11:00",
        "endAt": "2026-01-15T09:30:00.000+11:00",
        "status": None,
        "minutesDuration": 30,
        "comment": None,
        "description": None,
        "participant": [
            {"referenceType": "patient", "referenceId": BROWN},
            {"referenceType": "provider", "referenceId": DOCTOR},
        ],
        "appointmentType": {"reference": TYPE},
        "extension": [],
    }
    return {**whole, **changes}


def read(changed, *, asked=DOCTOR, minutes=None, all_asked=()):
    patients = {BROWN: Patient(pms_patient_id=BROWN, last_name="Brown")}
    context = Context(
        pms_practitioner_id=asked,
        asked_ids=frozenset(all_asked),
        type_minutes=minutes or {},
        patients=patients,
    )
    return read_appointment(changed, context)


def patient(*extra, arrived=None):
    arrival = {"arrivedAt": arrived} if arrived else {}
    return [{"referenceType": "patient", "referenceId": BROWN, **arrival}, *extra]


def test_a_plain_appointment_is_read_whole():
    (row,) = read(record())
    assert (row.start, row.end) == (START, START + timedelta(minutes=30))
    assert row.status is AppointmentStatus.BOOKED
    assert not row.has_unknown_status
    assert row.appointment_type_id == TYPE
    assert row.is_telehealth is None
    assert row.patient == Patient(pms_patient_id=BROWN, last_name="Brown")


CAME = "2026-01-15T08:55:00+11:00"
CANCELLED_AT = {"system": "cancelled-at", "valueDateTime": "2026-01-14T16:30:00.000+11:00"}


@pytest.mark.parametrize(
    ("changes", "status", "is_unknown"),
    [
        ({"status": None}, "booked", False),
        ({"status": ""}, "booked", False),
        ({"status": "Confirmed "}, "confirmed", False),
        ({"status": "completed"}, "completed", False),
        ({"status": "cancelled"}, "cancelled", False),
        ({"status": "CANCELED"}, "cancelled", False),
        ({"status": "wandered off"}, "booked", True),
        ({"status": 7}, "booked", True),
        ({"participant": patient(arrived=CAME)}, "arrived", False),
        ({"participant": patient(arrived="soon")}, "booked", False),
        ({"status": "confirmed", "participant": patient(arrived=CAME)}, "arrived", False),
        ({"status": "wandered off", "participant": patient(arrived=CAME)}, "arrived", False),
        ({"status": "completed", "participant": patient(arrived=CAME)}, "completed", False),
        ({"status": "cancelled", "participant": patient(arrived=CAME)}, "cancelled", False),
        ({"extension": [CANCELLED_AT]}, "cancelled", False),
        ({"status": "completed", "extension": [CANCELLED_AT]}, "cancelled", False),
        ({"extension": [{"system": "cancelled-at", "valueDateTime": None}]}, "booked", False),
        ({"extension": [{"system": "cancelled-at", "valueBoolean": True}]}, "cancelled", False),
        ({"extension": [{"system": "other", "valueBoolean": True}, 3]}, "booked", False),
        ({"extension": None}, "booked", False),
    ],
)
def test_every_status_has_its_meaning(changes, status, is_unknown):
    (row,) = read(record(**changes))
    assert (row.status.value, row.has_unknown_status) == (status, is_unknown)


def test_the_vendors_word_and_the_moment_of_cancelling_are_kept():
    (row,) = read(record(status="wandered off", extension=[CANCELLED_AT]))
    assert row.raw_status == "wandered off"
    assert row.cancelled_at == datetime(2026, 1, 14, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"endAt": None}, 30),
        ({"endAt": None, "minutesDuration": 12.5}, 12.5),
        ({"endAt": None, "minutesDuration": None}, 40),
        ({"endAt": None, "minutesDuration": 0}, 40),
        ({"endAt": None, "minutesDuration": True}, 40),
        ({"endAt": None, "minutesDuration": None, "appointmentType": None}, 15),
        ({"endAt": None, "minutesDuration": None, "appointmentType": {"reference": "x"}}, 15),
        ({"endAt": "2026-01-15T08:00:00+11:00"}, 30),
        ({"endAt": "later"}, 30),
    ],
)
def test_a_missing_end_is_told_from_what_is_there(changes, minutes):
    (row,) = read(record(**changes), minutes={TYPE: 40})
    assert row.end - row.start == timedelta(minutes=minutes)


def test_only_a_record_without_end_and_duration_needs_its_type():
    assert needs_type_minutes(record(endAt=None, minutesDuration=None))
    assert not needs_type_minutes(record(endAt=None))
    assert not needs_type_minutes(record(minutesDuration=None))
    assert not needs_type_minutes("nonsense")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ("nonsense", "not_an_object"),
        (record(id=None), "id_missing"),
        (record(id=5), "id_missing"),
        (record(id="../../tenants"), "id_missing"),
        (record(id="tenants/other"), "id_missing"),
        (record(id=".."), "id_missing"),
        (record(startAt=None), "start_missing"),
        (record(startAt="2026-01-15T09:00:00"), "start_unreadable"),
        (record(startAt="20260115"), "start_unreadable"),
        (record(startAt="1026-01-15T09:00:00Z"), "start_unreadable"),
        (record(startAt="2026-02-31T09:00:00Z"), "start_unreadable"),
        (record(startAt=1768428000), "start_unreadable"),
        (record(endAt="2026-01-15T08:00:00+11:00", minutesDuration=None), "end_before_start"),
        (record(endAt="later", minutesDuration=None), "end_unreadable"),
        (record(participant="nobody"), "participants_unreadable"),
        (record(participant=[3]), "participants_unreadable"),
        (record(participant=[{"referenceType": "patient"}]), "patient_id_missing"),
    ],
)
def test_a_record_that_cannot_be_read_is_quarantined_with_a_reason(changed, reason):
    with pytest.raises(Unreadable) as verdict:
        read(changed)
    assert verdict.value.reason == reason
    kept = quarantined(changed, reason)
    assert len(kept.payload_sha256) == 64
    has_id = isinstance(changed, dict) and reason != "id_missing"
    assert kept.pms_appointment_id == ("appointment-1" if has_id else None)


def test_a_group_session_is_a_row_per_patient():
    rows = read(record(participant=patient({"referenceType": "patient", "referenceId": GREEN})))
    assert [row.key for row in rows] == [("appointment-1", BROWN), ("appointment-1", GREEN)]
    assert rows[1].patient == Patient(pms_patient_id=GREEN)


def test_a_blocked_time_has_no_patient():
    for participants in ([], None, [{"referenceType": "provider", "referenceId": DOCTOR}]):
        (row,) = read(record(participant=participants))
        assert row.patient is None
        assert row.key == ("appointment-1", "")


@pytest.mark.parametrize(
    ("named", "asked", "found"),
    [
        ([OTHER_DOCTOR], DOCTOR, OTHER_DOCTOR),
        (["stranger"], DOCTOR, DOCTOR),
        ([], DOCTOR, DOCTOR),
        ([DOCTOR, OTHER_DOCTOR], OTHER_DOCTOR, OTHER_DOCTOR),
        (["stranger"], None, "stranger"),
        ([DOCTOR, OTHER_DOCTOR], None, DOCTOR),
    ],
)
def test_the_practitioner_is_the_one_asked_or_another_one_asked_that_is_named(named, asked, found):
    people = [{"referenceType": "provider", "referenceId": one} for one in named]
    (row,) = read(record(participant=people), asked=asked, all_asked=[DOCTOR, OTHER_DOCTOR])
    assert row.pms_practitioner_id == found


@pytest.mark.parametrize(
    ("contact", "phone"),
    [
        ([("phone", "work", 1, "1"), ("phone", "mobile", 2, "2")], "2"),
        ([("phone", "home", None, "1"), ("phone", "work", 3, "2")], "2"),
        ([("phone", "home", 2, "1"), ("phone", "work", 1, "2")], "2"),
        ([("phone", "mobile", 1, " "), ("phone", "home", 2, "2")], "2"),
        ([("fax", "mobile", 1, "1"), ("email", "home", 1, "a@b")], None),
        ([("phone", "mobile", "first", "1")], "1"),
        ([("phone", "mobile", 1, None)], None),
    ],
)
def test_the_best_phone_is_chosen(contact, phone):
    keys = ("system", "use", "rank", "value")
    contacts = [dict(zip(keys, one, strict=True)) for one in contact]
    found = read_patient({"id": BROWN, "contact": contacts}, today=TODAY)
    assert found is not None
    assert found.phone == phone


@pytest.mark.parametrize(
    ("born", "read_as"),
    [
        ("1985-03-15", date(1985, 3, 15)),
        ("2026-01-16", date(2026, 1, 16)),
        ("2026-01-17", None),
        ("1849-12-31", None),
        ("19850315", None),
        ("1985-3-5", None),
        ("1985-02-30", None),
        (19850315, None),
        (None, None),
    ],
)
def test_only_a_possible_birth_date_is_kept(born, read_as):
    found = read_patient({"id": BROWN, "name": None, "birthDate": born}, today=TODAY)
    assert found == Patient(pms_patient_id=BROWN, birth_date=read_as)


def test_names_lose_controls_and_absurd_length_and_keep_joiners():
    assert clean_text("  Mary\n\tAnn\x00 \u202eO'Brien ") == "Mary Ann O'Brien"
    assert clean_text("क्\u200dष") == "क्\u200dष"
    assert clean_text("x" * 100_000) == "x" * 200
    assert clean_text("\n \x07") is None
    assert clean_text(5) is None


def test_types_practitioners_and_the_practice_take_nulls():
    nothing = read_type({"id": TYPE, "text": None, "duration": None, "colour": "red"})
    assert nothing is not None
    assert (nothing.name, nothing.duration_minutes, nothing.colour) == ("Unnamed type", None, None)
    doctor = read_practitioner({"id": DOCTOR, "name": {"family": None, "given": None}})
    assert doctor is not None
    assert doctor.full_name == "Unnamed practitioner"
    practice = read_practice({"tenantId": "t-1", "tenantName": None, "timezone": None})
    assert practice is not None
    assert (practice.name, practice.timezone) == (None, None)
    assert read_type({"id": None}) is read_practitioner([]) is read_practice(None) is None


@hypothesis.given(st.text(max_size=60))
def test_whatever_text_is_cleaned_stays_on_one_line(text):
    cleaned = clean_text(text)
    assert cleaned is None or (len(cleaned) <= 200 and cleaned == clean_text(cleaned))
    assert cleaned is None or not set(cleaned) & set("\n\r\t\x00\x1b\u202e")


@hypothesis.given(
    st.integers(int(timedelta(days=1) / MICROSECOND), int(timedelta(days=36_500) / MICROSECOND)),
    st.integers(-14 * 60, 14 * 60),
)
def test_every_offset_reads_as_the_same_instant(microseconds, offset_minutes):
    instant = datetime(2000, 1, 1, tzinfo=UTC) + microseconds * MICROSECOND
    offset = timezone(timedelta(minutes=offset_minutes))
    assert read_instant(instant.astimezone(offset).isoformat()) == instant


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@hypothesis.given(st.dictionaries(st.sampled_from(sorted(record())), JSON))
def test_any_json_is_read_or_quarantined(changes):
    with suppress(Unreadable):
        rows = read(record(**changes))
        assert rows
        assert all(row.end >= row.start for row in rows)
