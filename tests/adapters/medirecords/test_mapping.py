"""What each oddity of MediRecords' JSON becomes."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis
import hypothesis.strategies as st
import pytest

from app.adapters.pms.medirecords.codes import CodeSystem, interval_minutes, read_labels
from app.adapters.pms.medirecords.mapping import Context, read_appointment
from app.adapters.pms.medirecords.people import (
    read_patient,
    read_practice,
    read_practitioner,
    read_type,
    tidy_id,
)
from app.adapters.records import Unreadable, quarantined
from app.domain.appointment import AppointmentStatus, Patient
from app.domain.practice import AppointmentType, Practitioner

NOW = datetime(2026, 1, 15, tzinfo=UTC)
TODAY = NOW.date()
START = datetime(2026, 1, 14, 22, 0, tzinfo=UTC)
PRACTICE = "1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001"
DOCTOR = "7d7d6f7c-2a51-4a0a-9f58-0a2f5d8e0101"
MEI = "a4a0a6de-0001-4e3d-8c5e-0a2f5d8e0401"
VIDEO, SKIN, PLAIN, WORDLESS = "video", "skin", "plain", "wordless"
LINK = "https://example.coviu.com/session/patient"

TYPES = {
    VIDEO: AppointmentType(
        pms_type_id=VIDEO, name="Telehealth", duration_minutes=15, is_telehealth=True
    ),
    SKIN: AppointmentType(pms_type_id=SKIN, name="Skin", duration_minutes=240, is_telehealth=False),
    PLAIN: AppointmentType(pms_type_id=PLAIN, name="Plain", duration_minutes=25),
    WORDLESS: AppointmentType(pms_type_id=WORDLESS, name="Wordless"),
}
INTERVALS = {"2": 5.0, "4": 10.0, "6": 15.0, "7": 20.0}


def record(**changes):
    """The contract's own example."""
    whole = {
        "id": "e9b9a3c0-0001-4f0e-8a11-0a2f5d8e0301",
        "practiceId": PRACTICE,
        "patientId": MEI,
        "appointmentTypeId": SKIN,
        "scheduleTime": "2026-01-15T09:00",
        "appointmentStatus": 3,
        "appointmentIntervalCode": 7,
        "notes": None,
        "providerId": DOCTOR,
        "cancellationReason": None,
        "telehealthLinkForProvider": None,
        "telehealthLinkForPatient": None,
        "createdDateTime": "2026-01-10T01:43:52.529+0000",
        "updatedDateTime": "2026-01-12T22:11:05.001+0000",
    }
    return {**whole, **changes}


def read(changed, **context):
    facts = {
        "practice_id": PRACTICE,
        "zone": ZoneInfo("Australia/Melbourne"),
        "types": TYPES,
        "interval_minutes": INTERVALS,
        "patients": {MEI: Patient(pms_patient_id=MEI, last_name="Tran")},
    }
    return read_appointment(changed, Context(**{**facts, **context}))


def test_a_plain_appointment_is_read_whole():
    row = read(record())
    assert (row.start, row.end) == (START, START + timedelta(minutes=20))
    assert row.key == ("e9b9a3c0-0001-4f0e-8a11-0a2f5d8e0301", MEI)
    assert row.pms_practitioner_id == DOCTOR
    assert row.appointment_type_id == SKIN
    assert row.patient == Patient(pms_patient_id=MEI, last_name="Tran")
    assert (row.arrived_at, row.cancelled_at) == (None, None)


