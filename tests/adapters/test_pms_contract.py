"""One suite over every adapter in the registry, each against its own sandbox on the loopback."""

import asyncio
import logging
from datetime import UTC, timedelta

import pytest

from app.adapters.base import NOBODY, PractitionerDay, PractitionerFailure
from app.adapters.registry import PMS_SPECS
from app.domain.appointment import AppointmentStatus
from app.domain.connection import FieldKind
from app.domain.errors import (
    NotFound,
    OtherPractice,
    PracticeNotConnected,
    RunSheetError,
    SignInAgain,
)
from app.sandbox import FAULTS
from tests.adapters.under_test import IMPATIENT, under_test
from tests.support.waiting import on_this_machine

DEADLINE_S = 5.0
PATHS = {
    "gentu": ("/oauth2/token", "/tenants", "/appointments"),
    "medirecords": ("/providers", "/patients/", "/appointments"),
    "halaxy": ("/oauth/token", "/PractitionerRole", "/Appointment"),
}
RENEWING = [name for name in sorted(PMS_SPECS) if name != "medirecords"]


@pytest.fixture(params=sorted(PMS_SPECS))
def vendor(request):
    with under_test(request.param) as vendor:
        yield vendor
        assert not [one.violation for one in vendor.sandbox.violations]


async def test_the_days_rows_match_the_vendors_book(vendor):
    cells = await vendor.fetch()
    await vendor.http.aclose()
    nobodys = cells.pop(NOBODY, None)
    book, practice = vendor.book(), vendor.sandbox.practice
    rows = [row for cell in cells.values() for row in cell.appointments]
    assert all(cell.is_complete and not cell.is_unchanged for cell in cells.values())
    assert {row.pms_appointment_id for row in rows} == set(book)
    assert {row.key for row in rows} == {
        (one.id, patient_id) for one in book.values() for patient_id in one.patient_ids or ("",)
    }
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        kept = book[row.pms_appointment_id]
        assert row.start == kept.start
        assert row.start.tzinfo is UTC
        assert row.end.tzinfo is UTC
        assert kept.end is None or row.end == kept.end
        assert row.pms_practitioner_id == kept.practitioner_id
        assert row.appointment_type_id == kept.type_id
        if len(kept.patient_ids) < 2:
            is_cancelled = row.status is AppointmentStatus.CANCELLED
            assert is_cancelled == practice.is_cancelled(kept)
    without = [one for one in practice.appointments(vendor.day.day) if one.practitioner_id is None]
    assert len(without) == (len(nobodys.quarantined) if nobodys else 0)
    assert not nobodys or {"practitioner_missing"} == {o.reason for o in nobodys.quarantined}


async def test_patients_are_the_vendors_and_only_a_patient_it_does_not_know_is_bare(vendor):
    cells = await vendor.fetch()
    await vendor.http.aclose()
    known = {one.id: one for one in vendor.sandbox.practice.patients()}
    rows = [row for cell in cells.values() for row in cell.appointments if row.patient]
    assert any(row.patient.pms_patient_id in known for row in rows)
    for row in rows:
        patient = known.get(row.patient.pms_patient_id)
        expected = (patient.family, patient.given, patient.birth_date) if patient else (None,) * 3
        found = (row.patient.last_name, row.patient.first_name, row.patient.birth_date)
        assert found == expected
        if patient and patient.phone:
            assert row.patient.phone == patient.phone


async def test_an_unchanged_day_is_told_by_its_marks_and_a_change_is_seen(vendor):
    first = await vendor.fetch()
    known = {one: cell.page_marks for one, cell in first.items() if cell.page_marks}
    again = await vendor.fetch(known)
    is_timeless = vendor.spec.pms_type != "halaxy"  # its statuses change with the clock alone
    for one, cell in again.items():
        assert cell.is_unchanged == (is_timeless and one in known)
        assert cell.appointments == (() if cell.is_unchanged else first[one].appointments)
    touched = next(row for cell in first.values() for row in cell.appointments)
    vendor.sandbox.practice.move(
        touched.pms_appointment_id, start=touched.start + timedelta(minutes=5)
    )
    later = await vendor.fetch(known)
    assert not later[touched.pms_practitioner_id].is_unchanged
    await vendor.http.aclose()


async def test_people_and_types_are_all_listed(vendor):
    adapter, practice = vendor.open(), vendor.sandbox.practice
    people = {one.pms_practitioner_id: one for one in await adapter.practitioners()}
    types = {one.pms_type_id: one for one in await adapter.appointment_types()}
    await vendor.http.aclose()
    listed = {one.id: one.active for one in practice.practitioners()}
    assert {key: people[key].is_active for key in listed} == listed
    assert not any(people[key].is_shown for key in people.keys() - listed.keys())
    assert {one.id for one in practice.types()} == set(types)
    for one in practice.types():
        assert types[one.id].name == getattr(one, "text", None) or one.name
        assert types[one.id].duration_minutes == one.duration
        assert (types[one.id].is_telehealth is not None) >= (
            vendor.spec.flags_telehealth and getattr(one, "telehealth", True) is not None
        )


