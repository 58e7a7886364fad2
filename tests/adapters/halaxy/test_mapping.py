"""What each oddity of Halaxy's appointments becomes."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import hypothesis
import hypothesis.strategies as st
import pytest

from app.adapters.pms.halaxy.mapping import read_booking, read_rows
from app.adapters.pms.halaxy.references import read_reference
from app.adapters.records import Unreadable
from app.domain.appointment import AppointmentStatus, Patient

HOST = "https://au-api.halaxy.com/main/"
TERMS = "https://terminology.halaxy.com/StructureDefinition/"
ROLE, JORDAN, ROBIN, TYPE = "PR-2442591", "150000001", "150000002", "557057"
START = datetime(2026, 1, 14, 22, 0, tzinfo=UTC)
END = START + timedelta(minutes=50)
BEFORE, DURING, AFTER = START - timedelta(hours=1), START + timedelta(minutes=5), END


def role(role_id=ROLE):
    return {"actor": {"reference": f"{HOST}PractitionerRole/{role_id}", "type": "PractitionerRole"}}


def status(code):
    coding = {"system": "https://au-api.halaxy.com/presets/x", "code": code, "display": code}
    return [{"url": TERMS + "appointment-participant-status", "valueCoding": coding}]


def patient(patient_id=JORDAN, code="booked", **more):
    actor = {"reference": f"{HOST}Patient/{patient_id}", "type": "Patient"}
    return {"actor": actor, "modifierExtension": status(code), **more}


def record(**changes):
    whole = {
        "resourceType": "Appointment",
        "id": "123456789",
        "start": "2026-01-15T09:00:00+11:00",
        "end": "2026-01-15T09:50:00+11:00",
        "minutesDuration": 50,
        "description": "3/8",
        "supportingInformation": [{"reference": f"{HOST}HealthcareService/{TYPE}"}],
        "participant": [role(), patient()],
    }
    return {**whole, **changes}


def read(changed, *, now=BEFORE):
    patients = {JORDAN: Patient(pms_patient_id=JORDAN, last_name="Ali")}
    booking = read_booking(changed)
    return read_rows(booking, pms_practitioner_id="PR-1", patients=patients, now=now)


def reason(changed):
    with pytest.raises(Unreadable) as caught:
        read(changed)
    return caught.value.reason


def test_a_plain_appointment_is_read_whole():
    booking = read_booking(record())
    assert (booking.role_ids, booking.practitioner_ids) == ((ROLE,), ())
    (row,) = read(record())
    assert (row.pms_appointment_id, row.pms_practitioner_id) == ("123456789", "PR-1")
    assert (row.start, row.end) == (START, END)
    assert (row.status, row.raw_status) == (AppointmentStatus.BOOKED, "booked")
    assert not row.has_unknown_status
    assert (row.appointment_type_id, row.is_telehealth) == (TYPE, None)
    assert row.patient == Patient(pms_patient_id=JORDAN, last_name="Ali")
    assert (row.telehealth_url, row.arrived_at, row.cancelled_at) == (None, None, None)


def test_what_staff_wrote_about_a_client_is_in_no_row():
    (row,) = read(record(description="Zzyzx", comment="Zzyzx"))
    assert "Zzyzx" not in repr(row)


@pytest.mark.parametrize(
    ("code", "now", "becomes"),
    [
        ("booked", AFTER, AppointmentStatus.BOOKED),
        ("check response", BEFORE, AppointmentStatus.BOOKED),
        ("rejected", BEFORE, AppointmentStatus.BOOKED),
        ("confirmed", AFTER, AppointmentStatus.CONFIRMED),
        ("arrived", AFTER, AppointmentStatus.ARRIVED),
        ("attended", BEFORE, AppointmentStatus.IN_PROGRESS),
        ("attended", DURING, AppointmentStatus.IN_PROGRESS),
        ("attended", END - timedelta(seconds=1), AppointmentStatus.IN_PROGRESS),
        ("attended", END, AppointmentStatus.COMPLETED),
        ("cancelled", BEFORE, AppointmentStatus.CANCELLED),
        ("cancelled (no charge)", BEFORE, AppointmentStatus.CANCELLED),
        ("did not attend", AFTER, AppointmentStatus.NO_SHOW),
        ("Did Not  Attend", AFTER, AppointmentStatus.NO_SHOW),
        ("CONFIRMED", BEFORE, AppointmentStatus.CONFIRMED),
    ],
)
def test_every_status_of_the_table_is_mapped_and_its_word_kept(code, now, becomes):
    (row,) = read(record(participant=[role(), patient(code=code)]), now=now)
    assert (row.status, row.raw_status) == (becomes, " ".join(code.split()))
    assert not row.has_unknown_status


@pytest.mark.parametrize(
    ("code", "raw"), [("awaiting funding", "awaiting funding"), (7, None), (["booked"], None)]
)
def test_an_unknown_status_is_shown_as_booked_and_told(code, raw):
    (row,) = read(record(participant=[role(), patient(code=code)]))
    assert (row.status, row.raw_status) == (AppointmentStatus.BOOKED, raw)
    assert row.has_unknown_status


@pytest.mark.parametrize(
    "extensions",
    [
        None, [], {}, "x", [None], [{}], [{"url": None}], status(None), status(""),
        [{"url": TERMS + "appointment-participant-status"}],
        [{"url": TERMS + "appointment-participant-status", "valueCoding": "arrived"}],
        [{"url": TERMS + "something-else", "valueCoding": {"code": "arrived"}}],
    ],
)  # fmt: skip
def test_no_status_is_booked_without_a_word(extensions):
    (row,) = read(record(participant=[role(), patient(modifierExtension=extensions)]))
    assert (row.status, row.raw_status) == (AppointmentStatus.BOOKED, None)
    assert not row.has_unknown_status


def test_a_status_counts_only_as_a_modifier_and_at_the_patient():
    people = [
        {**role(), "modifierExtension": status("arrived")},
        patient(modifierExtension=None, extension=status("arrived"), status="accepted"),
    ]
    (row,) = read(record(participant=people, status="arrived"))
    assert (row.status, row.raw_status) == (AppointmentStatus.BOOKED, None)


@pytest.mark.parametrize("given", [{"text": "Unwell"}, "Unwell", [{"text": "x"}], True])
def test_a_cancellation_reason_cancels_whatever_the_status_says(given):
    (row,) = read(record(cancellationReason=given, participant=[role(), patient(code="arrived")]))
    assert (row.status, row.raw_status) == (AppointmentStatus.CANCELLED, "arrived")


@pytest.mark.parametrize("given", [None, "", [], {}])
def test_no_cancellation_reason_says_nothing(given):
    (row,) = read(record(cancellationReason=given))
    assert row.status is AppointmentStatus.BOOKED


def test_a_group_session_is_a_row_per_patient_each_with_its_own_status():
    people = [role(), patient(code="arrived"), patient(ROBIN, code="cancelled"), patient("3", None)]
    rows = read(record(participant=people))
    assert [row.status for row in rows] == [
        AppointmentStatus.ARRIVED,
        AppointmentStatus.CANCELLED,
        AppointmentStatus.BOOKED,
    ]
    assert [row.patient.pms_patient_id for row in rows] == [JORDAN, ROBIN, "3"]
    assert len({row.key for row in rows}) == 3


def test_a_patient_named_twice_is_one_row_with_the_status_that_was_told():
    (row,) = read(record(participant=[patient(code="arrived"), role(), patient(code=None)]))
    assert row.status is AppointmentStatus.ARRIVED


def test_a_blocker_is_no_row_whatever_else_it_lacks():
    assert read(record(participant=[role()])) == ()
    assert read(record(participant=[role()], start=None, end=None, minutesDuration=None)) == ()
    room = {"actor": {"reference": f"{HOST}Location/9"}}
    assert read(record(participant=[role(), room])) == ()


@pytest.mark.parametrize(
    ("participants", "why"),
    [
        (None, "practitioner_missing"),
        ([], "practitioner_missing"),
        ("x", "participants_unreadable"),
        ([role(), None], "participants_unreadable"),
        ([role(), {"actor": None}], "participants_unreadable"),
        ([role(), {}], "participants_unreadable"),
        ([role(), {"actor": {"type": "Patient"}}], "participants_unreadable"),
        ([role(), {"actor": {"reference": "Patient/a b"}}], "participants_unreadable"),
        ([role(), {"actor": {"reference": 5}}], "participants_unreadable"),
    ],
)
def test_a_place_that_may_be_a_patients_and_cannot_be_read_is_counted(participants, why):
    assert reason(record(participant=participants)) == why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id": None}, "id_missing"),
        ({"id": "a/b"}, "id_missing"),
        ({"resourceType": None}, "not_an_appointment"),
        ({"resourceType": ["Appointment"]}, "not_an_appointment"),
        ({"start": None}, "start_missing"),
        ({"start": "2026-01-15T09:00:00"}, "start_unreadable"),
        ({"end": None, "minutesDuration": None}, "end_missing"),
        ({"end": "noon", "minutesDuration": 0}, "end_unreadable"),
        ({"end": "2026-01-15T08:00:00+11:00", "minutesDuration": "50"}, "end_before_start"),
    ],
)
def test_what_cannot_be_read_says_why(changes, why):
    assert reason(record(**changes)) == why


def test_what_is_no_object_says_so():
    assert reason(None) == reason([]) == reason("x") == "not_an_object"


@pytest.mark.parametrize("end", [None, "noon", "2026-01-15T08:00:00+11:00", 5])
def test_an_end_that_is_missing_or_odd_is_told_by_the_duration(end):
    (row,) = read(record(end=end, minutesDuration=30))
    assert row.end == START + timedelta(minutes=30)


def test_times_in_utc_and_with_the_practices_offset_are_the_same():
    (row,) = read(record(start="2026-01-14T22:00:00+00:00", end="2026-01-14T22:50:00Z"))
    assert (row.start, row.end) == (START, END)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"reference": f"{HOST}Patient/1"}, ("Patient", "1")),
        ({"reference": "http://127.0.0.1:8080/main/Patient/1"}, ("Patient", "1")),
        ({"reference": "/main/Patient/1"}, ("Patient", "1")),
        ({"reference": "Patient/1", "display": "X", "type": "Group"}, ("Patient", "1")),
        ({"reference": "PractitionerRole/PR-2"}, ("PractitionerRole", "PR-2")),
        ({"reference": "1", "type": "Patient"}, None),
        ({"reference": "/1"}, None),
        ({"reference": "Patient/"}, None),
        ({"reference": "Patient/1,2"}, None),
        ({"reference": "Patient/1?x=2"}, None),
        ({"reference": "patient/1"}, None),
        ({"reference": "x/" * 400 + "Patient/1"}, None),
        ({"reference": None}, None),
        ({}, None),
        ("Patient/1", None),
        (None, None),
    ],
)
def test_a_reference_is_read_by_its_last_two_segments(value, found):
    assert read_reference(value) == found


LOCATION = TERMS + "location-type"


@pytest.mark.parametrize("code", ["telehealth", "online", "phone", "Telehealth"])
@pytest.mark.parametrize(
    "written",
    [
        lambda code: {"extension": [{"url": LOCATION, "valueCode": code}]},
        lambda code: {"extension": [{"url": LOCATION, "valueCoding": {"code": code}}]},
        lambda code: {"extension": [{"url": LOCATION, "valueString": code}]},
        lambda code: {"name": "location-type", "valueCode": code},
    ],
)
def test_a_location_type_is_read_however_it_is_written(code, written):
    (row,) = read(record(supportingInformation=[written(code)]))
    assert (row.is_telehealth, row.appointment_type_id) == (True, None)


@pytest.mark.parametrize(
    ("code", "is_telehealth"),
    [("clinic", False), ("organization", False), ("moon base", None), (5, None), (None, None)],
)
def test_another_location_is_no_telehealth_and_an_unknown_one_says_nothing(code, is_telehealth):
    given = [{"reference": f"HealthcareService/{TYPE}", "extension": [
        {"url": TERMS + "other", "valueCode": "phone"}, {"url": LOCATION, "valueCode": code},
    ]}]  # fmt: skip
    (row,) = read(record(supportingInformation=given))
    assert (row.is_telehealth, row.appointment_type_id) == (is_telehealth, TYPE)


@pytest.mark.parametrize(
    "given", [None, [], {}, "x", [None], [{}], [{"reference": "Patient/1"}, {"extension": 5}]]
)
def test_an_appointment_without_a_type_has_none(given):
    (row,) = read(record(supportingInformation=given))
    assert (row.appointment_type_id, row.is_telehealth) == (None, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@hypothesis.given(st.dictionaries(st.sampled_from(sorted(record())), JSON))
def test_any_json_is_read_or_counted(changes):
    with suppress(Unreadable):
        assert all(row.end >= row.start for row in read(record(**changes)))