@pytest.mark.parametrize(
    ("told", "status", "raw_status", "is_unknown"),
    [
        (2, "booked", "2", False),
        (3, "confirmed", "3", False),
        (4, "arrived", "4", False),
        (5, "in_progress", "5", False),
        (6, "completed", "6", False),
        (7, "completed", "7", False),
        (8, "cancelled", "8", False),
        ("3", "confirmed", "3", False),
        (" 8 ", "cancelled", "8", False),
        (1, "booked", "1", True),
        (9, "booked", "9", True),
        (0, "booked", "0", True),
        (-1, "booked", "-1", True),
        ("wandered off", "booked", "wandered off", True),
        (None, "booked", None, True),
        ("", "booked", None, True),
        (True, "booked", None, True),
        (3.5, "booked", None, True),
        (2**70, "booked", None, True),
        ([3], "booked", None, True),
    ],
)
def test_every_status_has_its_meaning(told, status, raw_status, is_unknown):
    row = read(record(appointmentStatus=told))
    assert (row.status.value, row.raw_status, row.has_unknown_status) == (
        status,
        raw_status,
        is_unknown,
    )


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"appointmentIntervalCode": 2}, 5),
        ({"appointmentIntervalCode": "4"}, 10),
        ({"appointmentIntervalCode": 99}, 240),
        ({"appointmentIntervalCode": None}, 240),
        ({"appointmentIntervalCode": [6]}, 240),
        ({"appointmentIntervalCode": 99, "appointmentTypeId": PLAIN}, 25),
        ({"appointmentIntervalCode": 99, "appointmentTypeId": WORDLESS}, 15),
        ({"appointmentIntervalCode": 99, "appointmentTypeId": "stranger"}, 15),
        ({"appointmentIntervalCode": 99, "appointmentTypeId": None}, 15),
    ],
)
def test_a_length_is_the_interval_codes_or_the_types_or_15_minutes(changes, minutes):
    row = read(record(**changes))
    assert row.end - row.start == timedelta(minutes=minutes)


def test_a_code_system_that_could_not_be_read_leaves_the_types_lengths():
    row = read(record(appointmentIntervalCode=7), interval_minutes={})
    assert row.end - row.start == timedelta(minutes=240)


@pytest.mark.parametrize(
    ("type_id", "links", "expected"),
    [
        (VIDEO, {}, True),
        (SKIN, {}, False),
        (PLAIN, {}, None),
        ("stranger", {}, None),
        (None, {}, None),
        (SKIN, {"telehealthLinkForPatient": LINK}, True),
        (SKIN, {"telehealthLinkForProvider": LINK}, True),
        ("stranger", {"telehealthLinkForPatient": LINK}, True),
        (SKIN, {"telehealthLinkForPatient": "", "telehealthLinkForProvider": "  "}, False),
        (SKIN, {"telehealthLinkForPatient": 5}, False),
        (VIDEO, {"telehealthLinkForPatient": None}, True),
    ],
)
def test_telehealth_is_the_types_flag_or_a_link(type_id, links, expected):
    assert read(record(appointmentTypeId=type_id, **links)).is_telehealth is expected


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        (LINK, LINK),
        (f" {LINK}\n", LINK),
        ("HTTPS://Example.coviu.com/s", "HTTPS://Example.coviu.com/s"),
        ("http://example.coviu.com/s", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[broken", None),
        ("https://user:secret@example.com/", None),
        ("https://example.com/a b", None),
        ("https://exämple.com/", None),
        ("https://example.com/" + "x" * 3_000, None),
        (None, None),
        (7, None),
    ],
)
def test_only_an_https_link_for_the_patient_is_kept(link, kept):
    assert read(record(telehealthLinkForPatient=link)).telehealth_url == kept
    assert read(record(telehealthLinkForProvider=link)).telehealth_url is None


def test_a_link_stands_in_no_repr():
    row = read(record(telehealthLinkForPatient=LINK))
    assert row.telehealth_url == LINK
    assert "coviu" not in repr(row)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ("nonsense", "not_an_object"),
        (record(id=None), "id_missing"),
        (record(id=5), "id_missing"),
        (record(id="../../practices"), "id_missing"),
        (record(providerId=None), "practitioner_missing"),
        (record(providerId=["a"]), "practitioner_unreadable"),
        (record(providerId=""), "practitioner_unreadable"),
        (record(scheduleTime=None), "start_missing"),
        (record(scheduleTime="9 am"), "start_unreadable"),
        (record(scheduleTime="2026-02-30T09:00"), "start_unreadable"),
        (record(scheduleTime=1768428000), "start_unreadable"),
        (record(patientId=""), "patient_id_missing"),
        (record(patientId={}), "patient_id_missing"),
        (record(practiceId="1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0002"), "other_practice"),
    ],
)
def test_a_record_that_cannot_be_read_is_quarantined_with_a_reason(changed, reason):
    with pytest.raises(Unreadable) as verdict:
        read(changed)
    assert verdict.value.reason == reason
    kept = quarantined(changed, reason)
    assert len(kept.payload_sha256) == 64
    has_id = isinstance(changed, dict) and reason != "id_missing"
    assert kept.pms_appointment_id == (record()["id"] if has_id else None)


