"""The adapter against a MediRecords that was built from the contract alone, odd data included."""

from datetime import UTC, datetime

import pytest

from app.adapters.base import NOBODY
from app.domain.appointment import AppointmentStatus
from app.domain.errors import NotFound, PracticeNotConnected, SignInAgain
from app.sandbox.medirecords.codes import CodeShape, CodeStyle
from app.sandbox.medirecords.server import Quirks
from tests.adapters.under_test import under_test

STATUSES = {
    2: AppointmentStatus.BOOKED,
    3: AppointmentStatus.CONFIRMED,
    4: AppointmentStatus.ARRIVED,
    5: AppointmentStatus.IN_PROGRESS,
    6: AppointmentStatus.COMPLETED,
    7: AppointmentStatus.COMPLETED,
    8: AppointmentStatus.CANCELLED,
}


@pytest.fixture
def medirecords():
    with under_test("medirecords") as vendor:
        yield vendor
        assert not [one.violation for one in vendor.sandbox.violations]


async def rows_by_id(vendor, adapter=None):
    cells = await vendor.fetch(adapter=adapter)
    return {row.pms_appointment_id: row for cell in cells.values() for row in cell.appointments}


async def test_every_row_of_the_status_table_stands_on_the_day(medirecords):
    rows = await rows_by_id(medirecords)
    await medirecords.http.aclose()
    seen = set()
    for id_, kept in medirecords.book().items():
        seen.add(kept.status)
        assert rows[id_].status is STATUSES.get(kept.status, AppointmentStatus.BOOKED)
        assert rows[id_].has_unknown_status == (kept.status not in STATUSES)
        assert rows[id_].raw_status == str(int(kept.status))
    assert STATUSES.keys() < seen


async def test_lengths_are_the_vendors_even_where_the_interval_code_is_unknown(medirecords):
    rows = await rows_by_id(medirecords)
    await medirecords.http.aclose()
    book = medirecords.book()
    assert any(kept.interval_code == 97 for kept in book.values())
    assert all(rows[id_].end == kept.end for id_, kept in book.items())


async def test_telehealth_is_known_by_flag_or_link_and_the_patients_link_is_kept(medirecords):
    rows = await rows_by_id(medirecords)
    await medirecords.http.aclose()
    types = {one.id: one for one in medirecords.sandbox.practice.types()}
    found = set()
    for id_, kept in medirecords.book().items():
        flag = types[kept.type_id].telehealth
        has_link = bool(kept.link_for_patient or kept.link_for_provider)
        assert rows[id_].is_telehealth is (True if has_link else flag)
        assert rows[id_].telehealth_url == (kept.link_for_patient or None)
        found.add((flag, has_link))
    assert {(True, True), (False, True), (False, False), (None, False)} <= found


async def test_walk_ins_without_a_provider_are_counted_and_not_shown(medirecords):
    cells = await medirecords.fetch()
    await medirecords.http.aclose()
    reasons = [one.reason for one in cells[NOBODY].quarantined]
    assert reasons == ["practitioner_missing"] * 2
    assert all(cell.is_complete for cell in cells.values())


async def test_a_slot_lock_comes_as_a_booking_and_vanishes_as_any_row(medirecords):
    practice = medirecords.sandbox.practice
    lock = next(one for one in practice.slot_locks() if one.start.date() == medirecords.day.day)
    adapter = medirecords.open()
    assert (await rows_by_id(medirecords, adapter))[lock.id].status is AppointmentStatus.BOOKED
    practice.delete(lock.id)
    assert lock.id not in await rows_by_id(medirecords, adapter)
    with pytest.raises(NotFound):
        await adapter.appointment(lock.id)
    await medirecords.http.aclose()


async def test_an_unchanged_sync_costs_three_requests(medirecords):
    practice = medirecords.sandbox.practice
    known_patients = {one.id for one in practice.patients()}
    for appointment in practice.appointments():
        if appointment.patient_id not in known_patients:
            practice.delete(appointment.id)  # it would be asked for every time
    memory = medirecords.account().memory

    async def sync(known):
        adapter = medirecords.open(memory=memory)
        await adapter.practitioners()
        await adapter.appointment_types()
        cells = await medirecords.fetch(known, adapter=adapter)
        return {one: cell.page_marks for one, cell in cells.items()}

    known = await sync({})
    before = len(medirecords.sandbox.requests)
    assert await sync(known) == known
    await medirecords.http.aclose()
    assert len(medirecords.sandbox.requests) - before == 3


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(largest_size=7),
        Quirks(largest_size=7, empty_page_is_500=True),
        Quirks(has_seconds=True),
        Quirks(codes=CodeStyle(shape=CodeShape.ENVELOPE)),
        Quirks(codes=CodeStyle(label="name")),
        Quirks(codes=CodeStyle(shape=CodeShape.ENVELOPE, label="description")),
    ],
)
async def test_what_the_contract_leaves_open_changes_nothing(medirecords, quirks):
    plain = await rows_by_id(medirecords)
    people = await medirecords.open().practitioners()
    await medirecords.http.aclose()
    with under_test("medirecords", quirks=quirks) as odd:
        cells = await odd.fetch()
        assert await odd.open().practitioners() == people
        await odd.http.aclose()
        assert not [one.violation for one in odd.sandbox.violations]
    assert all(cell.is_complete for cell in cells.values())
    found = {row.pms_appointment_id: row for cell in cells.values() for row in cell.appointments}
    assert found == plain


@pytest.mark.parametrize("fault", ["status_404", "status_403"])
async def test_without_its_code_systems_the_day_still_comes(medirecords, fault):
    medirecords.sandbox.faults.add(fault, path="/code-system/")
    rows = await rows_by_id(medirecords)
    people = await medirecords.open().practitioners()
    await medirecords.http.aclose()
    assert rows.keys() == medirecords.book().keys()
    assert not any(one.prefix for one in people)


async def test_a_token_taken_back_asks_a_person_and_the_other_interfaces_opens_nothing(medirecords):
    adapter = medirecords.open()
    await adapter.practice()
    medirecords.sandbox.tokens.revoke_token()
    with pytest.raises(SignInAgain):
        await adapter.practice()
    fhir = medirecords.open(credentials={"apiToken": medirecords.sandbox.fhir_token})
    with pytest.raises(PracticeNotConnected):
        await fhir.practice()
    await medirecords.http.aclose()


async def test_a_practice_that_does_not_exist_is_not_connected(medirecords):
    unknown = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(PracticeNotConnected):
        await medirecords.open(practice_id=unknown, tenant_id=None).practice()
    await medirecords.http.aclose()


async def test_hours_that_come_twice_are_read_as_the_first(medirecords):
    practice = medirecords.sandbox.practice
    doctor, zone = practice.practitioners()[0], practice.tzinfo
    moments = [datetime(2026, 4, 5, 2, 30, tzinfo=zone), datetime(2026, 4, 5, 12, tzinfo=zone)]
    adapter, starts = medirecords.open(), []
    for moment in moments:
        added = practice.add(practitioner_id=doctor.id, start=moment, minutes=20)
        (row,) = await adapter.appointment(added.id)
        starts.append(row.start)
    await medirecords.http.aclose()
    assert starts == [datetime(2026, 4, 4, 15, 30, tzinfo=UTC), datetime(2026, 4, 5, 2, tzinfo=UTC)]