async def test_the_check_names_the_account_and_another_one_is_told(vendor):
    practice = await vendor.open(tenant_id=vendor.sandbox.account_id).practice()
    assert practice.tenant_id == vendor.sandbox.account_id
    assert practice.name == vendor.sandbox.practice.name
    if not vendor.spec.uses_pairing_code:
        assert await vendor.open(tenant_id=None).practice() == practice
        with pytest.raises(OtherPractice):
            await vendor.open(tenant_id="another").practice()
    await vendor.http.aclose()


async def test_one_appointment_reads_as_in_the_list(vendor):
    adapter = vendor.open()
    cells = await vendor.fetch(adapter=adapter)
    rows = [row for cell in cells.values() for row in cell.appointments]
    for row in rows[:10]:
        assert row in await adapter.appointment(row.pms_appointment_id)
    vendor.sandbox.practice.delete(rows[0].pms_appointment_id)
    with pytest.raises(NotFound):
        await adapter.appointment(rows[0].pms_appointment_id)
    await vendor.http.aclose()


async def test_a_revoked_practice_is_told(vendor):
    vendor.sandbox.practice.revoke()
    with pytest.raises(PracticeNotConnected):
        await vendor.open().practice()
    with pytest.raises(PracticeNotConnected):
        await vendor.fetch()
    await vendor.http.aclose()


async def test_wrong_credentials_are_told(vendor):
    wrong = dict.fromkeys(vendor.account().credentials, "wrong")
    with pytest.raises(SignInAgain):
        await vendor.open(credentials=wrong).practice()
    with pytest.raises(SignInAgain):
        await vendor.fetch(adapter=vendor.open(credentials=wrong))
    await vendor.http.aclose()


@pytest.mark.parametrize("name", RENEWING)
async def test_a_token_that_expires_in_the_middle_of_paging_is_renewed_unseen(name):
    with under_test(name) as vendor:
        pages = []

        def expire_at_the_second_page(call):
            if vendor.system.is_page(call.path):
                pages.append(call)
                if len(pages) == 2:
                    vendor.sandbox.tokens.expire_all()

        vendor.sandbox.on_request.append(expire_at_the_second_page)
        cells = await vendor.fetch(adapter=vendor.open_small_pages())
        await vendor.http.aclose()
        assert len(pages) > 2
        assert all(isinstance(cell, PractitionerDay) for cell in cells.values())
        rows = [row for cell in cells.values() for row in cell.appointments]
        assert {row.pms_appointment_id for row in rows} == set(vendor.book())


async def test_closing_the_iterator_early_leaves_no_task(vendor):
    vendor.sandbox.latency_s = 0.05
    cells = vendor.open().fetch_day(vendor.day, vendor.practitioner_ids, {})
    async for _ in cells:
        break
    await cells.aclose()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    await vendor.http.aclose()


def test_the_form_asks_for_every_credential_and_hides_what_is_secret():
    for spec in PMS_SPECS.values():
        fields = {one.name: one for one in spec.sign_in_fields}
        asked = {one.name for one in spec.credential_fields}
        assert spec.uses_pairing_code or asked <= fields.keys()
        assert fields.keys() - asked <= {"practiceId", "region"}
        assert all(one.label for one in fields.values())
        assert spec.sign_in_steps
        for name in fields.keys() & {"apiToken", "clientSecret"}:
            assert fields[name].kind is FieldKind.SECRET
        for one in fields.values():
            assert bool(one.choices) == (one.kind is FieldKind.CHOICE)


@pytest.mark.parametrize(
    ("name", "path"), [(name, path) for name in sorted(PMS_SPECS) for path in PATHS[name]]
)
@pytest.mark.parametrize("fault", sorted(FAULTS))
async def test_every_fault_ends_typed_within_the_deadline(caplog, fault, name, path):
    caplog.set_level(logging.DEBUG)
    with under_test(name, patience=IMPATIENT) as vendor:
        vendor.sandbox.faults.add(fault, path=path)
        told = []
        async with asyncio.timeout(on_this_machine(DEADLINE_S)):
            for outcome in await asyncio.gather(
                _everything(vendor.open()), vendor.fetch(), return_exceptions=True
            ):
                assert not isinstance(outcome, Exception) or isinstance(outcome, RunSheetError)
                told.append(repr(outcome) if isinstance(outcome, Exception) else "")
                if isinstance(outcome, dict):
                    told += _failures_told(outcome, fault, is_page=path == vendor.system.page_path)
        await vendor.http.aclose()
        text = "".join(told) + "".join(
            record.getMessage() for record in caplog.records if record.name.startswith("app")
        )
        for secret in vendor.secrets():
            assert secret not in text


def _failures_told(cells, fault, *, is_page):
    """The failures as they read. Ill-formed pages must never pass for a whole list."""
    failures = [c for c in cells.values() if isinstance(c, PractitionerFailure)]
    if is_page and not FAULTS[fault].is_well_formed:
        whole = [c for c in cells.values() if isinstance(c, PractitionerDay) and c.is_complete]
        assert not whole
    return [repr(cell.error) for cell in failures]


async def _everything(adapter):
    await adapter.practice()
    await adapter.practitioners()
    await adapter.appointment_types()
