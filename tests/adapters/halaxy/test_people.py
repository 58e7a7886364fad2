"""What each oddity of Halaxy's people, clinics and appointment types becomes."""

from datetime import date

import pytest

from app.adapters.pms.halaxy.people import (
    read_patient,
    read_practices,
    read_practitioner,
    read_role,
    read_type,
)
from app.domain.appointment import Patient

TODAY = date(2026, 1, 15)
USUAL, OFFICIAL = {"use": "usual", "given": ["Jo"]}, {"use": "official", "given": ["Jordan"]}


def patient(**facts):
    return read_patient({"id": "1", "resourceType": "Patient", **facts}, today=TODAY)


def test_a_patient_is_read_whole():
    found = patient(
        name=[USUAL, {**OFFICIAL, "family": "Ali", "prefix": ["Mx"]}],
        telecom=[
            {"system": "email", "value": "jordan.ali@example.com", "use": "home"},
            {"system": "phone", "value": "+61355500164", "use": "home"},
            {"system": "sms", "value": "+61491570158", "use": "mobile"},
        ],
        gender="Non-binary (they/them)",
        birthDate="1992-02-29",
    )
    assert found == Patient(
        pms_patient_id="1",
        first_name="Jordan",
        last_name="Ali",
        phone="+61491570158",
        email="jordan.ali@example.com",
        birth_date=date(1992, 2, 29),
    )


@pytest.mark.parametrize(
    ("names", "given", "family"),
    [
        ([USUAL, {**OFFICIAL, "family": "Ali"}], "Jordan", "Ali"),
        ([USUAL, {"given": ["Jordan"], "family": "Ali"}], "Jordan", "Ali"),
        ([USUAL, OFFICIAL], "Jordan", None),
        ([USUAL], "Jo", None),
        ([{"family": "Sukarno"}], None, "Sukarno"),
        ([{"given": [None, "", "Ji-woo", "Min"], "family": "Park"}], "Ji-woo", "Park"),
        ([{"text": "Jordan Ali"}], None, "Jordan Ali"),
        ([{"given": "Jordan", "family": ["Ali"]}], None, None),
        ([None, 5], None, None),
        ([], None, None),
        ("Jordan", None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_the_official_name_is_taken_then_one_with_a_family_name(names, given, family):
    found = patient(name=names)
    assert (found.first_name, found.last_name) == (given, family)


@pytest.mark.parametrize(
    ("telecom", "phone", "email"),
    [
        ([("phone", "1"), ("sms", "2"), ("sms", "3")], "2", None),
        ([("fax", "9"), ("phone", "1"), ("phone", "2")], "1", None),
        ([("sms", None), ("phone", "1")], "1", None),
        ([("email", "a@b"), ("email", "c@d")], None, "a@b"),
        ([(["sms"], "1")], None, None),
        ([], None, None),
    ],
)
def test_a_mobile_is_what_texts_go_to(telecom, phone, email):
    found = patient(telecom=[{"system": system, "value": value} for system, value in telecom])
    assert (found.phone, found.email) == (phone, email)


@pytest.mark.parametrize(
    ("born", "read_as"),
    [
        ("1985-03-15", date(1985, 3, 15)),
        ("2026-01-16", date(2026, 1, 16)),
        ("2026-01-17", None),
        ("1849-12-31", None),
        ("1985", None),
        ("1985-02-30", None),
        ("1985-W10-1", None),
        (19850315, None),
        (None, None),
    ],
)
def test_only_a_possible_birth_date_is_kept(born, read_as):
    assert patient(birthDate=born) == Patient(pms_patient_id="1", birth_date=read_as)


def test_a_patient_or_type_without_an_id_is_none():
    assert read_patient({"id": None}, today=TODAY) is None
    assert read_patient(None, today=TODAY) is None
    assert read_type({"name": "Telehealth"}) is None


def test_a_practitioner_is_internal_and_keeps_the_title():
    names = [USUAL, {**OFFICIAL, "family": "Rossi", "prefix": ["Dr"]}]
    doctor = read_practitioner({"id": "PR-1", "name": names, "active": False}, is_shown=True)
    assert (doctor.full_name, doctor.is_active, doctor.is_shown) == (
        "Dr Jordan Rossi",
        False,
        True,
    )
    plain = read_practitioner({"id": "PR-2"}, is_shown=False)
    assert (plain.full_name, plain.is_active, plain.is_shown) == (
        "Unnamed practitioner",
        True,
        False,
    )
    for stranger in ({"id": "EP-1"}, {"id": "1439411"}, {"id": None}, None):
        assert read_practitioner(stranger, is_shown=True) is None


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"id": "PR-1", "practitioner": {"reference": "Practitioner/PR-9"}}, ("PR-1", "PR-9")),
        ({"id": "PR-1", "practitioner": {"reference": "Organization/CL-9"}}, None),
        ({"id": "PR-1", "practitioner": None}, None),
        ({"id": None, "practitioner": {"reference": "Practitioner/PR-9"}}, None),
        (None, None),
    ],
)
def test_a_role_names_its_practitioner(record, found):
    assert read_role(record) == found


def quantity(value, unit="minute"):
    return {"url": "anything", "valueQuantity": {"value": value, "unit": unit}}


@pytest.mark.parametrize(
    ("extensions", "minutes"),
    [
        ([{"url": "x", "valueString": "Yes"}, quantity(50)], 50),
        ([quantity(25.0, "Minutes")], 25),
        ([quantity(0.2)], 1),
        ([quantity(5, None)], 5),
        ([quantity(2, "hour"), quantity(120)], 120),
        ([quantity("50")], None),
        ([quantity(-5)], None),
        ([{"url": "x", "valueQuantity": 50}], None),
        (None, None),
    ],
)
def test_a_types_duration_is_found_by_its_quantity(extensions, minutes):
    found = read_type({"id": "557057", "name": "F2F", "extension": extensions})
    assert found.duration_minutes == minutes


@pytest.mark.parametrize(
    ("name", "shown", "is_telehealth"),
    [
        ("Telehealth", "Telehealth", True),
        ("Phone check-in", "Phone check-in", True),
        ("F2F", "F2F", False),
        (None, "Unnamed type", False),
    ],
)
def test_a_types_name_stands_in_for_a_flag_and_archived_types_are_types(name, shown, is_telehealth):
    found = read_type({"id": "557057", "name": name, "active": False})
    assert (found.name, found.is_telehealth) == (shown, is_telehealth)


def organizations(*ids):
    return [{"id": one, "name": f"Name of {one}"} for one in ids]


@pytest.mark.parametrize(
    ("ids", "own"),
    [
        (("CL-1", "PG-5", "CL-2", "FD-1"), ["PG-5"]),
        (("SP-3", "CL-1", "OG-1"), ["CL-1"]),
        (("CL-1", "CL-2"), ["CL-1", "CL-2"]),
        (("SP-1", "FD-1"), []),
        ((), []),
    ],
)
def test_the_account_is_its_group_or_else_its_clinics(ids, own):
    found = read_practices([None, {"id": None}, *organizations(*ids)])
    assert [one.tenant_id for one in found] == own
    assert all(one.name == f"Name of {one.tenant_id}" for one in found)
    assert all(one.timezone is None for one in found)