def test_the_practices_id_may_be_written_in_capitals_or_be_missing():
    assert read(record(practiceId=PRACTICE.upper())).pms_appointment_id
    assert read(record(practiceId=None)).pms_appointment_id


def test_an_appointment_without_a_patient_is_a_taken_time():
    row = read(record(patientId=None))
    assert (row.patient, row.key) == (None, (record()["id"], ""))


def test_a_patient_nobody_told_of_is_a_bare_id():
    assert read(record(), patients={}).patient == Patient(pms_patient_id=MEI)


# --- People, types, the practice, code systems ---------------------------------------------------


def test_a_patient_is_read_with_nulls_and_numbers_as_given():
    whole = {
        "id": MEI, "firstName": None, "lastName": "Tran", "gender": 2, "dob": "1990-11-30",
        "email": "mei.tran@example.com", "mobilePhone": "91570157", "titleCode": 315890002,
    }  # fmt: skip
    assert read_patient(whole, today=TODAY) == Patient(
        pms_patient_id=MEI,
        last_name="Tran",
        phone="91570157",
        email="mei.tran@example.com",
        birth_date=date(1990, 11, 30),
    )


@pytest.mark.parametrize(
    ("mobile", "home", "phone"),
    [
        ("0491570157", "0370101234", "0491570157"),
        (None, "0370101234", "0370101234"),
        (" ", "0370101234", "0370101234"),
        (None, None, None),
        (491570157, None, None),
    ],
)
def test_the_mobile_comes_before_the_home_phone(mobile, home, phone):
    found = read_patient({"id": MEI, "mobilePhone": mobile, "homePhone": home}, today=TODAY)
    assert found == Patient(pms_patient_id=MEI, phone=phone)


@pytest.mark.parametrize(
    "born", ["30/11/1990", "2026-01-17", "1849-12-31", "1990-11-30T00:00", 19901130, None]
)
def test_only_a_possible_birth_date_is_kept(born):
    assert read_patient({"id": MEI, "dob": born}, today=TODAY) == Patient(pms_patient_id=MEI)


@pytest.mark.parametrize(
    ("status", "is_active"),
    [("Active", True), ("ACTIVE", True), ("Inactive", False), ("On leave", False), (None, True)],
)
def test_only_a_provider_that_is_active_counts_as_active(status, is_active):
    provider = {"id": DOCTOR, "firstName": "Hamish", "lastName": "Okafor", "status": status}
    assert read_practitioner(provider, {}) == Practitioner(
        pms_practitioner_id=DOCTOR,
        given_name="Hamish",
        family_name="Okafor",
        is_active=is_active,
    )


@pytest.mark.parametrize(
    ("code", "prefix"),
    [("315890004", "Dr"), (315890004, "Dr"), ("1", None), (None, None), ({}, None)],
)
def test_a_title_is_looked_up_whether_its_code_is_text_or_a_number(code, prefix):
    labels = dict(read_labels([{"code": 315890004, "display": "Dr"}]))
    person = read_practitioner({"id": DOCTOR, "titleCode": code}, labels)
    assert person is not None
    assert person.prefix == prefix


