"""The adapter against the sandbox's busy day: its own oddities, its other ways of paging."""

import logging

import pytest

from app.adapters.base import PractitionerDay
from app.adapters.pms.halaxy import SPEC
from app.domain.appointment import AppointmentStatus
from app.domain.errors import PracticeNotConnected, RunSheetError, SignInAgain
from app.sandbox import HalaxyLinkStyle, HalaxyTokens, most_at_once
from app.sandbox.halaxy.people import GONE_PATIENT_ID
from tests.adapters.under_test import under_test


def rows_of(cells):
    return [row for cell in cells.values() for row in cell.appointments]


def requests_for(vendor, kind):
    return [one for one in vendor.sandbox.requests if one.path.endswith(f"/{kind}")]


async def test_a_day_costs_one_request_a_page_and_one_for_who_was_left_out():
    with under_test("halaxy") as vendor:
        cells = await vendor.fetch()
        await vendor.http.aclose()
        assert all(isinstance(cell, PractitionerDay) for cell in cells.values())
        assert len(requests_for(vendor, "Appointment")) == 1
        assert len(requests_for(vendor, "Patient")) == 1
        assert len(vendor.sandbox.requests) == 3  # with the token's
        bare = {row.patient.pms_patient_id for row in rows_of(cells) if not row.patient.last_name}
        known = {one.id: one for one in vendor.sandbox.practice.patients()}
        assert {one for one in bare if one not in known or known[one].family} == {GONE_PATIENT_ID}
        left_out = {one.id for one in known.values() if not one.is_included}
        assert left_out <= {row.patient.pms_patient_id for row in rows_of(cells)}
        assert vendor.sandbox.violations == []


async def test_statuses_places_and_types_are_those_of_the_book():
    with under_test("halaxy") as vendor:
        cells = await vendor.fetch()
        await vendor.http.aclose()
        book = vendor.book()
        places = {"telehealth": True, "online": True, "phone": True, None: None}
        for row in rows_of(cells):
            kept = book[row.pms_appointment_id]
            told = kept.status_of(row.patient.pms_patient_id)
            assert row.raw_status == told
            assert row.has_unknown_status == (told == "awaiting funding")
            assert row.is_telehealth is places.get(kept.location, False)
            assert row.appointment_type_id == kept.type_id
            if told == "did not attend":
                assert row.status is AppointmentStatus.NO_SHOW


@pytest.mark.parametrize("links", list(HalaxyLinkStyle))
async def test_every_kind_of_next_link_leads_to_the_whole_day(links):
    with under_test("halaxy", links=links) as vendor:
        cells = await vendor.fetch(adapter=vendor.open_small_pages())
        await vendor.http.aclose()
        assert {row.pms_appointment_id for row in rows_of(cells)} == set(vendor.book())
        assert all(cell.is_complete for cell in cells.values())
        assert vendor.sandbox.violations == []


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_an_expired_token_is_renewed_whatever_status_halaxy_gives_it(status):
    with under_test("halaxy", tokens=HalaxyTokens(expired_status=status)) as vendor:
        await vendor.fetch()
        vendor.sandbox.tokens.expire_all()
        cells = await vendor.fetch()
        await vendor.http.aclose()
        assert {row.pms_appointment_id for row in rows_of(cells)} == set(vendor.book())


async def test_a_key_that_was_deleted_asks_for_a_sign_in():
    with under_test("halaxy") as vendor:
        await vendor.fetch()
        vendor.sandbox.tokens.revoke_key()
        with pytest.raises(SignInAgain):
            await vendor.fetch()
        await vendor.http.aclose()


async def test_a_key_without_the_patients_is_told():
    with under_test("halaxy") as vendor:
        vendor.sandbox.practice.scopes = vendor.sandbox.practice.scopes - {"Patient"}
        with pytest.raises(PracticeNotConnected):
            await vendor.fetch()
        await vendor.http.aclose()


async def test_known_pages_save_the_second_pass_and_a_change_is_seen():
    with under_test("halaxy") as vendor:
        practice = vendor.sandbox.practice
        first = await vendor.fetch(adapter=vendor.open_small_pages())
        asked = _pages(vendor)
        known = {one: cell.page_marks for one, cell in first.items()}
        again = await vendor.fetch(known, adapter=vendor.open_small_pages())
        assert rows_of(again) == rows_of(first)
        assert (_pages(vendor) - asked) * 2 == asked
        row = next(one for one in rows_of(first) if one.patient.last_name)
        practice.put_patient(_renamed(practice.patient(row.patient.pms_patient_id)))
        later = await vendor.fetch(known, adapter=vendor.open_small_pages())
        assert "Renamed" in {one.patient.last_name for one in rows_of(later)}
        assert {one: cell.page_marks for one, cell in later.items()} != known
        await vendor.http.aclose()


def _pages(vendor):
    return sum(vendor.system.is_page(one.path) for one in vendor.sandbox.requests)


def _renamed(patient):
    return type(patient)(id=patient.id, family="Renamed", given=patient.given)


def test_both_regions_are_offered_and_each_has_its_host():
    (region,) = (one for one in SPEC.sign_in_fields if one.name == "region")
    assert [value for value, _label in region.choices] == list(SPEC.base_urls)
    assert SPEC.base_urls == {
        "au": "https://au-api.halaxy.com/main",
        "eu": "https://eu-api.halaxy.com/main",
    }
    assert (SPEC.rate_limit.requests, SPEC.rate_limit.per_s) == (500, 60)


async def test_a_day_is_read_one_request_after_the_other():
    with under_test("halaxy", latency_s=0.01) as vendor:
        await vendor.fetch(adapter=vendor.open_small_pages())
        await vendor.http.aclose()
        assert len(requests_for(vendor, "Appointment")) > 10
        assert most_at_once(vendor.sandbox.requests) == 1


@pytest.mark.parametrize("fault", ["status_500", "status_404", "json_truncated", "status_401"])
async def test_no_secret_and_nobodys_data_stand_in_an_error_or_a_log(caplog, fault):
    caplog.set_level(logging.DEBUG)
    with under_test("halaxy") as vendor:
        cells = await vendor.fetch()
        row = rows_of(cells)[0]
        vendor.sandbox.faults.add(fault, path=f"/Appointment/{row.pms_appointment_id}")
        with pytest.raises(RunSheetError) as caught:
            await vendor.open().appointment(row.pms_appointment_id)
        await vendor.http.aclose()
        told = [repr(caught.value), str(caught.value), repr(vendor.open())]
        told += [one.getMessage() for one in caplog.records if one.name.startswith("app")]
        text = "".join(told)
        for secret in vendor.secrets():
            assert secret not in text
        assert caught.value.__context__ is None
