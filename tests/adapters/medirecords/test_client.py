"""Signing in, the practice, people, types and single appointments of MediRecords."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.adapters.http import HttpClient
from app.adapters.pms.medirecords import SPEC
from app.adapters.pms.medirecords.client import MediRecordsAdapter
from app.domain.appointment import Patient
from app.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    InvalidRequest,
    NotFound,
    OtherPractice,
    PracticeNotConnected,
    SignInAgain,
    VendorTrouble,
)
from app.domain.practice import Practice
from tests.adapters.medirecords.conftest import (
    HOME,
    PRACTICE,
    MediRecords,
    envelope,
    record,
)

ANOTHER = "1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0002"


@pytest.fixture
def opened(account):
    """An adapter over this vendor."""
    return lambda vendor, **changes: MediRecordsAdapter(vendor, replace(account, **changes))


# --- The account ---------------------------------------------------------------------------------


def test_no_token_asks_to_sign_in_and_an_impossible_one_is_refused(account):
    for token in ("", "   "):
        with pytest.raises(SignInAgain):
            SPEC.open(HttpClient(), replace(account, credentials={"apiToken": token}))
    with pytest.raises(SignInAgain):
        SPEC.open(HttpClient(), replace(account, credentials={}))
    for token in ("two words", "tökén", "a\tb"):
        with pytest.raises(CredentialsRefused) as caught:
            SPEC.open(HttpClient(), replace(account, credentials={"apiToken": token}))
        assert token not in str(caught.value)


@pytest.mark.parametrize("typed", [None, "", "42", PRACTICE[:-1], PRACTICE + "0", "../" + PRACTICE])
def test_a_practice_id_that_is_none_is_refused_before_any_request(account, typed):
    with pytest.raises(InvalidRequest, match="36 characters"):
        SPEC.open(HttpClient(), replace(account, practice_id=typed, tenant_id=None))


async def test_the_practice_is_named_and_tells_no_time_zone(opened):
    practice = await opened(MediRecords(), tenant_id=None).practice()
    assert practice == Practice(tenant_id=PRACTICE, name="X", timezone=None)


async def test_letters_of_the_practice_id_may_be_small_or_capital(opened):
    vendor = MediRecords()
    typed = PRACTICE.upper()
    vendor.answers[f"/practices/{typed}"] = {"id": typed, "practiceName": "X"}
    practice = await opened(vendor, practice_id=f" {typed} ", tenant_id=PRACTICE).practice()
    assert practice.tenant_id == PRACTICE
    assert (await opened(MediRecords(), tenant_id=typed).practice()).tenant_id == PRACTICE


async def test_a_practice_that_does_not_name_its_id_is_the_one_asked_for(opened):
    vendor = MediRecords()
    vendor.answers[HOME] = {"practiceName": "X"}
    assert (await opened(vendor).practice()).tenant_id == PRACTICE


async def test_another_practice_is_told(opened):
    with pytest.raises(OtherPractice):
        await opened(MediRecords(), tenant_id=ANOTHER).practice()
    vendor = MediRecords()
    vendor.answers[HOME] = {"id": ANOTHER, "practiceName": "Y"}
    for tenant_id in (None, PRACTICE, ANOTHER):
        with pytest.raises(OtherPractice):
            await opened(vendor, tenant_id=tenant_id).practice()


async def test_an_unknown_practice_is_not_connected(opened):
    vendor = MediRecords()
    vendor.failures[HOME] = NotFound(system="MediRecords")
    with pytest.raises(PracticeNotConnected):
        await opened(vendor).practice()


@pytest.mark.parametrize("body", [{}, [], {"message": "hello"}, {"id": 5}, b"null", b"7"])
async def test_what_is_no_practice_is_a_bad_answer(opened, body):
    vendor = MediRecords()
    vendor.answers[HOME] = body
    with pytest.raises(BadAnswer):
        await opened(vendor).practice()


# --- People and types ----------------------------------------------------------------------------


async def test_every_provider_is_listed_with_a_title_over_several_pages(opened):
    vendor = MediRecords()
    vendor.cap = 2
    vendor.providers = [
        {"id": "d1", "firstName": "Hamish", "lastName": "Okafor", "titleCode": "315890004"},
        {"id": "d2", "firstName": None, "lastName": "Tran", "titleCode": "1", "status": "Active"},
        {"id": "d3", "lastName": "Gone", "titleCode": None, "status": "Inactive"},
        {"id": None, "lastName": "Nobody"},
        "nonsense",
    ]
    people = await opened(vendor).practitioners()
    assert [(one.full_name, one.is_active) for one in people] == [
        ("Dr Hamish Okafor", True),
        ("Tran", True),
        ("Gone", False),
    ]
    assert not any("status" in params for params in vendor.params)


async def test_people_have_no_titles_while_the_code_system_fails(opened):
    vendor = MediRecords()
    vendor.failures["/code-system/title-code"] = VendorTrouble(system="MediRecords")
    (person,) = await opened(vendor).practitioners()
    assert person.full_name == "Okafor"
    vendor.failures.clear()
    (person,) = await opened(vendor).practitioners()
    assert person.full_name == "Dr Okafor"


async def test_inactive_types_are_listed_and_no_filter_is_sent(opened):
    vendor = MediRecords()
    vendor.types.append({"id": "old", "name": "Laser", "activeStatus": 2, "duration": "4 hrs"})
    types = await opened(vendor).appointment_types()
    assert [(one.name, one.duration_minutes) for one in types] == [("Review", 25), ("Laser", 240)]
    assert vendor.params == [{"page": "0", "size": "100"}]


@pytest.mark.parametrize("body", [[], {}, envelope([], page=3), envelope([], size=500), b"{"])
async def test_a_list_of_the_wrong_shape_is_a_bad_answer(opened, body):
    vendor = MediRecords()
    for path in ("/providers", "/appointment-types"):
        vendor.answers[HOME + path] = body
    with pytest.raises(BadAnswer):
        await opened(vendor).practitioners()
    with pytest.raises(BadAnswer):
        await opened(vendor).appointment_types()


async def test_a_list_of_people_without_end_is_a_bad_answer(opened):
    class Endless(MediRecords):
        def _page(self, rows, params):
            return {**super()._page(rows, params), "last": False}

    with pytest.raises(BadAnswer):
        await opened(Endless()).practitioners()


# --- One appointment -----------------------------------------------------------------------------


async def test_one_appointment_is_read_in_the_accounts_zone_with_all_it_names(opened):
    (row,) = await opened(MediRecords([record()])).appointment("a1")
    assert row.start == datetime(2026, 1, 14, 22, tzinfo=UTC)
    assert row.end - row.start == timedelta(minutes=15)
    assert row.is_telehealth
    assert row.patient == Patient(pms_patient_id="p1", last_name="Tran", phone="0491570157")
    (row,) = await opened(MediRecords([record()]), timezone="Australia/Perth").appointment("a1")
    assert row.start == datetime(2026, 1, 15, 1, tzinfo=UTC)


async def test_an_appointment_that_is_gone_is_not_found(opened):
    with pytest.raises(NotFound):
        await opened(MediRecords()).appointment("a1")


@pytest.mark.parametrize(
    "body",
    [
        record(2),
        record(providerId=None),
        record(scheduleTime=None),
        record(practiceId=ANOTHER),
        {},
        [],
        b"null",
    ],
)
async def test_an_appointment_that_cannot_be_read_is_a_bad_answer(opened, body):
    vendor = MediRecords()
    vendor.answers[HOME + "/appointments/a1"] = body
    with pytest.raises(BadAnswer):
        await opened(vendor).appointment("a1")


async def test_an_appointment_whose_patient_cannot_be_read_now_is_not_told_without_a_name(opened):
    vendor = MediRecords([record()])
    vendor.failures["/patients/p1"] = VendorTrouble(system="MediRecords")
    with pytest.raises(VendorTrouble):
        await opened(vendor).appointment("a1")


async def test_without_a_time_zone_no_time_is_guessed(opened):
    with pytest.raises(InvalidRequest, match="time zone"):
        await opened(MediRecords([record()]), timezone=None).appointment("a1")


async def test_ids_are_quoted_into_addresses(opened):
    vendor = MediRecords()
    vendor.answers[HOME + "/appointments/a%2F..%2Fb"] = b"{}"
    with pytest.raises(BadAnswer):
        await opened(vendor).appointment("a/../b")