@pytest.mark.parametrize(
    ("duration", "minutes"), [("4 hrs", 240), ("15 mins", 15), ("0.5 min", 1), ("?", None)]
)
def test_a_type_keeps_its_length_its_flag_and_its_place_when_inactive(duration, minutes):
    told = {
        "id": SKIN, "name": "Skin check", "duration": duration, "colour": "#336699", "order": 2,
        "activeStatus": 2, "telehealth": False, "description": None,
    }  # fmt: skip
    assert read_type(told) == AppointmentType(
        pms_type_id=SKIN,
        name="Skin check",
        duration_minutes=minutes,
        colour="#336699",
        is_telehealth=False,
    )


@pytest.mark.parametrize("flag", [None, 1, "true", []])
def test_a_flag_that_is_no_boolean_is_not_told(flag):
    found = read_type({"id": SKIN, "name": None, "telehealth": flag, "colour": "red"})
    assert found == AppointmentType(pms_type_id=SKIN, name="Unnamed type")


def test_people_and_types_without_an_id_are_none():
    assert read_type({"id": None}) is read_practitioner([], {}) is None
    assert read_patient("x", today=TODAY) is None


@pytest.mark.parametrize(
    ("told", "tenant_id"),
    [
        ({"id": PRACTICE.upper(), "practiceName": "Example"}, PRACTICE),
        ({"practiceName": "Example"}, PRACTICE),
        ({"id": "0" * 8 + PRACTICE[8:]}, "0" * 8 + PRACTICE[8:]),
        ({"id": 5, "practiceName": "Example"}, None),
        ({"message": "hello"}, None),
        ({}, None),
    ],
)
def test_a_practice_is_named_by_its_id_in_small_letters(told, tenant_id):
    found = read_practice(told, practice_id=PRACTICE)
    assert (found.tenant_id if found else None) == tenant_id
    assert found is None or found.timezone is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (PRACTICE, PRACTICE),
        (f"  {PRACTICE.upper()} ", PRACTICE),
        (PRACTICE.replace("-", ""), None),
        (f"{{{PRACTICE}}}", None),
        (PRACTICE[:-1], None),
        (PRACTICE + "0", None),
        ("1f0c7b1e5a5e4c669f0b0a2f5d8e0001----", None),
        ("../" + PRACTICE[3:], None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_uuid_is_an_id_of_a_practice(typed, found):
    assert tidy_id(typed) == found


@pytest.mark.parametrize(
    "body",
    [
        [{"code": 2, "display": "5 mins"}, {"code": 7, "display": "20 mins"}],
        {"data": [{"code": "2", "name": "5 mins"}, {"code": "7", "name": "20 mins"}]},
        [{"code": 2, "description": "5"}, {"code": 7, "display": " ", "name": "20 min"}, 3, None],
        [{"code": 2, "display": "5 mins", "name": "x"}, {"code": 7, "display": "20 mins"}, {}],
    ],
)
def test_a_code_system_is_read_leniently(body):
    labels = read_labels(body)
    assert interval_minutes(CodeSystem(read_at=NOW, labels=labels)) == {"2": 5, "7": 20}


@pytest.mark.parametrize(
    "body",
    [
        None, 5, "5 mins", {}, {"data": None}, {"items": []}, [], [{"code": None, "display": "x"}],
        [{"code": True, "display": "5 mins"}], [{"code": 2, "display": None}], [[2, "5 mins"]],
    ],
)  # fmt: skip
def test_what_is_no_code_system_has_no_labels(body):
    assert read_labels(body) == ()


def test_a_label_that_is_no_length_is_left_to_the_type():
    system = CodeSystem(read_at=NOW, labels=(("2", "Short"), ("4", "10 mins")))
    assert interval_minutes(system) == {"4": 10}
    assert interval_minutes(None) == {}


# --- Anything else -------------------------------------------------------------------------------

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
        row = read(record(**changes))
        assert row.end > row.start
        assert row.status in AppointmentStatus


@hypothesis.given(JSON)
def test_any_json_is_a_person_a_type_a_code_system_or_none(value):
    read_patient({"id": "p", "dob": value, "lastName": value}, today=TODAY)
    read_practitioner({"id": "d", "titleCode": value, "status": value}, {})
    read_type({"id": "t", "duration": value, "name": value, "colour": value})
    for code, label in read_labels({"data": value}):
        assert code
        assert label
